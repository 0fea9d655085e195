import { chunks } from '../server/limited-body.js';
import { bodyProblem, RequestProblem } from '../server/problem.js';
import { headerOf, incomingOf, type NodeRequest } from './http.js';
import { malformed, readParts } from './multipart.js';
import { requestOf } from './request.js';

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

/**
 * Reads the submission of a form, with every name, value, file name and byte as the browser sent
 * it: `hashForm` of it returns the digest that the page's `hashForm` has returned. For
 * `multipart/form-data` and, for forms without files, `application/x-www-form-urlencoded`.
 *
 * ```js
 * app.post('/sign', async (req, res) => {
 *   const form = await formDataOf(req, { maxBytes: 10_000_000 });
 * ```
 *
 * No other middleware may have read the body, unless it keeps the bytes in `req.body` or
 * `req.rawBody`.
 *
 * @throws RequestProblem 'body-taken', 'body-broken', 'body-too-large', 'body-too-slow',
 *   'form-malformed', 'form-media-type', 'request-malformed'
 */
export async function formDataOf(
  request: NodeRequest,
  {
    maxBytes = 32 * 1024 * 1024,
    maxParts = 1000,
    timeoutMs = 300_000,
    idleMs = 10_000,
  }: FormLimits = {},
): Promise<FormData> {
  const reading = readingOf(request, maxParts);
  const body = chunks(requestOf(request), { maxBytes, timeoutMs, idleMs });
  try {
    return await reading(body);
  } catch (error) {
    throw bodyProblem(error);
  }
}

/** How the body is read, by its media type. */
function readingOf(
  request: NodeRequest,
  maxParts: number,
): (body: AsyncIterable<Uint8Array>) => Promise<FormData> {
  const message = incomingOf(request);
  const encoding = headerOf(message, 'content-encoding') ?? 'identity';
  const type = headerOf(message, 'content-type') ?? '';
  const [, essence = '', parameters = ''] = /^\s*([^;\s]*)\s*(.*)$/s.exec(type) ?? [];
  if (encoding.toLowerCase() === 'identity') {
    switch (essence.toLowerCase()) {
      case 'multipart/form-data':
        return async (body) => multipart(await readParts(body, boundary(parameters), maxParts));
      case 'application/x-www-form-urlencoded':
        return (body) => urlEncoded(body, maxParts);
    }
  }
  throw new RequestProblem(
    'form-media-type',
    'The request has no form: it is neither multipart/form-data nor application/x-www-form-urlencoded.',
  );
}

/** The boundary, which RFC 2046 §5.1.1 limits to 70 characters. */
function boundary(parameters: string): string {
  const found = [
    ...parameters.matchAll(/;\s*boundary=(?:"([^"\\]{1,70})"|([^\s;"]{1,70}))(?=\s*(?:;|$))/gi),
  ];
  const [, quoted, token] = found[0] ?? [];
  const value = quoted ?? token;
  if (found.length !== 1 || value === undefined) throw malformed('its boundary is missing');
  return value;
}

function multipart(parts: Awaited<ReturnType<typeof readParts>>): FormData {
  const form = new FormData();
  for (const part of parts) {
    if ('value' in part) form.append(part.name, part.value);
    else {
      const { name, type, bytes } = part.file;
      form.append(part.name, new File([bytes], name, { type }));
    }
  }
  return form;
}

async function urlEncoded(body: AsyncIterable<Uint8Array>, maxParts: number): Promise<FormData> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for await (const chunk of body) text += decoded(() => decoder.decode(chunk, { stream: true }));
  text += decoded(() => decoder.decode());
  let parts = 0;
  for (let at = 0; at >= 0; at = text.indexOf('&', at + 1)) {
    parts += 1;
    if (parts > maxParts) {
      throw new RequestProblem('body-too-large', `The form has more than ${maxParts} parts.`);
    }
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
