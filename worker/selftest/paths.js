// Certificates and their paths.

import { Group, read, table } from './group.js';

export function paths() {
  const group = new Group('paths');
  ofOneAuthority(group);
  asInTheWorld(group);
  return group;
}

const AT = { time: '2026-06-01T00:00:00Z' };
const AGREES = 'OpenSSL';
const DIFFERS = 'RFC 5280';

/**
 * Who says so: OpenSSL, or where it decides otherwise the standard, for the reason that the test in
 * Rust gives.
 *
 * @param {boolean} passes
 * @param {boolean} openssl
 */
const saidBy = (passes, openssl) => (passes === openssl ? AGREES : DIFFERS);

/** @param {string} names By blanks; `-` for none. */
const listed = (names) => names.split(' ').filter((name) => name !== '-');

/**
 * @param {string[]} parts Of a verdict; `-` for none.
 */
const verdictOf = (parts) => parts.filter((part) => part !== '-').join(' ');

/** @param {Group} group */
function ofOneAuthority(group) {
  const file = (/** @type {string} */ name) => group.file(`fixtures/pki/${name}.pem`);
  const openssl = new Map(table('fixtures/pki/openssl.tsv').map(([name, said]) => [name, said]));
  for (const row of table('fixtures/pki/cases.tsv')) {
    const [name = '', certificate = '', intermediates = '', anchors = '', ...verdict] = row;
    group.add({
      name,
      call: 'path',
      input: {
        certificate: file(certificate),
        intermediates: listed(intermediates).map(file),
        trustAnchors: listed(anchors).map(file),
        revocation: 'off',
        strictProfile: true,
        validationTime: AT,
      },
      expected: verdictOf(verdict),
      by: saidBy(verdict[0] === 'TOTAL-PASSED', openssl.get(name) === 'OK'),
    });
  }
}

/** @param {Group} group */
function asInTheWorld(group) {
  const made = JSON.parse(read('fixtures/paths/certificates.json').toString());
  const file = (/** @type {string} */ name) =>
    group.bytes(`world: ${name}`, Buffer.from(made[name], 'base64'));
  const openssl = new Map(table('fixtures/paths/openssl.tsv').map(([name, said]) => [name, said]));
  for (const row of table('fixtures/paths/cases.tsv')) {
    const [name = '', certificate = '', intermediates = '', anchors = '', ...rest] = row;
    const [indication = '', reason = '', notable = '', strict = ''] = rest;
    const input = {
      certificate: file(certificate),
      intermediates: listed(intermediates).map(file),
      trustAnchors: listed(anchors).map(file),
      revocation: 'off',
      validationTime: AT,
    };
    const by = saidBy(indication === 'TOTAL-PASSED', openssl.get(name) === 'OK');
    const expected = verdictOf([indication, reason, notable]);
    group.add({ name: `world: ${name}`, call: 'path', input, expected, by });
    group.add({
      name: `world: ${name}, strict profile`,
      call: 'pathIndication',
      input: { ...input, strictProfile: true },
      expected: strict,
      by: 'RFC 5280',
    });
  }
}
