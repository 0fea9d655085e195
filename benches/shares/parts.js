// The parts of a module, by the names of its functions, and what each takes after Brotli.

import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { pieces } from './module.js';

/**
 * What a function is of: the first whose pattern its name matches. A generic function has the crates and
 * modules of its parameters in its name, and is of these.
 *
 * @type {[part: string, pattern: RegExp][]}
 */
const PARTS = [
  ['P-521', /\bp521\b/],
  ['P-384', /\bp384\b/],
  ['P-256', /\bp256\b/],
  ['SM2, SM3', /\bsm[23]\b/],
  ['Ed25519', /\b(curve25519_dalek|ed25519(_dalek)?)\b/],
  ['SHA-1, SHA-2, MD5', /\b(sha1|sha2|md5|digest|block_buffer)\b/],
  ['RSA and big numbers', /\b(crypto_bigint|rsa)\b(?!_)/],
  ['curves, shared', /\b(primeorder|primefield|elliptic_curve|ecdsa|sec1|wnaf|hybrid_array)\b/],
  ['evidence', /\biamsmart::(verification|bindings::verify)::evidence\b|^\w*evidence\w*$/i],
  ['JWS', /\biamsmart::(verification|bindings::verify)::jws\b|^\w*jws\w*$/i],
  [
    'CMS',
    /\biamsmart::(verification|pki|bindings::verify)::cms\b|\biamsmart::asn1::ber\b|^\w*cms\w*$/i,
  ],
  [
    'time-stamps',
    /\biamsmart::(verification|pki|bindings::verify)::(timestamp|proof)\b|^\w*timestamp\w*$/i,
  ],
  ['boundary with JavaScript', /\biamsmart::bindings\b|\b(wasm_bindgen|js_sys|web_sys)\b|^[^:]*$/],
  [
    'CRL and OCSP',
    /\biamsmart::(pki|validation|report::sentence|validation::rules)::revocation|revocation_requests/,
  ],
  ['names and policies', /\biamsmart::pki::(name|policy)\b/],
  ['paths and their rules', /\biamsmart::validation\b/],
  ['certificates and DER', /\biamsmart::(asn1|pki::certificate)\b/],
  ['signatures and keys', /\biamsmart::(pki::signature|hash)\b/],
  ['reports', /\biamsmart::(report|sentence)\b/],
  ['verdict', /\biamsmart::verification\b/],
  ['JSON', /\biamsmart::json\b/],
  ['login', /\biamsmart::(login|state|source|endpoint)\b/],
  ['forms and identification code', /\biamsmart::(signing|hkic)\b/],
  ['errors', /\biamsmart::error\b/],
  [
    'Base64, allocator, other crates',
    /\b(base64|base64ct|talc|subtle|zeroize|getrandom)\b|\biamsmart\b/,
  ],
  ["Rust's core and alloc", /./s],
];

/** Of pieces that are no functions. */
const OF_KIND = { data: 'texts and tables', other: 'types and exports' };

/**
 * @typedef {object} Share
 * @property {string} part
 * @property {number} raw in bytes
 * @property {number} brotli in bytes: the part's own, compressed by itself, to the scale at which all parts
 *   are as large as the module
 */

/**
 * Returns the parts of a module, the largest first.
 *
 * @param {Uint8Array} module with names of its functions
 * @param {number} whole bytes of the module as it is published, after Brotli
 * @returns {Promise<Share[]>}
 */
export async function shares(module, whole) {
  /** @type {Map<string, Uint8Array[]>} */
  const byPart = new Map();
  for (const { kind, name = '', bytes } of pieces(module)) {
    const part = kind === 'function' ? partOf(name) : OF_KIND[kind];
    const of = byPart.get(part) ?? [];
    byPart.set(part, [...of, bytes]);
  }
  const parts = await Promise.all(
    [...byPart].map(async ([part, all]) => {
      const bytes = Buffer.concat(all);
      return { part, raw: bytes.length, brotli: await brotli(bytes) };
    }),
  );
  const sum = parts.reduce((total, part) => total + part.brotli, 0);
  return parts
    .map((part) => ({ ...part, brotli: Math.round((part.brotli * whole) / sum) }))
    .sort((a, b) => b.brotli - a.brotli);
}

/** @param {string} name */
export function partOf(name) {
  // A crate's name is followed by a hash of its own.
  const path = name.replace(/\[[0-9a-f]{6,16}\]/g, '');
  const found = PARTS.find(([, pattern]) => pattern.test(path));
  return found ? found[0] : "Rust's core and alloc";
}

const compressed = promisify(brotliCompress);

/** The size after Brotli 11. @param {Uint8Array} bytes */
export async function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return (await compressed(bytes, { params })).length;
}
