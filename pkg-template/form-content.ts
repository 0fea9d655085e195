import { invalid, readingAsync } from './argument.js';
import { isBlob, isFormData } from './brands.js';
import { type Hashing, type HashOptions, hashContent, optionsOf } from './content.js';
import { throwIfAborted, unreadable } from './content-source.js';
import { MAX_AT_ONCE } from './digest-at-once.js';
import type { IamSmartError } from './error.js';
import type { canonicalForm, FormAbout, FormContent, FormFile } from './wasm/page.js';

export type { FormAbout, FormContent } from './wasm/page.js';

/** The module's part: that of page or server. */
interface Primitives extends Hashing {
  canonicalForm: typeof canonicalForm;
}

/** A form as the module reads it. */
interface Entries {
  /** Names and values of all entries, joined. */
  texts: string;
  /** Lengths of each entry's name and value, `FILE` for a file instead of a value. */
  lengths: number[];
  files: File[];
}

/** Maximum number of entries of a form: the module's, checked before files are read. */
const MAX_ENTRIES = 10_000;

/**
 * Maximum length of a form's names and values in characters: about what Django takes of a form
 * without its files by default (2.5 MB, `DATA_UPLOAD_MAX_MEMORY_SIZE`), and more than anyone reads
 * before signing. A control character takes 30 bytes of the module's memory, which never shrinks.
 */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** Maximum number of a form's files that are read at the same time. */
const MAX_FILES_AT_ONCE = 8;

/** As an unsigned integer 2³² − 1, as the module has it. */
const FILE = -1;

/** Returns the canonical form of a submitted form. */
export async function hashForm(
  wasm: Primitives,
  form: FormData,
  about: FormAbout,
  options?: HashOptions,
): Promise<FormContent> {
  return readingAsync('form', async () => {
    const { algorithm = 'SHA-256', onProgress, signal } = optionsOf(options);
    if (algorithm !== 'SHA-256') {
      throw invalid('algorithm', "that of a form is 'SHA-256'");
    }
    const { texts, lengths, files } = entriesOf(form);
    const digested = files.length > 0 ? await digestsOf(wasm, files, { onProgress, signal }) : [];
    throwIfAborted(signal);
    return wasm.canonicalForm(texts, new Uint32Array(lengths), digested, about);
  });
}

function entriesOf(form: FormData): Entries {
  if (!isFormData(form)) throw invalid('form', 'it is not a FormData');
  const lengths: number[] = [];
  const files: File[] = [];
  let texts = '';
  let count = 0;
  let characters = 0;
  for (const [name, value] of form) {
    const isText = typeof value === 'string';
    if (typeof name !== 'string' || !(isText || isFile(value))) {
      throw invalid('form', 'an entry of it is neither text nor a file');
    }
    count += 1;
    characters += name.length + (isText ? value : value.name).length;
    if (count > MAX_ENTRIES || characters > MAX_CHARACTERS) continue;
    texts += name;
    if (isText) texts += value;
    else files.push(value);
    lengths.push(name.length, isText ? value.length : FILE);
  }
  if (count > MAX_ENTRIES) throw aboveLimit(count, 'entries', MAX_ENTRIES);
  if (characters > MAX_CHARACTERS) throw aboveLimit(characters, 'characters', MAX_CHARACTERS);
  return { texts, lengths, files };
}

/**
 * Hashes files, several at the same time: one is read while WebCrypto hashes another. Together they
 * have as many bytes as it takes at once; a larger one is hashed alone, piece by piece.
 */
async function digestsOf(
  wasm: Hashing,
  files: File[],
  { onProgress, signal }: HashOptions,
): Promise<FormFile[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let loaded = 0;
  let told = Promise.resolve();
  /** Tells one after another, although files go on beside each other. */
  const advance = (bytes: number) => {
    loaded += bytes;
    const progress = { loaded, total };
    if (onProgress) told = told.then(() => onProgress(progress));
    return told;
  };

  // What fails in one ends the others.
  const ending = new AbortController();
  const end = () => ending.abort(signal?.reason);
  const digest = async (file: File): Promise<FormFile> => {
    const { size } = file;
    const name = await nameOf(file);
    let read = 0;
    const digest = await hashContent(wasm, file, {
      onProgress({ loaded }) {
        const more = loaded - read;
        read = loaded;
        return advance(more);
      },
      signal: ending.signal,
    });
    if (read !== size) throw unreadable(name);
    return { name, size, digest };
  };

  const digested: FormFile[] = [];
  const running = new Set<Promise<void>>();
  let bytes = 0;
  signal?.addEventListener('abort', end);
  try {
    throwIfAborted(signal);
    for (const [index, file] of files.entries()) {
      const { size } = file;
      while (
        running.size === MAX_FILES_AT_ONCE ||
        (running.size > 0 && bytes + size > MAX_AT_ONCE)
      ) {
        await Promise.race(running);
      }
      bytes += size;
      const work = digest(file).then((result) => {
        digested[index] = result;
        bytes -= size;
        running.delete(work);
      });
      // If another fails before, nobody waits for this one.
      work.catch(() => {});
      running.add(work);
    }
    await Promise.all(running);
    return digested;
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
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
