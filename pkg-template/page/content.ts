import type { BufferSource } from '../bytes.js';
import * as shared from '../content.js';
import * as wasm from '../wasm/page.js';

export type { Content, FormAbout, FormContent, HashOptions } from '../content.js';

/** Hashes content of any size in constant memory; takes whatever the platform reads from. */
export function hashContent(
  content: shared.Content,
  options?: shared.HashOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return shared.hashContent(wasm, content, options);
}

/**
 * The signable form of a submitted form: fields in document order, newlines as LF, files by name,
 * type, size and SHA-256. `algorithm` is SHA-256; progress counts the bytes of all files.
 */
export function hashForm(
  form: FormData,
  about: shared.FormAbout,
  options?: shared.HashOptions,
): Promise<shared.FormContent> {
  return shared.hashForm(wasm, form, about, options);
}

/** Hashes content push style. `digest()` ends it: from then on 'hasher-finished'. */
export class ContentHasher {
  #hasher;

  constructor(algorithm?: shared.HashOptions['algorithm']) {
    this.#hasher = new wasm.ContentHasher(algorithm);
  }

  update(chunk: BufferSource): this {
    this.#hasher.update(chunk);
    return this;
  }

  digest(): Uint8Array<ArrayBuffer> {
    return this.#hasher.digest();
  }
}
