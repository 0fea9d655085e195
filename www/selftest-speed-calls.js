// Speed of the package, as a ratio to the browser's own WebCrypto.

import { ContentHasher } from 'iamsmart';
import { verifyJws, verifySignature } from 'iamsmart/verify';

/** @typedef {import('./selftest-run.js').Speed} Speed */

/** How long each is measured, in milliseconds: long beside the clock's steps, which browsers coarsen. */
const MEASURED_MS = 250;

const MEGABYTE = 1_000_000;

/** @type {import('./selftest-run.js').Calls} */
export const CALLS = {
  async hashSpeed({ algorithm, bytes }) {
    const content = new Uint8Array(bytes).fill(0x5a);
    const ours = () => new ContentHasher(algorithm).update(content).digest();
    const theirs = webCrypto()?.digest.bind(webCrypto(), algorithm, content);
    const found = ours();
    const expected = theirs && new Uint8Array(await theirs());
    const isSame = expected?.every((byte, index) => byte === found[index]) ?? true;
    const scale = bytes / MEGABYTE;
    return {
      found: isSame ? 'the same digest' : 'another digest',
      speed: speedOf(
        'MB/s',
        scale * (await perSecond(ours)),
        theirs && scale * (await perSecond(theirs)),
      ),
    };
  },

  async rsaSpeed({ digest, signature, certificate, spki, options }) {
    const ours = () => verifySignature({ digest, signature, certificate, ...options });
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return verifying(ours, algorithm, spki, signature, digest);
  },

  async ecdsaSpeed({ signer, spki, options }) {
    const ours = () => verifyJws(signer, undefined, options);
    const [header, payload, signature] = signer.split('.');
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    return verifying(ours, algorithm, spki, fromBase64url(signature), signed);
  },
};

/**
 * @param {() => import('iamsmart/verify').VerificationReport} ours
 * @param {RsaHashedImportParams | (EcKeyImportParams & EcdsaParams)} algorithm
 * @param {Uint8Array<ArrayBuffer>} spki
 * @param {Uint8Array<ArrayBuffer>} signature
 * @param {Uint8Array<ArrayBuffer>} signed
 */
async function verifying(ours, algorithm, spki, signature, signed) {
  const subtle = webCrypto();
  const key = await subtle?.importKey('spki', spki, algorithm, false, ['verify']);
  const theirs = key && subtle?.verify.bind(subtle, algorithm, key, signature, signed);
  const isValid = ours().indication === 'TOTAL-PASSED';
  const agrees = theirs ? (await theirs()) === isValid : true;
  return {
    found: isValid && agrees ? 'valid' : `${isValid}, and by WebCrypto otherwise: ${!agrees}`,
    speed: speedOf('1/s', await perSecond(ours), theirs && (await perSecond(theirs))),
  };
}

/**
 * @param {Speed['unit']} unit
 * @param {number} here
 * @param {number} [webCrypto]
 * @returns {Speed}
 */
function speedOf(unit, here, webCrypto) {
  const known = { unit, here: rounded(here) };
  if (webCrypto === undefined) return known;
  return { ...known, webCrypto: rounded(webCrypto), ratio: rounded(here / webCrypto) };
}

/** @param {() => unknown} work */
async function perSecond(work) {
  await work();
  const start = performance.now();
  let count = 0;
  let ms = 0;
  while (ms < MEASURED_MS) {
    await work();
    count += 1;
    ms = performance.now() - start;
  }
  return (count * 1000) / ms;
}

/** Absent where the page did not come over HTTPS or from this machine. */
function webCrypto() {
  return /** @type {SubtleCrypto | undefined} */ (globalThis.crypto?.subtle);
}

/** @param {number} number To three digits. */
function rounded(number) {
  return Number(number.toPrecision(3));
}

/** @param {string} text */
function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
