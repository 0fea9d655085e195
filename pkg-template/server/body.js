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
  if (Number(message.headers.get('Content-Length')) > MAX_BODY_BYTES) {
    await message.body?.cancel();
    throw sizeError(tooLarge);
  }
  const reader = message.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    read += value?.byteLength ?? 0;
    if (read > MAX_BODY_BYTES) {
      await reader.cancel();
      throw sizeError(tooLarge);
    }
    try {
      text += decoder.decode(value, { stream: !done });
    } catch {
      await reader.cancel();
      return undefined;
    }
    if (done) return text;
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
