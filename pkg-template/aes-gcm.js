// AES-256-GCM of the platform, in the memory of the module that calls it: Node's, which Bun, Deno, and
// Workers with `nodejs_compat` have, too. WebCrypto's returns a promise, and keeps its keys until
// garbage is collected.

/**
 * What of `node:crypto` is used; the package depends on no runtime's types.
 *
 * @typedef {object} Cipher
 * @property {(bytes: Uint8Array) => Uint8Array} update
 * @property {() => Uint8Array} final
 * @property {() => Uint8Array} getAuthTag
 * @property {(tag: Uint8Array) => unknown} setAuthTag
 *
 * @typedef {(name: string, key: Uint8Array, iv: Uint8Array, options: { authTagLength: number }) => Cipher} Create
 * @typedef {{ createCipheriv: Create, createDecipheriv: Create }} Library
 */

const NAME = 'aes-256-gcm';

/** In bytes (NIST SP 800-38D §5.2.1.2); some runtimes take shorter ones unless they are told. */
const OPTIONS = { authTagLength: 16 };

/** Whether a library gives the right answers. @type {WeakMap<Library, boolean>} */
const tried = /* @__PURE__ */ new WeakMap();

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
    const library = platforms();
    return library && sealed(library, key, iv, bytes);
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
  try {
    const library = platforms();
    return library && opened(library, key, iv, bytes, tag);
  } catch {
    return undefined;
  }
}

/** Node's library, which is not imported: pages and their bundlers have none. */
function platforms() {
  /** @type {Library | undefined} */
  const library = /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:crypto');
  if (!library) return undefined;
  if (!tried.has(library)) {
    tried.set(library, false);
    tried.set(library, isRight(library));
  }
  return tried.get(library) ? library : undefined;
}

/** The tag of 512 zero bytes under a key and an IV of zeros, by OpenSSL and by RustCrypto. */
const KNOWN_TAG = '398ccd3725ed8f7748d5afc656ca23be';

/**
 * There were runtimes whose tags were others than NIST's (Bun on Windows), and one that took any tag
 * (Deno).
 *
 * @param {Library} library
 */
function isRight(library) {
  const key = new Uint8Array(32);
  const iv = new Uint8Array(12);
  const bytes = new Uint8Array(512);
  const tag = sealed(library, key, iv, bytes);
  if (!tag || hex(tag) !== KNOWN_TAG) return false;
  const other = tag.map((octet) => octet ^ 1);
  return (
    opened(library, key, iv, bytes, other) === false &&
    opened(library, key, iv, bytes, tag) === true &&
    bytes.every((octet) => octet === 0)
  );
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {Library} library
 * @param {Uint8Array} key
 * @param {Uint8Array} iv
 * @param {Uint8Array} bytes
 */
function sealed({ createCipheriv }, key, iv, bytes) {
  const cipher = createCipheriv(NAME, key, iv, OPTIONS);
  const made = cipher.update(bytes);
  cipher.final();
  if (made.length !== bytes.length) return undefined;
  const tag = cipher.getAuthTag();
  bytes.set(made);
  return tag;
}

/**
 * @param {Library} library
 * @param {Uint8Array} key
 * @param {Uint8Array} iv
 * @param {Uint8Array} bytes
 * @param {Uint8Array} tag
 */
function opened({ createDecipheriv }, key, iv, bytes, tag) {
  const decipher = createDecipheriv(NAME, key, iv, OPTIONS);
  decipher.setAuthTag(tag);
  const made = decipher.update(bytes);
  try {
    if (made.length !== bytes.length) return undefined;
    if (!ends(decipher)) return false;
    bytes.set(made);
    return true;
  } finally {
    made.fill(0);
  }
}

/** Returns false for another tag. @param {Cipher} decipher */
function ends(decipher) {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
