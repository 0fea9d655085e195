import { IamSmartError } from '../error.js';
import { withBase64 } from '../octets.js';
import { type AddressOptions, refusal } from './address.js';
import type { FetchProblem } from './revocation.js';

/** Subset of `RequestInit` in use. */
export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

/** A response's body, and the media type that the server gave it. */
export interface Answer {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string | null;
}

/** Number of bytes that all bodies together may still take. */
export interface Room {
  left: number;
}

/** Failed request to an address, with its reason. */
export class Problem extends Error {
  readonly reason: FetchProblem['reason'];

  constructor(reason: FetchProblem['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Maximum number of redirects for one address. */
const MAX_REDIRECTS = 3;

/** Tag of a SEQUENCE, the first byte of DER. */
const SEQUENCE = 0x30;

/** Sends a request, follows its redirects and reads a body of at most `limit` bytes. */
export async function download(
  address: string,
  question: Question,
  limit: number,
  room: Room,
  signal: AbortSignal,
  options: AddressOptions,
): Promise<Answer> {
  const { fetch = globalThis.fetch } = options;
  let url = parsed(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const refused = await refusal(url, options);
    if (refused) throw new Problem(refused, REFUSALS[refused]);
    // Redirects are followed here so that every address on the way is checked.
    const response = await fetch(url.href, {
      ...question,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const { status, headers } = response;
    if (status === 200) {
      return {
        bytes: withBase64(await body(response, limit, room)),
        mediaType: headers.get('Content-Type'),
      };
    }
    await response.body?.cancel();
    const next = headers.get('Location');
    // Other redirects would drop the body.
    const keeps = [307, 308].includes(status);
    const turns = [301, 302, 303].includes(status) && question.body === undefined;
    if (!(keeps || turns) || !next) {
      throw new Problem('status', `The HTTP status is ${status}, where 200 is expected.`);
    }
    url = parsed(next, url);
  }
  throw new Problem('redirects', `There are more than ${MAX_REDIRECTS} redirects.`);
}

/** Reads the bytes of an answer; the media type says nothing, because servers give any. */
export function readable<T>(
  { bytes, mediaType }: Answer,
  kind: string,
  read: (bytes: Uint8Array) => T,
): T {
  try {
    return read(bytes);
  } catch (error) {
    const given = mediaType ? `${mediaType}, ` : '';
    const answer = `The answer (${given}${bytes.byteLength} bytes) is no ${kind}`;
    throw new Problem('unreadable', `${answer}: ${causes(error)}`);
  }
}

/** Returns what became of a request that failed, or that its signal ended. */
export function problemOf(error: unknown, signal: AbortSignal): Problem {
  if (error instanceof Problem) return error;
  if (signal.aborted) return new Problem('timeout', 'There was no whole answer in time.');
  return new Problem('unreachable', causes(error));
}

/** Returns the error for a caller whose signal ended the work. */
export function aborted({ reason }: AbortSignal): IamSmartError {
  return new IamSmartError('aborted', 'The operation was aborted by its signal.', {
    cause: reason,
  });
}

const REFUSALS = {
  scheme: "Only 'http' and 'https' without user name and password are fetched.",
  port: 'Only the ports 80 and 443 are fetched; see ports.',
  'private-address': 'The host is on a private network; see allowPrivateAddresses.',
};

function parsed(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw new Problem('invalid-url', 'It is no absolute URL.');
  }
}

/**
 * Reads a body into one buffer, which is allocated once if the length is known beforehand: from the
 * header, or from the DER itself.
 */
async function body(
  response: Response,
  limit: number,
  room: Room,
): Promise<Uint8Array<ArrayBuffer>> {
  const { headers } = response;
  // The header has the length before decompression.
  const compressed = headers.has('Content-Encoding');
  const announced = compressed ? 0 : Number(headers.get('Content-Length')) || 0;
  const reader = response.body?.getReader();
  let bytes = new Uint8Array(0);
  let length = 0;
  try {
    ensureWithin(limit, announced);
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true as const, value: undefined };
      if (done) break;
      const needed = length + value.byteLength;
      ensureWithin(limit, needed);
      if (needed > bytes.byteLength) {
        const expected = length ? 2 * bytes.byteLength : Math.max(announced, lengthOfDer(value));
        if (!length) ensureWithin(limit, expected);
        bytes = resized(bytes, length, Math.min(Math.max(needed, expected), limit), room);
      }
      bytes.set(value, length);
      length = needed;
    }
    return length === bytes.byteLength ? bytes : resized(bytes, length, length, room);
  } catch (error) {
    room.left += bytes.byteLength;
    await reader?.cancel().catch(() => {});
    throw error;
  }
}

function ensureWithin(limit: number, length: number): void {
  if (length > limit) {
    throw new Problem('too-large', `It is longer than ${limit} bytes, the most that are read.`);
  }
}

/** Copies the first `length` bytes into a buffer of `size` bytes. */
function resized(
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
  size: number,
  room: Room,
): Uint8Array<ArrayBuffer> {
  const more = size - bytes.byteLength;
  if (more > room.left) {
    throw new Problem('too-large', 'Everything fetched would be longer than maxTotalBytes.');
  }
  const other = new Uint8Array(size);
  other.set(bytes.subarray(0, length));
  room.left -= more;
  return other;
}

/** Returns the length of a SEQUENCE in DER (X.690 §8.1.3) from its first bytes; 0 for others. */
function lengthOfDer(bytes: Uint8Array): number {
  const [tag, first = 0, ...digits] = bytes.subarray(0, 6);
  const count = first - 0x80;
  if (tag !== SEQUENCE || count < 1 || count > 4 || digits.length < count) return 0;
  return 2 + count + digits.slice(0, count).reduce((sum, digit) => 256 * sum + digit, 0);
}

/** Returns the messages of an error and its causes; `fetch` has what happened in the cause. */
function causes(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause === undefined ? message : `${message}: ${causes(cause)}`;
}
