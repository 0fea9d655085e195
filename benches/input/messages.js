// CMS messages (RFC 5652), and what else is made of a document, its signer's chain and the pool of
// certificates and CRLs that came with them.

import { createHash } from 'node:crypto';
import { certificate, crl, entriesOf } from './certificates.js';
import { context, integer, nothing, octetString, oid, sequence, set } from './der.js';
import { entity, newKey } from './entities.js';

/** @typedef {import('./entities.js').Entity} Entity */

/** Of each CRL: asn1js 4, with which pkijs reads, refuses messages of more than 10,000 elements. */
const ENTRIES = 20;

const DATA = oid('1.2.840.113549.1.7.1');
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing);

/**
 * @typedef {object} Signer
 * @property {Entity} entity
 * @property {Entity} issuer
 * @property {Buffer} certificate
 * @property {number} serial of the certificate
 */

/**
 * A message over a content that is not in it.
 *
 * @param {Uint8Array} content
 * @param {Signer[]} signers
 * @param {Buffer[]} certificates
 * @param {Buffer[]} crls
 */
export function signedData(content, signers, certificates, crls) {
  const digest = sha256(content);
  return sequence(
    oid('1.2.840.113549.1.7.2'),
    context(
      0,
      sequence(
        integer(1),
        set(SHA256),
        sequence(DATA),
        context(0, ...sorted(certificates)),
        ...(crls.length ? [context(1, ...sorted(crls))] : []),
        set(...sorted(signers.map((signer) => signerInfo(digest, signer)))),
      ),
    ),
  );
}

/**
 * Certificates of a root, 19 authorities below it and 80 people, the signer's chain among them, and
 * the CRL of each authority.
 */
export function pool() {
  const root = entity('Root CA');
  const authorities = Array.from({ length: 19 }, (_, i) => entity(`CA ${i + 1}`));
  // Who is no authority may share a key: keys take time to make.
  const key = newKey('rsa');
  const people = Array.from({ length: 80 }, (_, i) => entity(`Person ${i + 1}`, key));
  const issuerOf = (index) => authorities[index % authorities.length];
  const ofPeople = people.map((person, index) =>
    certificate(person, issuerOf(index), { serial: 100 + index }),
  );
  const ofAuthorities = authorities.map((authority, index) =>
    certificate(authority, root, { isAuthority: true, serial: 2 + index }),
  );
  const anchor = certificate(root, root, { isAuthority: true });
  return {
    anchor,
    signer: { entity: people[0], issuer: authorities[0], certificate: ofPeople[0], serial: 100 },
    certificates: [...ofPeople, ...ofAuthorities, anchor],
    crls: [root, ...authorities].map((authority) => crl(authority, entriesOf(ENTRIES))),
  };
}

/** @param {Buffer} digest @param {Signer} signer */
function signerInfo(digest, { entity: { key }, issuer, certificate: own, serial }) {
  const named = sequence(sequence(sequence(octetString(sha256(own)))));
  const attributes = sorted([
    sequence(oid('1.2.840.113549.1.9.3'), set(DATA)),
    sequence(oid('1.2.840.113549.1.9.4'), set(octetString(digest))),
    // signingCertificateV2 (RFC 5035 §3).
    sequence(oid('1.2.840.113549.1.9.16.2.47'), set(named)),
  ]);
  return sequence(
    integer(1),
    sequence(issuer.name, integer(Buffer.from([serial]))),
    SHA256,
    context(0, ...attributes),
    key.algorithm,
    octetString(key.sign(set(...attributes))),
  );
}

/** In the order of a SET OF (X.690 §11.6). @param {Buffer[]} elements */
function sorted(elements) {
  return elements.toSorted(Buffer.compare);
}

/** @param {Uint8Array} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}
