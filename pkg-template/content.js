import { argumentReaders } from './arguments.js';
import { IamSmartError } from './error.js';

/** Bytes of a buffer that are hashed between two looks at the signal and the event loop. */
const SLICE = 8 * 1024 * 1024;

/**
 * Hashing over one module's primitives: page and server carry the same functions, each over its own
 * WebAssembly.
 *
 * @param {typeof import('./wasm/page.js')} wasm
 */
export function contentFunctions(wasm) {
  const { object, text, optionalText } = argumentReaders(wasm);

  class ContentHasher extends wasm.ContentHasher {
    /** @param {BufferSource} chunk */
    update(chunk) {
      super.update(chunk);
      return this;
    }
  }

  /**
   * @param {Parameters<typeof import('./page/index.js').hashContent>[0]} content
   * @param {import('./page/index.js').HashOptions} [options]
   */
  async function hashContent(content, { algorithm, onProgress, signal } = {}) {
    const hasher = new wasm.ContentHasher(algorithm);
    try {
      const { chunks, total } = source(content);
      let loaded = 0;
      for await (const chunk of readable(chunks, signal)) {
        hasher.update(chunk);
        loaded += chunk.byteLength;
        onProgress?.(total === undefined ? { loaded } : { loaded, total });
      }
      throwIfAborted(signal);
      return hasher.digest();
    } finally {
      hasher.free();
    }
  }

  /**
   * @param {FormData} form
   * @param {{ formName: string, formNumber?: string }} about
   * @param {import('./page/index.js').HashOptions} [options]
   */
  async function hashForm(form, about, { algorithm = 'SHA-256', onProgress, signal } = {}) {
    if (algorithm !== 'SHA-256') {
      throw new IamSmartError('invalid-argument', "'algorithm' of a form is SHA-256.");
    }
    const submitted = [...form];
    const total = submitted.reduce((sum, [, value]) => sum + (value.size ?? 0), 0);
    let before = 0;
    const texts = [];
    const sizes = [];
    const digests = [];
    for (const [field, value] of submitted) {
      if (typeof value === 'string') {
        texts.push(text('field', field), text('value', value), '');
        sizes.push(Number.NaN);
        continue;
      }
      const { name, type, size } = value;
      let read = 0;
      const digest = await hashContent(value, {
        onProgress({ loaded }) {
          read = loaded;
          onProgress?.({ loaded: before + loaded, total });
        },
        signal,
      });
      if (read !== size) throw unreadable(name);
      before += size;
      texts.push(text('field', field), text('name', name), text('type', type));
      sizes.push(size);
      digests.push(...digest);
    }
    throwIfAborted(signal);
    const { formName, formNumber } = object('about', about);
    const [canonical, digest, hashCode] = wasm.canonicalForm(
      texts,
      sizes,
      digests,
      text('formName', formName),
      optionalText('formNumber', formNumber),
    );
    return { text: canonical, digest, hashCode };
  }

  return { ContentHasher, hashContent, hashForm };
}

/**
 * @param {unknown} content
 * @returns {{ chunks: AsyncIterable<Uint8Array>, total?: number }}
 */
function source(content) {
  if (typeof content === 'string') {
    // With the flag 'u' only half of a surrogate pair matches.
    if (/\p{Surrogate}/u.test(content)) {
      throw new IamSmartError('lone-surrogate', "'content' has half of a surrogate pair.");
    }
    const bytes = new TextEncoder().encode(content);
    return { chunks: slices(bytes), total: bytes.byteLength };
  }
  if (content instanceof ArrayBuffer || ArrayBuffer.isView(content)) {
    const bytes = ArrayBuffer.isView(content)
      ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
      : new Uint8Array(content);
    return { chunks: slices(bytes), total: bytes.byteLength };
  }
  if (content instanceof Blob) return { chunks: drained(content.stream()), total: content.size };
  if (content instanceof ReadableStream) return { chunks: drained(content) };
  if (typeof content?.[Symbol.asyncIterator] === 'function') return { chunks: content };
  throw new IamSmartError(
    'invalid-argument',
    "'content' cannot be used: it is neither text, bytes, a Blob, a stream nor async iterable.",
  );
}

/** @param {Uint8Array} bytes */
async function* slices(bytes) {
  for (let offset = 0; offset < bytes.byteLength; offset += SLICE) {
    // A page that hashes a large buffer stays responsive.
    if (offset > 0) await new Promise((resolve) => setTimeout(resolve));
    yield bytes.subarray(offset, offset + SLICE);
  }
}

/**
 * A stream's chunks. Safari cannot iterate a stream, so it is read; and leaving early has to cancel
 * it even while a read is under way.
 *
 * @param {ReadableStream<Uint8Array>} stream
 */
function drained(stream) {
  const reader = stream.getReader();
  const iterator = { next: () => reader.read(), return: () => reader.cancel() };
  return { [Symbol.asyncIterator]: () => iterator };
}

/**
 * The chunks, until the signal fires, with failures of the source named as such.
 *
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {AbortSignal} [signal]
 */
async function* readable(chunks, signal) {
  throwIfAborted(signal);
  const iterator = chunks[Symbol.asyncIterator]();
  let onAbort;
  const aborted = new Promise((_, reject) => {
    onAbort = () => reject(abortError(signal));
    signal?.addEventListener('abort', onAbort);
  });
  let ended = false;
  try {
    for (;;) {
      // A source that stalls must not hold up an abort.
      const { done, value } = await Promise.race([iterator.next(), aborted]);
      if (done) break;
      yield value;
    }
    ended = true;
  } catch (error) {
    throw error instanceof IamSmartError ? error : unreadable('content', error);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    if (!ended) Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** @param {AbortSignal} [signal] */
function throwIfAborted(signal) {
  if (signal?.aborted) throw abortError(signal);
}

/** @param {AbortSignal} signal */
function abortError(signal) {
  return new IamSmartError('aborted', 'The operation was aborted by its signal.', {
    cause: signal.reason,
  });
}

/**
 * @param {string} name
 * @param {unknown} [cause]
 */
function unreadable(name, cause) {
  return new IamSmartError(
    'content-unreadable',
    `'${name}' could not be read. It may have been changed or removed since it was chosen.`,
    { cause },
  );
}
