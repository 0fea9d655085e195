// A signature over a content, with everything that is needed to judge it.

import { certificate, chain, crl, duplicates, entriesOf, TIME } from './certificates.js';
import { entity } from './entities.js';

/**
 * @typedef {object} Signed
 * @property {Buffer} content
 * @property {Buffer} signature
 * @property {Buffer} person the signer's certificate
 * @property {Buffer[]} intermediates
 * @property {Buffer} root
 * @property {Buffer[]} crls of each authority
 * @property {Date} time
 */

const CONTENT = Buffer.from(JSON.stringify({ fields: [['fullName', '陳大文']], version: 1 }));

/**
 * @param {object} [options]
 * @param {number} [options.length] certificates of the chain
 * @param {number} [options.entries] of the CRL of the authority that issued the signer's certificate
 * @param {boolean} [options.isRevoked] by entries that are all the signer's: as many octets of them
 * @param {import('./entities.js').Kind} [options.kind] of the keys
 * @returns {Signed}
 */
export function signed({ length = 3, entries = 0, isRevoked = false, kind = 'rsa' } = {}) {
  const { entities, certificates } = chain(length, kind);
  const [person, ...authorities] = entities;
  const list = entriesOf(entries);
  // The serial number of the signer's certificate is the chain's length.
  const first = isRevoked ? duplicates(list.length, length) : list;
  return {
    content: CONTENT,
    signature: person.key.sign(CONTENT),
    person: certificates[0],
    intermediates: certificates.slice(1, -1),
    root: certificates[length - 1],
    crls: authorities.map((authority, index) => crl(authority, index ? undefined : first)),
    time: TIME,
  };
}

/**
 * @param {Signed} input
 * @returns {any} of `verifySignature`
 */
export function inputOf({ content, signature, person, intermediates, root, crls, time }) {
  return {
    content,
    signature,
    certificate: person,
    intermediates,
    trustAnchors: [root],
    crls,
    validationTime: time,
  };
}

/** With another content. @param {Signed} input @returns {Signed} */
export function changed(input) {
  return { ...input, content: Buffer.from('another content') };
}

/**
 * As many certificates as are wanted beside those of the path, that nobody needs: of other names,
 * or of the name of the authority that issued the signer's.
 *
 * @param {number} count
 * @param {import('./entities.js').Entity} issuer of all of them
 * @param {object} options
 * @param {(index: number) => string} options.name
 * @param {(index: number) => import('./entities.js').Key} options.key
 * @param {boolean} [options.hasIdentifiers]
 */
export function strangers(count, issuer, { name, key, hasIdentifiers }) {
  return Array.from({ length: count }, (_, index) =>
    certificate(entity(name(index), key(index)), issuer, {
      isAuthority: true,
      serial: 1000 + index,
      hasIdentifiers,
    }),
  );
}
