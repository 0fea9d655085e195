import { readingAsync } from '../argument.js';
import { chunks } from './limited-body.js';
import { LINE_BREAK, malformed, readParts, tooMany } from './multipart.js';
import { bodyProblem, RequestProblem } from './request-problem.js';

/** Limits of a submission. */
export interface FormLimits {
  /** Maximum size of the body in bytes; it is kept in memory. Default: 32 MiB. */
  maxBytes?: number;
  /** Maximum number of fields and files. Default: 1,000, as most servers have it. */
  maxParts?: number;
  /** Maximum time for the whole body, in milliseconds. Default: 300,000, as of Node's servers. */
  timeoutMs?: number;
  /** Maximum time without a byte, in milliseconds. Default: 10,000. */
  idleMs?: number;
}

/** Reads a body of a media type that is known. */
type FormReader = (body: AsyncIterable<Uint8Array>) => Promise<FormData>;

/** Size of the first buffer for a body, in bytes. */
const FIRST_BUFFER = 64 * 1024;

/** Parameters of a media type (RFC 9110 §5.6.6), one at a time; quoted pairs are not read. */
const PARAMETER = /\s*;\s*(?:([^\s=;",]+)=(?:"([^"\\]*)"|([^\s;",]*)))?\s*/y;

/** RFC 2046 §5.1.1. */
const MAX_BOUNDARY = 70;

/**
 * Reads the submission of a form, with every name, value, file name and byte as the browser sent it,
 * on every runtime: `hashForm` of it returns the digest that the page's `hashForm` has returned.
 * `request.formData()` differs between runtimes, and has no limits. For `multipart/form-data` and, for
 * forms without files, `application/x-www-form-urlencoded`.
 *
 * ```js
 * const form = await formDataOf(request, { maxBytes: 10_000_000, maxParts: 100 });
 * ```
 *
 * For Node's own requests, `formDataOf` of `iamsmart/node` does the same.
 *
 * @throws RequestProblem 'body-taken', 'body-broken', 'body-too-large', 'body-too-slow',
 *   'form-malformed', 'form-media-type'
 */
export async function formDataOf(request: Request, limits: FormLimits = {}): Promise<FormData> {
  return readingAsync('request', async () => {
    const { headers } = request;
    const read = formReader(headers.get('Content-Type'), headers.get('Content-Encoding'), limits);
    if (request.bodyUsed || request.body?.locked) {
      throw new RequestProblem(
        'body-taken',
        'The body of the request has already been read. Read the form first, or of request.clone().',
      );
    }
    return readForm(request, read, limits);
  });
}

/** Reads the body of a request within its limits. */
export async function readForm(
  request: Request,
  read: FormReader,
  { maxBytes = 32 * 1024 * 1024, timeoutMs = 300_000, idleMs = 10_000 }: FormLimits,
): Promise<FormData> {
  try {
    return await read(chunks(request, { maxBytes, timeoutMs, idleMs }));
  } catch (error) {
    throw bodyProblem(error);
  }
}

/**
 * Returns what reads a body, by its media type.
 *
 * @throws RequestProblem 'form-malformed', 'form-media-type'
 */
export function formReader(
  type: string | null | undefined,
  encoding: string | null | undefined,
  { maxParts = 1000 }: FormLimits,
): FormReader {
  const [, essence = '', parameters = ''] = /^\s*([^;\s]*)(.*)$/s.exec(type ?? '') ?? [];
  if ((encoding ?? 'identity').toLowerCase() === 'identity') {
    switch (essence.toLowerCase()) {
      case 'multipart/form-data': {
        const separator = boundaryOf(parameters);
        return async (body) => multipart(await joined(body), separator, maxParts);
      }
      case 'application/x-www-form-urlencoded':
        return (body) => urlEncoded(body, maxParts);
    }
  }
  throw new RequestProblem(
    'form-media-type',
    'The request has no form: it is neither multipart/form-data nor application/x-www-form-urlencoded.',
  );
}

function boundaryOf(parameters: string): string {
  const found: string[] = [];
  PARAMETER.lastIndex = 0;
  let end = 0;
  for (let match = PARAMETER.exec(parameters); match; match = PARAMETER.exec(parameters)) {
    end = PARAMETER.lastIndex;
    const [, name = '', quoted, token = ''] = match;
    if (name.toLowerCase() === 'boundary') found.push(quoted ?? token);
  }
  const [boundary = ''] = found;
  const isOne = found.length === 1 && end === parameters.length;
  if (!isOne || boundary === '' || boundary.length > MAX_BOUNDARY) {
    throw malformed('its boundary is missing');
  }
  return boundary;
}

function multipart(body: Uint8Array<ArrayBuffer>, boundary: string, maxParts: number): FormData {
  const form = new FormData();
  for (const part of readParts(body, boundary, maxParts)) {
    if ('value' in part) form.append(part.name, part.value);
    else {
      const { name, type, bytes } = part.file;
      form.append(part.name, new File([bytes], name, { type }));
    }
  }
  return form;
}

/** Joins chunks, however small they are, after the line break that a first boundary may lack. */
async function joined(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(FIRST_BUFFER);
  bytes.set(LINE_BREAK);
  let length = LINE_BREAK.byteLength;
  for await (const chunk of body) {
    if (length + chunk.byteLength > bytes.byteLength) {
      const larger = new Uint8Array(Math.max(2 * bytes.byteLength, length + chunk.byteLength));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  return bytes.subarray(0, length);
}

async function urlEncoded(body: AsyncIterable<Uint8Array>, maxParts: number): Promise<FormData> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for await (const chunk of body) text += decoded(() => decoder.decode(chunk, { stream: true }));
  text += decoded(() => decoder.decode());
  let parts = 0;
  for (let at = 0; at >= 0; at = text.indexOf('&', at + 1)) {
    parts += 1;
    if (parts > maxParts) throw tooMany(maxParts);
  }
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(`&${text}`)) form.append(name, value);
  return form;
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw malformed('it is not in UTF-8');
  }
}
