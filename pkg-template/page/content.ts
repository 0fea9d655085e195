import type { BufferSource } from '../bytes.js';
import * as shared from '../content.js';
import * as forms from '../form-content.js';
import { canonicalForm, ContentHasher as ModuleHasher } from '../wasm/page.js';

export type { Content, HashOptions } from '../content.js';
export type { FormAbout, FormContent } from '../form-content.js';

/** What is used of the module's script: bundlers keep all of a namespace that is handed on. */
const primitives = { ContentHasher: ModuleHasher, canonicalForm };

/**
 * Hashes content of any size in constant memory.
 *
 * @throws IamSmartError 'invalid-argument', 'lone-surrogate', 'content-unreadable', 'aborted'
 */
export function hashContent(
  content: shared.Content,
  options?: shared.HashOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return shared.hashContent(primitives, content, options);
}

/**
 * Returns the canonical form of a submitted form: fields in document order, newlines as LF, files
 * by name, size and SHA-256. Submit the same `form`, or hash `new FormData(form, event.submitter)`, so
 * that the button is in it. `algorithm` must be SHA-256. Progress counts the bytes of all
 * files. At most 10,000 entries, and 2 Mi characters of names and values.
 *
 * @throws IamSmartError 'invalid-argument', 'lone-surrogate', 'form-name-ambiguous',
 *   'content-unreadable', 'aborted'
 */
export function hashForm(
  form: FormData,
  about: forms.FormAbout,
  options?: shared.HashOptions,
): Promise<forms.FormContent> {
  return forms.hashForm(primitives, form, about, options);
}

/**
 * Incremental hash. After `digest()`, every call throws 'hasher-finished'. If the WebAssembly module
 * traps in another call, every call throws 'module-trapped': begin with a new hasher.
 */
export class ContentHasher {
  #hasher;

  /** Default of `algorithm`: 'SHA-256'. */
  constructor(algorithm?: shared.HashOptions['algorithm']) {
    this.#hasher = new ModuleHasher(algorithm);
  }

  /** Hashes the next chunk. */
  update(chunk: BufferSource): this {
    this.#hasher.update(chunk);
    return this;
  }

  /** Returns the digest of all chunks: 32, 48 or 64 bytes. */
  digest(): Uint8Array<ArrayBuffer> {
    return this.#hasher.digest();
  }
}
