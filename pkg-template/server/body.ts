import { IamSmartError } from '../error.js';

/** Maximum size of a body in bytes: the gateway's own limit for an entity. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

type TooLarge = 'callback-too-large' | 'gateway-answer-too-large';

/** Reads a body of at most the maximum size as UTF-8; returns undefined if it is not UTF-8. */
export async function bodyText(
  message: Request | Response,
  tooLarge: TooLarge,
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of chunks(message, tooLarge)) {
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
  for await (const chunk of chunks(message, tooLarge)) read.push(chunk);
  return new Uint8Array(await new Blob(read).arrayBuffer());
}

async function* chunks(
  message: Request | Response,
  tooLarge: TooLarge,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (Number(message.headers.get('Content-Length')) > MAX_BODY_BYTES) {
    await message.body?.cancel();
    throw sizeError(tooLarge);
  }
  const reader = message.body?.getReader();
  if (!reader) return;
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      read += value.byteLength;
      if (read > MAX_BODY_BYTES) throw sizeError(tooLarge);
      yield value;
    }
  } finally {
    // Does nothing after the end of the body.
    await reader.cancel().catch(() => {});
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
