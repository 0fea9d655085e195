import { Dicer, type DicerPart } from '@fastify/busboy';
import { RequestProblem } from '../server/problem.js';

/** Part of a form as it stands in the body. */
export type Part =
  | { name: string; value: string }
  | { name: string; file: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> } };

/** Maximum size of a part's headers in bytes, four times what Node takes of a request's. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Content-Disposition as browsers write it (HTML, "multipart/form-data encoding algorithm"). A
 * quotation mark in a name is escaped there, so that the next one ends it.
 */
const DISPOSITION = /^form-data; name="([^"]*)"(?:; filename="([^"]*)")?$/;

/** What the same algorithm escapes; a per cent sign is not escaped. */
const ESCAPES: Record<string, string> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

/** Number of chunks from which they are joined: each small one costs more than its bytes. */
const MAX_CHUNKS = 256;

/** A part on its way. */
interface Pending {
  header?: Record<string, string[]>;
  chunks: Uint8Array[];
}

/**
 * Reads the parts of a multipart body.
 *
 * @throws RequestProblem 'form-malformed', 'body-too-large'; what `chunks` throws
 */
export async function readParts(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
  maxParts: number,
): Promise<Part[]> {
  const pending: Pending[] = [];
  const dicer = new Dicer({ boundary, maxHeaderSize: MAX_HEADER_BYTES, maxHeaderPairs: 100 });
  // The first failure decides; whoever waits for a chunk or for the end sees it.
  let fail: (problem: RequestProblem) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const onError = (error: Error) => fail(malformed(error.message));
  dicer.on('error', onError);
  dicer.on('part', (part: DicerPart) => {
    const entry: Pending = { chunks: [] };
    part.on('error', onError);
    part.on('header', (header) => {
      entry.header = header;
    });
    part.on('data', (chunk) => {
      if (entry.chunks.push(chunk) >= MAX_CHUNKS) entry.chunks = [joined(entry.chunks)];
    });
    if (pending.push(entry) > maxParts) fail(tooMany(maxParts));
  });
  let isOver = false;
  const finished = new Promise<void>((resolve) => {
    dicer.on('finish', () => {
      isOver = true;
      resolve();
    });
  });

  for await (const chunk of chunks) {
    // An epilogue (RFC 2046 §5.1.1) is read and not looked at.
    if (isOver) continue;
    // After the last part, the parser forgets the chunk that held it.
    const written = new Promise<void>((resolve) => dicer.write(chunk, resolve));
    await Promise.race([failed, finished, written]);
  }
  dicer.end();
  await Promise.race([failed, finished]);
  return pending.map(partOf);
}

function partOf({ header, chunks }: Pending): Part {
  const [disposition, ...more] = header?.['content-disposition'] ?? [];
  const [, name, fileName] = (more.length === 0 && DISPOSITION.exec(utf8(disposition))) || [];
  if (name === undefined) {
    throw malformed('a part has another Content-Disposition than browsers write');
  }
  const bytes = joined(chunks);
  if (fileName === undefined) return { name: unescaped(name), value: decoded(bytes) };
  const [type = ''] = header?.['content-type'] ?? [];
  return { name: unescaped(name), file: { name: unescaped(fileName), type: utf8(type), bytes } };
}

/** Decodes a header's value, which the parser returns with one character per byte. */
function utf8(value = ''): string {
  return decoded(Uint8Array.from(value, (char) => char.charCodeAt(0)));
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('a name or value is not in UTF-8');
  }
}

function unescaped(name: string): string {
  return name.replace(/%22|%0D|%0A/g, (found) => ESCAPES[found] ?? found);
}

function joined(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

export function malformed(why: string): RequestProblem {
  return new RequestProblem('form-malformed', `The body is no form that can be read: ${why}.`);
}

function tooMany(maxParts: number): RequestProblem {
  return new RequestProblem('body-too-large', `The form has more than ${maxParts} parts.`);
}
