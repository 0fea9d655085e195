import { invalid, readingAsync } from './argument.js';
import { isBlob, isFormData, isStream, octetsOf } from './brands.js';
import type { BufferSource } from './bytes.js';
import { IamSmartError } from './error.js';
import type { FormAbout, FormContent, FormEntry, HashAlgorithm } from './wasm/page.js';

export type { FormAbout, FormContent } from './wasm/page.js';

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

/** Functions that the modules of page and server have in common. */
type Primitives = Pick<typeof import('./wasm/page.js'), 'ContentHasher' | 'canonicalForm'>;

/**
 * Bytes of a buffer that are hashed before control returns to the event loop and the signal is
 * checked.
 */
const SLICE = 8 * 1024 * 1024;

/** Maximum number of entries of a form: the module's, checked before files are read. */
const MAX_ENTRIES = 10_000;

/**
 * Maximum length of a form's names and values in characters: about what Django takes of a form
 * without its files by default (2.5 MB, `DATA_UPLOAD_MAX_MEMORY_SIZE`), and more than anyone reads
 * before signing. A control character takes 30 bytes of the module's memory, which never shrinks.
 */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** Hashes content of any size in constant memory. */
export async function hashContent(
  wasm: Pick<Primitives, 'ContentHasher'>,
  content: Content,
  options?: HashOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return readingAsync('content', async () => {
    const { algorithm, onProgress, signal } = optionsOf(options);
    const hasher = new wasm.ContentHasher(algorithm);
    try {
      const { chunks, total } = source(content);
      let loaded = 0;
      for await (const chunk of readable(chunks, signal)) {
        const bytes = octetsOf(chunk);
        if (!bytes) throw invalid('content', 'a chunk of it is not bytes that are there');
        hasher.update(bytes);
        loaded += bytes.byteLength;
        await onProgress?.(total === undefined ? { loaded } : { loaded, total });
      }
      throwIfAborted(signal);
      // A file that was changed, or a buffer that has shrunk or was detached in the meantime.
      if (total !== undefined && loaded !== total) throw unreadable('content');
      return hasher.digest();
    } finally {
      hasher.free();
    }
  });
}

/** Returns the canonical form of a submitted form. */
export async function hashForm(
  wasm: Primitives,
  form: FormData,
  about: FormAbout,
  options?: HashOptions,
): Promise<FormContent> {
  return readingAsync('form', () => formContent(wasm, form, about, optionsOf(options)));
}

async function formContent(
  wasm: Primitives,
  form: FormData,
  about: FormAbout,
  { algorithm = 'SHA-256', onProgress, signal }: HashOptions,
): Promise<FormContent> {
  if (algorithm !== 'SHA-256') {
    throw invalid('algorithm', "that of a form is 'SHA-256'");
  }
  const submitted = entriesOf(form);
  const total = submitted.reduce((sum, [, value]) => sum + sizeOf(value), 0);
  let before = 0;
  const entries: FormEntry[] = [];
  for (const [field, value] of submitted) {
    if (typeof value === 'string') {
      entries.push({ field, value });
      continue;
    }
    const { size } = value;
    const name = await nameOf(value);
    let read = 0;
    const digest = await hashContent(wasm, value, {
      onProgress({ loaded }) {
        read = loaded;
        return onProgress?.({ loaded: before + loaded, total });
      },
      signal,
    });
    if (read !== size) throw unreadable(name);
    before += size;
    entries.push({ field, file: { name, size, digest } });
  }
  throwIfAborted(signal);
  return wasm.canonicalForm(entries, about);
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

function entriesOf(form: FormData): [string, FormDataEntryValue][] {
  if (!isFormData(form)) throw invalid('form', 'it is not a FormData');
  const entries: [string, FormDataEntryValue][] = [];
  let count = 0;
  let characters = 0;
  for (const entry of form) {
    const [name, value] = entry;
    if (typeof name !== 'string' || !(typeof value === 'string' || isFile(value))) {
      throw invalid('form', 'an entry of it is neither text nor a file');
    }
    count += 1;
    characters += name.length + (typeof value === 'string' ? value : value.name).length;
    if (count <= MAX_ENTRIES) entries.push(entry);
  }
  if (count > MAX_ENTRIES) throw aboveLimit(count, 'entries', MAX_ENTRIES);
  if (characters > MAX_CHARACTERS) throw aboveLimit(characters, 'characters', MAX_CHARACTERS);
  return entries;
}

/**
 * A file's name as the body has it: of a directory's file, its path (File and Directory Entries API,
 * "webkitRelativePath"), which no server's File has; in Normalization Form C, as WebKit sends it.
 */
async function nameOf(file: File): Promise<string> {
  const { name, webkitRelativePath: path } = file;
  // Chromium leaves the path to a file that was appended under another name, and sends the name.
  const hasPath = path?.endsWith(`/${name}`) && (await sendsPaths(file));
  return composed(hasPath ? path : name);
}

/** Composes what stands between escapes, which stand for characters that compose with none. */
function composed(name: string): string {
  const parts = name.split(/(%22|%0[AaDd])/);
  return parts.map((part) => part.normalize('NFC')).join('');
}

/** What the platform does with the path of a directory's file: asked once, of the first one. */
let pathsAreSent: Promise<boolean> | undefined;

function sendsPaths(file: File): Promise<boolean> {
  pathsAreSent ??= sendsPath(file);
  return pathsAreSent;
}

/** True if the body of a form has the path of a directory's file; WebKit's has its name alone. */
async function sendsPath(file: File): Promise<boolean> {
  const form = new FormData();
  form.append('a', file);
  try {
    const reader = new Response(form).body?.getReader();
    const begun = await reader?.read();
    reader?.cancel().catch(() => {});
    // Outside of a document, forms are received and not sent.
    if (typeof document === 'undefined') return true;
    return /filename="[^"]*\//.test(new TextDecoder().decode(begun?.value));
  } catch {
    // WebKit does not read a form with files either.
    return false;
  }
}

