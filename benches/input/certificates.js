// Certificates and CRLs, made for each run.

import { randomFillSync } from 'node:crypto';
import {
  bitString,
  context,
  element,
  enumerated,
  header,
  integer,
  octetString,
  oid,
  sequence,
  truth,
  utcTime,
} from './der.js';
import { entity, named } from './entities.js';

/** @typedef {import('./entities.js').Entity} Entity */

const FROM = utcTime('250101000000Z');
const TO = utcTime('450101000000Z');
const ISSUED = utcTime('260101000000Z');

/** At which all of it is valid. */
export const TIME = new Date('2026-06-01T00:00:00Z');

/** keyUsage (RFC 5280 §4.2.1.3): keyCertSign and cRLSign; digitalSignature and nonRepudiation. */
const AUTHORITY = [0x06, 1];
const PERSON = [0xc0, 6];

/**
 * @param {Entity} subject
 * @param {Entity} issuer
 * @param {object} [options]
 * @param {boolean} [options.isAuthority]
 * @param {number} [options.serial] below 2³¹
 * @param {boolean} [options.hasIdentifiers] subjectKeyIdentifier and authorityKeyIdentifier
 * @param {number} [options.padding] octets of an extension that nobody knows
 */
export function certificate(subject, issuer, options = {}) {
  const { isAuthority = false, serial = 1, hasIdentifiers = true, padding = 0 } = options;
  const [usage, unused] = isAuthority ? AUTHORITY : PERSON;
  const extensions = [
    extension('2.5.29.19', sequence(...(isAuthority ? [truth] : [])), true),
    extension('2.5.29.15', bitString(Buffer.from([usage]), unused), true),
  ];
  if (hasIdentifiers) {
    extensions.push(
      extension('2.5.29.14', octetString(subject.key.identifier)),
      extension('2.5.29.35', sequence(element(0x80, issuer.key.identifier))),
    );
  }
  if (padding)
    extensions.push(extension('1.3.6.1.4.1.99999.1', octetString(Buffer.alloc(padding))));
  return signed(
    issuer,
    sequence(
      context(0, integer(2)),
      integer(number(serial)),
      issuer.key.algorithm,
      issuer.name,
      sequence(FROM, TO),
      subject.name,
      subject.key.info,
      context(3, sequence(...extensions)),
    ),
  );
}

/**
 * A chain from a person up to the root, and the entities in the same order.
 *
 * @param {number} length number of certificates, with the root
 * @param {import('./entities.js').Kind} [kind] of the keys
 */
export function chain(length, kind = 'rsa') {
  const authorities = Array.from({ length: length - 2 }, (_, index) => `CA ${index + 1}`);
  const entities = ['Person', ...authorities, 'Root CA'].map((name) => entity(name, kind));
  const certificates = entities.map((subject, index) =>
    certificate(subject, entities[Math.min(index + 1, length - 1)], {
      isAuthority: index > 0,
      serial: length - index,
    }),
  );
  return { entities, certificates };
}

/**
 * @param {Entity} issuer
 * @param {Buffer} entries `entriesOf`, or others
 * @param {boolean} isIndirect true if it may have entries of other issuers' certificates
 */
export function crl(issuer, entries = Buffer.alloc(0), isIndirect = false) {
  const extensions = [
    extension('2.5.29.35', sequence(element(0x80, issuer.key.identifier))),
    extension('2.5.29.20', integer(1)),
  ];
  if (isIndirect) {
    const indirect = element(0x84, Buffer.from([0xff]));
    extensions.push(extension('2.5.29.28', sequence(indirect), true));
  }
  return signed(
    issuer,
    sequence(
      integer(1),
      issuer.key.algorithm,
      issuer.name,
      ISSUED,
      TO,
      ...(entries.length ? [sequence(entries)] : []),
      context(0, sequence(...extensions)),
    ),
  );
}

/** Octets of an entry, as the large CAs' are: a serial number of 16 octets, and a time. */
export const ENTRY = 35;

/**
 * Entries with random serial numbers, all of them from 2⁶² on: none is a certificate's of `certificate`.
 *
 * @param {number} count
 */
export function entriesOf(count) {
  const entries = Buffer.alloc(count * ENTRY);
  const serials = randomFillSync(Buffer.alloc(count * 16));
  const two = (value) => String(value).padStart(2, '0');
  const times = Array.from({ length: 28 * 24 }, (_, hour) =>
    utcTime(`2505${two(1 + Math.floor(hour / 24))}${two(hour % 24)}1530Z`),
  );
  const start = Buffer.concat([header(0x30, ENTRY - 2), header(0x02, 16)]);
  for (let index = 0; index < count; index += 1) {
    const at = index * ENTRY;
    start.copy(entries, at);
    serials.copy(entries, at + 4, index * 16, index * 16 + 16);
    entries[at + 4] = 0x40 | (entries[at + 4] & 0x3f);
    times[index % times.length].copy(entries, at + 20);
  }
  return entries;
}

/**
 * Entries of one certificate, again and again, each with a reason: as many octets as are wanted.
 *
 * @param {number} octets
 * @param {number} serial
 */
export function duplicates(octets, serial) {
  const reason = extension('2.5.29.21', enumerated(1));
  const one = sequence(integer(number(serial)), utcTime('250601000000Z'), sequence(reason));
  return Buffer.alloc(Math.floor(octets / one.length) * one.length, one);
}

/** Entries, each with as many extensions as one may have. @param {number} octets */
export function withExtensions(octets) {
  const extensions = Array.from({ length: 8 }, (_, index) =>
    extension(`1.3.6.1.4.1.99999.${index}`, Buffer.alloc(0)),
  );
  const one = sequence(integer(number(1)), utcTime('250601000000Z'), sequence(...extensions));
  return Buffer.alloc(Math.floor(octets / one.length) * one.length, one);
}

/** Entries, each of another issuer's certificate. @param {number} octets */
export function namingIssuers(octets) {
  const entries = [];
  for (let length = 0; length < octets; length += entries.at(-1).length) {
    const name = sequence(context(4, named(`Another CA ${entries.length}`)));
    const issuer = extension('2.5.29.29', name, true);
    entries.push(sequence(integer(number(2)), utcTime('250601000000Z'), sequence(issuer)));
  }
  return Buffer.concat(entries);
}

/**
 * @param {Entity} issuer
 * @param {Buffer} tbs
 */
function signed(issuer, tbs) {
  const { algorithm, sign } = issuer.key;
  return sequence(tbs, algorithm, bitString(sign(tbs)));
}

/** @param {string} type @param {Buffer} value @param {boolean} [isCritical] */
function extension(type, value, isCritical = false) {
  return sequence(oid(type), ...(isCritical ? [truth] : []), octetString(value));
}

/** The content of a positive INTEGER. @param {number} value below 2³¹ */
function number(value) {
  const octets = Buffer.alloc(4);
  octets.writeInt32BE(value);
  const start = octets.findIndex((octet) => octet !== 0);
  const shortest = octets.subarray(start);
  return shortest[0] & 0x80 ? octets.subarray(start - 1) : shortest;
}
