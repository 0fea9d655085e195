import { invalid } from './argument.js';
import { isBlob, isStream, octetsOf } from './brands.js';
import type { Content } from './content.js';
import { IamSmartError } from './error.js';

/** What content is read from. */
export interface Source {
  chunks: () => AsyncIterable<Uint8Array>;
  /** Size, if it is known. */
  total?: number;
  /** Content in memory. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Content to be read. */
  blob?: Blob;
}

/**
 * Bytes of a buffer that are hashed before control returns to the event loop and the signal is
 * checked.
 */
const SLICE = 8 * 1024 * 1024;

/** Bytes of a Blob that are read at a time; the next ones are read while these are hashed. */
const PIECE = 2 * 1024 * 1024;

export function sourceOf(content: Content): Source {
  if (typeof content === 'string') {
    // With the flag 'u', only lone surrogates match.
    if (/\p{Surrogate}/u.test(content)) {
      throw new IamSmartError('lone-surrogate', "'content' has half of a surrogate pair.");
    }
    return inMemory(new TextEncoder().encode(content));
  }
  const bytes = octetsOf(content);
  if (bytes) return inMemory(bytes);
  if (isBlob(content)) {
    return { chunks: () => piecesOf(content), total: content.size, blob: content };
  }
  if (isStream(content)) return { chunks: () => drained(content) };
  if (typeof (content as AsyncIterable<unknown>)?.[Symbol.asyncIterator] === 'function') {
    return { chunks: () => content as AsyncIterable<Uint8Array> };
  }
  throw invalid(
    'content',
    'it is neither text, bytes that are there, a Blob, a stream nor async iterable',
  );
}

/** Yields chunks until the signal fires; converts errors of the source to 'content-unreadable'. */
export async function* readable(
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      throwIfAborted(signal);
      // A stalled source must not delay an abort.
      const { done, value } = await unlessAborted(iterator.next(), signal);
      if (done) break;
      yield value;
    }
    ended = true;
  } catch (error) {
    throw error instanceof IamSmartError ? error : unreadable('content', error);
  } finally {
    if (!ended) Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** Waits for work unless the signal fires before. */
export async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  let onAbort = () => {};
  // One for each wait: a promise that outlives it would keep every chunk until it is settled.
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortError(signal));
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function inMemory(bytes: Uint8Array<ArrayBuffer>): Source {
  return { chunks: () => slices(bytes), total: bytes.byteLength, bytes };
}

/** Yields pieces of a buffer; after it has shrunk or was detached, fewer than there were. */
async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.byteLength; offset += SLICE) {
    // Keeps a page responsive while it hashes a large buffer.
    if (offset > 0) await new Promise((resolve) => setTimeout(resolve));
    yield bytes.subarray(offset, offset + SLICE);
  }
}

/** Returns the bytes of a Blob, by what it has: jsdom's has no `stream`, or no `arrayBuffer` either. */
function piecesOf(blob: Blob): AsyncIterable<Uint8Array> {
  if (typeof blob.arrayBuffer === 'function') return read(blob, (piece) => piece.arrayBuffer());
  return typeof blob.stream === 'function' ? drained(blob.stream()) : read(blob, readByReader);
}

/**
 * Reads a Blob piece by piece. A file is looked at anew for each of them, whether it has changed, and
 * costs less in large pieces than as a stream of small ones.
 */
async function* read(
  blob: Blob,
  bytesOf: (piece: Blob) => Promise<ArrayBuffer>,
): AsyncGenerator<Uint8Array> {
  const { size } = blob;
  const begin = (offset: number) => {
    const bytes = bytesOf(blob.slice(offset, offset + PIECE));
    // Of what is read ahead, an error is waited for later, or not any more.
    bytes.catch(() => {});
    return bytes;
  };
  let next = size > 0 ? begin(0) : undefined;
  for (let offset = PIECE; next; offset += PIECE) {
    const buffer = await next;
    const { byteLength } = buffer;
    // No more of a file that has become shorter.
    next = offset < size && byteLength === PIECE ? begin(offset) : undefined;
    yield new Uint8Array(buffer);
    release(buffer);
  }
}

/** Gives memory back at once: the collector takes buffers only after many of them. */
function release(buffer: ArrayBuffer): void {
  (buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}

function readByReader(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

/**
 * Returns a stream's chunks. Uses a reader, because Safari cannot iterate over a stream, and
 * because ending early must cancel the stream even during a read.
 */
function drained(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  if (stream.locked) throw invalid('content', 'it is a stream that something else reads');
  const reader = stream.getReader();
  const iterator: AsyncIterator<Uint8Array, undefined> = {
    next: () => reader.read() as Promise<IteratorResult<Uint8Array, undefined>>,
    async return() {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

export function throwIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw abortError(signal);
}

function abortError(signal?: AbortSignal): IamSmartError {
  return new IamSmartError('aborted', 'The operation was aborted by its signal.', {
    cause: signal?.reason,
  });
}

export function unreadable(name: string, cause?: unknown): IamSmartError {
  return new IamSmartError(
    'content-unreadable',
    `'${name}' could not be read. It may have been changed or removed since it was chosen.`,
    { cause },
  );
}
