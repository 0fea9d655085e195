import { IamSmartError } from './error.js';

/**
 * @param {string} base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function decoded(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * What is thrown where a module cannot be compiled, instantiated or fetched.
 *
 * @param {unknown} cause
 */
export function unusable(cause) {
  return new IamSmartError(
    'module-unusable',
    `The WebAssembly module cannot be used. Under a Content-Security-Policy, script-src wants 'wasm-unsafe-eval'. ${cause}`,
    { cause },
  );
}
