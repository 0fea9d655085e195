import { make as makeHeaderParser } from 'multipasta/HeadersParser';
import { make as makeSearch } from 'multipasta/Search';
import { RequestProblem } from './request-problem.js';

/** Part of a form as it stands in the body. */
export type Part =
  | { name: string; value: string }
  | { name: string; file: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> } };

/**
 * Content-Disposition as browsers write it (HTML, "multipart/form-data encoding algorithm"). A
 * quotation mark in a name is escaped there, so that the next one ends it.
 */
const DISPOSITION = /^form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?$/;

/** What the same algorithm escapes; a per cent sign is not escaped. */
const ESCAPES: Record<string, string> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

/** Two hyphens after a boundary end the body (RFC 2046 §5.1.1). */
const HYPHEN = 45;

/** CRLF. */
export const LINE_BREAK = Uint8Array.of(13, 10);

/**
 * Reads the parts of a whole multipart body, which a line break precedes. What is not written as browsers write it is refused.
 *
 * @throws RequestProblem 'form-malformed', 'body-too-large'
 */
export function readParts(
  body: Uint8Array<ArrayBuffer>,
  boundary: string,
  maxParts: number,
): Part[] {
  const parts: Part[] = [];
  // What stands before the first boundary has index 0, and is not looked at; so is an epilogue.
  let expected = 1;
  let isOver = false;
  const search = makeSearch(`\r\n--${boundary}`, (index, found) => {
    if (index === 0 || isOver) return;
    if (index !== expected) throw malformed('a part is empty');
    expected += 1;
    if (found[0] === HYPHEN && found[1] === HYPHEN) {
      isOver = true;
      return;
    }
    if (parts.length === maxParts) throw tooMany(maxParts);
    parts.push(partOf(found as Uint8Array<ArrayBuffer>));
  });
  search.write(body);
  search.end();
  if (!isOver) throw malformed('its end is missing');
  return parts;
}

/** Reads a part: what follows a boundary, up to the next one. */
function partOf(bytes: Uint8Array<ArrayBuffer>): Part {
  if (LINE_BREAK.some((byte, at) => bytes[at] !== byte))
    throw malformed('a boundary is not the whole line');
  const parsed = makeHeaderParser()(bytes, LINE_BREAK.length);
  if (parsed._tag !== 'Headers') throw malformed('a part has headers that cannot be read');
  const { headers, endPosition } = parsed;
  // The parser replaces what is not UTF-8.
  decoded(bytes.subarray(0, endPosition));
  const disposition = headers['content-disposition'];
  const [, name, fileName] =
    (typeof disposition === 'string' && DISPOSITION.exec(disposition)) || [];
  if (name === undefined) {
    throw malformed('a part has another Content-Disposition than browsers write');
  }
  const content = bytes.subarray(endPosition);
  if (fileName === undefined) return { name: unescaped(name), value: decoded(content) };
  const type = headers['content-type'];
  const file = {
    name: unescaped(fileName),
    type: typeof type === 'string' ? type : '',
    bytes: content,
  };
  return { name: unescaped(name), file };
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

export function malformed(why: string): RequestProblem {
  return new RequestProblem('form-malformed', `The body is no form that can be read: ${why}.`);
}

export function tooMany(maxParts: number): RequestProblem {
  return new RequestProblem('body-too-large', `The form has more than ${maxParts} parts.`);
}
