import { IamSmartError } from '../error.js';

/** The longest body that is read, in bytes: the gateway's own bound for an entity is 10 MB. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * The text of a message's body, read no further than the limit; undefined where it is not UTF-8.
 *
 * @param {Request | Response} message
 * @param {'callback-too-large' | 'gateway-answer-too-large'} tooLarge
 * @returns {Promise<string | undefined>}
 */
export async function bodyText(message, tooLarge) {
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

/**
 * The bytes of a message's body, read no further than the limit.
 *
 * @param {Request | Response} message
 * @param {'callback-too-large' | 'gateway-answer-too-large'} tooLarge
 */
export async function bodyBytes(message, tooLarge) {
  const read = [];
  for await (const chunk of chunks(message, tooLarge)) read.push(chunk);
  return new Uint8Array(await new Blob(read).arrayBuffer());
}

/**
 * @param {Request | Response} message
 * @param {'callback-too-large' | 'gateway-answer-too-large'} tooLarge
 */
async function* chunks(message, tooLarge) {
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
    // Where it was read to its end, this does nothing.
    await reader.cancel().catch(() => {});
  }
}

/** @param {() => string} decode */
function attempt(decode) {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

/** @param {'callback-too-large' | 'gateway-answer-too-large'} code */
export function sizeError(code) {
  const what = code === 'callback-too-large' ? 'callback' : "gateway's answer";
  return new IamSmartError(
    code,
    `The ${what} is longer than ${MAX_BODY_BYTES} bytes and was not read.`,
  );
}
