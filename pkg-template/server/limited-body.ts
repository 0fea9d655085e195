import { invalid, reading, readingAsync } from '../argument.js';
import { checkMilliseconds } from './milliseconds.js';
import { BodyProblem, bodyProblem, RequestProblem } from './request-problem.js';

/** Limits on a body. */
export interface BodyLimits {
  /** Maximum size in bytes. */
  maxBytes: number;
  /** Maximum time for the whole body, in milliseconds. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** Maximum time without a byte, in milliseconds. Default: 10,000. */
  idleMs?: number | undefined;
}

/** Body that was read, or the HTTP status of the answer that refuses it. */
export type LimitedBody =
  | { bytes: Uint8Array<ArrayBuffer>; status?: undefined }
  /** 413: it is longer than `maxBytes`; 408: it is too slow; 400: the connection broke. */
  | { bytes?: undefined; status: 413 | 408 | 400 };

/**
 * Reads the body of a request, at most so many bytes in so much time, whatever length it announces.
 *
 * ```js
 * const { bytes, status } = await readBody(request, { maxBytes: 16_384 });
 * if (!bytes) return new Response(null, { status });
 * ```
 *
 * @throws IamSmartError 'invalid-argument'
 */
export async function readBody(
  message: Request | Response,
  limits: BodyLimits,
): Promise<LimitedBody> {
  try {
    return { bytes: await bodyWithin(message, limits) };
  } catch (error) {
    if (error instanceof RequestProblem) return { status: error.status as 413 | 408 | 400 };
    throw error;
  }
}

/**
 * Reads the body of a request like `readBody`, and throws what refuses it: `failure` of
 * `iamsmart/flows` answers it, and Express and Fastify by its `status`.
 *
 * @throws RequestProblem 'body-too-large', 'body-too-slow', 'body-broken'
 */
export async function bodyWithin(
  message: Request | Response,
  limits: BodyLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const given = reading('limits', () => ({ ...limits }));
  const { maxBytes, timeoutMs, idleMs } = given;
  if (!(typeof maxBytes === 'number' && maxBytes >= 0)) {
    throw invalid('maxBytes', 'it is no number of bytes');
  }
  checkMilliseconds({ timeoutMs, idleMs });
  const read: Uint8Array<ArrayBuffer>[] = [];
  try {
    for await (const chunk of chunks(message, given)) read.push(chunk);
  } catch (error) {
    throw bodyProblem(error);
  }
  const whole = await readingAsync('message', () => new Blob(read).arrayBuffer());
  return new Uint8Array(whole);
}

/**
 * The chunks of a body within its limits.
 *
 * @throws BodyProblem
 */
export async function* chunks(
  message: Request | Response,
  { maxBytes, timeoutMs = 60_000, idleMs = 10_000 }: BodyLimits,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // What is not read is not waited for either: a stream may never settle its cancellation.
  const cancel = (stream?: { cancel(): Promise<void> } | null) =>
    void stream?.cancel().catch(() => {});
  if (Number(message.headers.get('Content-Length')) > maxBytes) {
    cancel(message.body);
    throw new BodyProblem(413);
  }
  const reader = message.body?.getReader();
  if (!reader) return;
  const end = Date.now() + timeoutMs;
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await within(Math.min(idleMs, end - Date.now()), reader.read());
      if (done) return;
      read += value.byteLength;
      if (read > maxBytes) throw new BodyProblem(413);
      yield value;
    }
  } finally {
    // Does nothing after the end of the body.
    cancel(reader);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyProblem(408)), Math.max(ms, 0));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
