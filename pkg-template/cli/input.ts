import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { unusable } from './command.js';

/** Most that is read from standard input, in bytes: the largest argument of the modules. */
const MAX_BYTES = 128 * 1024 * 1024;

let stdinIsRead = false;

/** Reads a file; '-' is standard input. */
export async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  if (file === '-') return standardInput();
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw unusable(file, reasonOf(error));
  }
}

/** Reads a file of DER or of text, the latter in UTF-8 or, with a byte order mark, UTF-16. */
export async function encodedOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await bytesOf(file);
  return isUtf16(bytes) ? new TextEncoder().encode(decoded(bytes)) : bytes;
}

/** Reads a file of text in UTF-8, or in UTF-16 as Windows PowerShell's `>` writes it. */
export async function textOf(file: string): Promise<string> {
  return decoded(await bytesOf(file));
}

/** Decodes text in UTF-8, or in UTF-16 with its byte order mark. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** Neither DER nor UTF-8 begins with this mark. */
function isUtf16([first, second]: Uint8Array): boolean {
  return first === 0xff && second === 0xfe;
}

async function standardInput(): Promise<Uint8Array<ArrayBuffer>> {
  if (stdinIsRead) throw unusable('-', 'standard input can be read only once');
  stdinIsRead = true;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw unusable('-', `it has more than ${MAX_BYTES} bytes`);
    chunks.push(new Uint8Array(chunk));
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Says in plain words why a file cannot be read. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it';
    default:
      return code ? `the system says ${code}` : String(error);
  }
}
