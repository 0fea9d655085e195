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

/** Bytes of a buffer that are hashed before the signal is checked, and the time. */
const SLICE = 4 * 1024 * 1024;

/**
 * Milliseconds of hashing after which control returns to the event loop: chunks that are there come as
 * microtasks, and would keep a page from painting and a user from aborting until the last one. A task of
 * more than 50 ms is a long one (W3C Long Tasks API, §2.1).
 */
export const TASK_MS = 24;

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
    yield bytes.subarray(offset, offset + SLICE);
  }
}

/** Returns the bytes of a Blob, by what it has: jsdom's has no `stream`, or no `arrayBuffer` either. */
function piecesOf(blob: Blob): AsyncIterable<Uint8Array> {
  if (typeof blob.stream !== 'function') return sliced(blob);
  const chunks = drained(blob.stream());
  // The platform's own copies what it yields; another implementation may yield its own bytes.
  return blob.size > SLICE && isOfPlatform(blob) ? released(chunks) : chunks;
}

/**
 * Returns true if the Blob's stream is the platform's. `Blob` may be another implementation's: happy-dom
 * puts its own there. Only a platform's object is one again when it is cloned (HTML §2.7.1).
 */
function isOfPlatform(blob: Blob): boolean {
  try {
    return structuredClone(blob.slice(0, 0)).stream === blob.stream;
  } catch {
    return false;
  }
}

/** Gives the memory of chunks back at once: the collector takes buffers only after many of them. */
async function* released(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    const buffer: ArrayBufferLike & { transfer?: (length: number) => unknown } = chunk.buffer;
    if (chunk.byteLength === buffer.byteLength) buffer.transfer?.(0);
  }
}

async function* sliced(blob: Blob): AsyncGenerator<Uint8Array> {
  const { size } = blob;
  for (let offset = 0; offset < size; offset += SLICE) {
    const piece = blob.slice(offset, offset + SLICE);
    const buffer = await (typeof piece.arrayBuffer === 'function'
      ? piece.arrayBuffer()
      : readByReader(piece));
    yield new Uint8Array(buffer);
    // No more of a file that has become shorter.
    if (buffer.byteLength === 0) return;
  }
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

interface Scheduler {
  scheduler?: { postTask?: (task: () => void) => Promise<void> };
}

/**
 * Resolves in a task of its own. A timer would do it everywhere, and is delayed where timers set each other
 * (HTML §8.6, "timer initialisation steps": 4 ms).
 */
export function nextTask(): Promise<void> {
  const { scheduler } = globalThis as Scheduler;
  if (scheduler?.postTask) return scheduler.postTask(() => {});
  return new Promise((resolve) => setTimeout(resolve));
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
