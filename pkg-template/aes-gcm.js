// AES-256-GCM of the platform, in the memory of the module that calls it: Node's, which Bun, Deno, and
// Workers with `nodejs_compat` have, too. WebCrypto's returns a promise, and keeps its keys until
// garbage is collected.

/** Length of the tag in bytes (NIST SP 800-38D §5.2.1.2). */
const TAG_LENGTH = 16;

const ALGORITHM = 'aes-256-gcm';

/**
 * What of `node:crypto` is used; the package depends on no runtime's types.
 *
 * @typedef {object} Cipher
 * @property {(bytes: Uint8Array) => Uint8Array} update
 * @property {() => Uint8Array} final
 * @property {() => Uint8Array} getAuthTag
 * @property {(tag: Uint8Array) => unknown} setAuthTag
 *
 * @typedef {(algorithm: string, key: Uint8Array, iv: Uint8Array) => Cipher} Create
 */

/**
 * Node's module, which is not imported: pages and their bundlers have none.
 *
 * @returns {{ createCipheriv: Create, createDecipheriv: Create } | undefined}
 */
function platforms() {
  return /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:crypto');
}

/**
 * Encrypts bytes in their place, and returns the tag; undefined if the platform cannot.
 *
 * @param {Uint8Array} key
 * @param {Uint8Array} iv
 * @param {Uint8Array} bytes
 * @returns {Uint8Array | undefined}
 */
export function sealedInPlace(key, iv, bytes) {
  try {
    const cipher = platforms()?.createCipheriv(ALGORITHM, key, iv);
    if (!cipher) return undefined;
    const sealed = cipher.update(bytes);
    cipher.final();
    const tag = cipher.getAuthTag();
    if (sealed.length !== bytes.length || tag.length !== TAG_LENGTH) return undefined;
    bytes.set(sealed);
    return tag;
  } catch {
    return undefined;
  }
}

/**
 * Decrypts bytes in their place; returns whether the tag is right, or undefined if the platform
 * cannot. Bytes with another tag stay as they are, and nothing that was decrypted stays elsewhere.
 *
 * @param {Uint8Array} key
 * @param {Uint8Array} iv
 * @param {Uint8Array} bytes
 * @param {Uint8Array} tag
 * @returns {boolean | undefined}
 */
export function openedInPlace(key, iv, bytes, tag) {
  let opened;
  try {
    const decipher = platforms()?.createDecipheriv(ALGORITHM, key, iv);
    if (!decipher) return undefined;
    decipher.setAuthTag(tag);
    opened = decipher.update(bytes);
    if (opened.length !== bytes.length) return undefined;
    if (!isRight(decipher)) return false;
    bytes.set(opened);
    return true;
  } catch {
    return undefined;
  } finally {
    opened?.fill(0);
  }
}

/** @param {Cipher} decipher */
function isRight(decipher) {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
