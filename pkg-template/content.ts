import { invalid, readingAsync } from './argument.js';
import { octetsOf } from './brands.js';
import type { BufferSource } from './bytes.js';
import {
  nextTask,
  readable,
  sourceOf,
  TASK_MS,
  throwIfAborted,
  unlessAborted,
  unreadable,
} from './content-source.js';
import { digestAtOnce, MIN_AT_ONCE } from './digest-at-once.js';
import type { ContentHasher, HashAlgorithm } from './wasm/page.js';

/** Options of `hashContent` and `hashForm`. */
export interface HashOptions {
  /** Hash algorithm. Default: 'SHA-256'. */
  algorithm?: HashAlgorithm;
  /**
   * Called with the number of bytes hashed, and with the total if it is known. The hashing waits for
   * a promise that it returns. What it throws rejects with 'invalid-argument', and is the `cause`.
   */
  onProgress?: (progress: { loaded: number; total?: number }) => void;
  /** Aborts the hashing, which rejects with 'aborted' and the signal's reason as `cause`. */
  signal?: AbortSignal;
}

/** Content that `hashContent` accepts; a string is encoded in UTF-8. */
export type Content =
  | string
  | BufferSource
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** The module's part: that of page, server or verify. */
export interface Hashing {
  ContentHasher: typeof ContentHasher;
}

/** Hashes content of any size in constant memory. */
export function hashContent(
  wasm: Hashing,
  content: Content,
  options?: HashOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return readingAsync('content', async () => {
    const { algorithm, onProgress, signal } = optionsOf(options);
    const hasher = new wasm.ContentHasher(algorithm);
    try {
      const source = sourceOf(content);
      throwIfAborted(signal);
      const { bytes, total } = source;
      let loaded = 0;
      const advance = (length: number) => {
        loaded += length;
        return onProgress?.(total === undefined ? { loaded } : { loaded, total });
      };
      const isShort = bytes && bytes.byteLength < MIN_AT_ONCE;
      const digest = isShort
        ? undefined
        : await unlessAborted(digestAtOnce(source, algorithm), signal);
      if (isShort) {
        // The promises of an iterator would take longer than the digest.
        hasher.update(bytes);
        await advance(bytes.byteLength);
      } else if (digest) {
        await advance(total ?? 0);
      } else {
        let begun = Date.now();
        for await (const chunk of readable(source.chunks(), signal)) {
          if (Date.now() - begun > TASK_MS) {
            await nextTask();
            begun = Date.now();
          }
          const octets = octetsOf(chunk);
          if (!octets) throw invalid('content', 'a chunk of it is not bytes that are there');
          hasher.update(octets);
          await advance(octets.byteLength);
        }
      }
      throwIfAborted(signal);
      // A file that was changed, or a buffer that has shrunk or was detached in the meantime.
      const isChanged = digest && bytes && bytes.byteLength !== total;
      if (isChanged || (total !== undefined && loaded !== total)) throw unreadable('content');
      return digest ?? hasher.digest();
    } finally {
      hasher.free();
    }
  });
}

/** Checks options, and lets what `onProgress` throws be an error of the package. */
export function optionsOf(options: HashOptions | undefined): HashOptions {
  const { algorithm, onProgress, signal } = options ?? {};
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw invalid('onProgress', 'it is not a function');
  }
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw invalid('signal', 'it is not an AbortSignal');
  }
  const watched =
    onProgress &&
    ((progress: { loaded: number; total?: number }) =>
      readingAsync('onProgress', async () => onProgress(progress)));
  return { algorithm, onProgress: watched, signal };
}
