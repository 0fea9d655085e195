// Keys and names of those who sign: keys are made for each run, by Node and for SM2 by sm-crypto.

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import smCrypto from 'sm-crypto';
import { bitString, nothing, oid, sequence, set, utf8 } from './der.js';

/**
 * @typedef {'rsa' | 'p256' | 'p384' | 'ed25519' | 'sm2'} Kind
 *
 * @typedef {object} Key
 * @property {Kind} kind
 * @property {Buffer} info SubjectPublicKeyInfo
 * @property {Buffer} identifier SHA-1 of the key (RFC 5280 §4.2.1.2)
 * @property {Buffer} algorithm AlgorithmIdentifier of its signatures
 * @property {(message: Uint8Array) => Buffer} sign
 * @property {string} [sm2] the private key in hexadecimal
 *
 * @typedef {object} Entity
 * @property {Buffer} name
 * @property {Key} key
 */

/** Algorithm identifiers: RFC 8017 Appendix A.2.4, RFC 5758 §3.2, RFC 8410 §3, GM/T 0006. */
const ALGORITHMS = {
  rsa: sequence(oid('1.2.840.113549.1.1.11'), nothing),
  p256: sequence(oid('1.2.840.10045.4.3.2')),
  p384: sequence(oid('1.2.840.10045.4.3.3')),
  ed25519: sequence(oid('1.3.101.112')),
  sm2: sequence(oid('1.2.156.10197.1.501')),
};

/** @type {Record<string, [type: any, options: any, hash: string | null]>} */
const NODE = {
  rsa: ['rsa', { modulusLength: 2048 }, 'sha256'],
  p256: ['ec', { namedCurve: 'P-256' }, 'sha256'],
  p384: ['ec', { namedCurve: 'P-384' }, 'sha384'],
  ed25519: ['ed25519', {}, null],
};

/** @param {string} common name @param {Kind | Key} key @returns {Entity} */
export function entity(common, key = 'rsa') {
  return { name: named(common), key: typeof key === 'string' ? newKey(key) : key };
}

/** @param {string} common */
export function named(common) {
  const attribute = (type, text) => set(sequence(oid(type), utf8(text)));
  return sequence(
    attribute('2.5.4.6', 'HK'),
    attribute('2.5.4.10', 'Example'),
    attribute('2.5.4.3', common),
  );
}

/** @param {Kind} kind @returns {Key} */
export function newKey(kind) {
  return kind === 'sm2' ? sm2Key() : nodeKey(kind);
}

/** @param {Kind} kind @returns {Key} */
function nodeKey(kind) {
  const [type, options, hash] = NODE[kind];
  const { privateKey, publicKey } = generateKeyPairSync(type, options);
  const info = publicKey.export({ type: 'spki', format: 'der' });
  return {
    kind,
    info,
    identifier: sha1(info),
    algorithm: ALGORITHMS[kind],
    sign: (message) => sign(hash, message, privateKey),
  };
}

/** @returns {Key} */
function sm2Key() {
  const { privateKey, publicKey } = smCrypto.sm2.generateKeyPairHex();
  const algorithm = sequence(oid('1.2.840.10045.2.1'), oid('1.2.156.10197.1.301'));
  const info = sequence(algorithm, bitString(Buffer.from(publicKey, 'hex')));
  return {
    kind: 'sm2',
    info,
    identifier: sha1(info),
    algorithm: ALGORITHMS.sm2,
    sign(message) {
      const options = { hash: true, der: true, publicKey };
      return Buffer.from(smCrypto.sm2.doSignature([...message], privateKey, options), 'hex');
    },
    sm2: privateKey,
  };
}

/** @param {Buffer} info */
function sha1(info) {
  return createHash('sha1').update(info).digest();
}
