import { IamSmartError } from '../error.js';
import { type BodyLimits, chunks } from './limited-body.js';
import { BodyProblem } from './request-problem.js';

/** Maximum size of a body in bytes: the gateway's own limit for an entity. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Limits on a callback: the gateway is a server with a server's connection. */
const CALLBACK: BodyLimits = { maxBytes: MAX_BODY_BYTES, timeoutMs: 30_000, idleMs: 10_000 };

/** Limits on the gateway's answer, whose time is limited together with its request. */
const ANSWER: BodyLimits = { maxBytes: MAX_BODY_BYTES, timeoutMs: 2 ** 30, idleMs: 2 ** 30 };

type TooLarge = 'callback-too-large' | 'gateway-answer-too-large';

/** Reads a body of at most the maximum size as UTF-8; returns undefined if it is not UTF-8. */
export async function bodyText(
  message: Request | Response,
  tooLarge: TooLarge,
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of limited(message, tooLarge)) {
    const decoded = attempt(() => decoder.decode(chunk, { stream: true }));
    if (decoded === undefined) return undefined;
    text += decoded;
  }
  const rest = attempt(() => decoder.decode());
  return rest === undefined ? undefined : text + rest;
}

/** Reads a body of at most the maximum size. */
export async function bodyBytes(
  message: Request | Response,
  tooLarge: TooLarge,
): Promise<Uint8Array<ArrayBuffer>> {
  const read = [];
  for await (const chunk of limited(message, tooLarge)) read.push(chunk);
  return new Uint8Array(await new Blob(read).arrayBuffer());
}

async function* limited(
  message: Request | Response,
  tooLarge: TooLarge,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    yield* chunks(message, tooLarge === 'callback-too-large' ? CALLBACK : ANSWER);
  } catch (error) {
    throw error instanceof BodyProblem && error.status === 413 ? sizeError(tooLarge) : error;
  }
}

function attempt(decode: () => string): string | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

export function sizeError(code: TooLarge): IamSmartError {
  const what = code === 'callback-too-large' ? 'callback' : "gateway's answer";
  return new IamSmartError(
    code,
    `The ${what} is longer than ${MAX_BODY_BYTES} bytes and was not read.`,
  );
}
