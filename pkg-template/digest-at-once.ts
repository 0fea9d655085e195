import { octetsOf } from './brands.js';
import type { Source } from './content-source.js';
import { withBase64 } from './octets.js';
import type { HashAlgorithm } from './wasm/page.js';

/** Size from which on WebCrypto is faster: its call takes as long as the module for so many bytes. */
export const MIN_AT_ONCE = 64 * 1024;

/**
 * Maximum size of what WebCrypto hashes at a time, all contents together: it takes each in one piece,
 * and copies it.
 */
export const MAX_AT_ONCE = 64 * 1024 * 1024;

/** Size of what it hashes now. What was aborted is not over before it has ended by itself. */
let atOnce = 0;

/**
 * Returns the digest by WebCrypto, which hashes with the processor's own instructions and outside of
 * this thread. Undefined if the module has to: WebCrypto is not there (a page that is not a secure
 * context), must not be used, or refuses (shared bytes); or the content cannot be read, which is told
 * by who reads it in pieces.
 */
export async function digestAtOnce(
  { bytes, blob, total = 0 }: Source,
  algorithm: HashAlgorithm = 'SHA-256',
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (total < MIN_AT_ONCE || atOnce + total > MAX_AT_ONCE) return undefined;
  atOnce += total;
  try {
    const subtle = globalThis.crypto?.subtle;
    if (!subtle) return undefined;
    const octets = bytes ?? octetsOf(await blob?.arrayBuffer());
    if (octets?.byteLength !== total) return undefined;
    return withBase64(new Uint8Array(await subtle.digest(algorithm, octets)));
  } catch {
    return undefined;
  } finally {
    atOnce -= total;
  }
}