function isFile(value: unknown): value is File {
  return isBlob(value) && typeof (value as Partial<File>).name === 'string';
}

function aboveLimit(actual: number, what: string, limit: number): IamSmartError {
  return invalid('form', `it has ${actual} ${what}, and the limit is ${limit}`);
}

function sizeOf(value: FormDataEntryValue): number {
  return typeof value === 'string' ? 0 : value.size;
}

interface Source {
  chunks: AsyncIterable<Uint8Array>;
  total?: number;
}

function source(content: Content): Source {
  if (typeof content === 'string') {
    // With the flag 'u', only lone surrogates match.
    if (/\p{Surrogate}/u.test(content)) {
      throw new IamSmartError('lone-surrogate', "'content' has half of a surrogate pair.");
    }
    const bytes = new TextEncoder().encode(content);
    return { chunks: slices(bytes), total: bytes.byteLength };
  }
  const bytes = octetsOf(content);
  if (bytes) return { chunks: slices(bytes), total: bytes.byteLength };
  if (isBlob(content)) return { chunks: piecesOf(content), total: content.size };
  if (isStream(content)) return { chunks: drained(content) };
  if (typeof (content as AsyncIterable<unknown>)?.[Symbol.asyncIterator] === 'function') {
    return { chunks: content as AsyncIterable<Uint8Array> };
  }
  throw invalid(
    'content',
    'it is neither text, bytes that are there, a Blob, a stream nor async iterable',
  );
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
  return typeof blob.stream === 'function' ? drained(blob.stream()) : sliced(blob);
}

async function* sliced(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < blob.size; offset += SLICE) {
    const piece = blob.slice(offset, offset + SLICE);
    const buffer = await (typeof piece.arrayBuffer === 'function'
      ? piece.arrayBuffer()
      : readByReader(piece));
    yield new Uint8Array(buffer);
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

/** Yields chunks until the signal fires; converts errors of the source to 'content-unreadable'. */
async function* readable(
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  throwIfAborted(signal);
  const iterator = chunks[Symbol.asyncIterator]();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortError(signal));
    signal?.addEventListener('abort', onAbort);
  });
  let ended = false;
  try {
    for (;;) {
      // A stalled source must not delay an abort.
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

function throwIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) throw abortError(signal);
}

function abortError(signal?: AbortSignal): IamSmartError {
  return new IamSmartError('aborted', 'The operation was aborted by its signal.', {
    cause: signal?.reason,
  });
}

function unreadable(name: string, cause?: unknown): IamSmartError {
  return new IamSmartError(
    'content-unreadable',
    `'${name}' could not be read. It may have been changed or removed since it was chosen.`,
    { cause },
  );
}
