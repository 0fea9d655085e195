// Responses to the page.

import { failure as answerTo } from 'iamsmart/flows';

/**
 * @param {unknown} content
 * @param {Record<string, string>} [headers]
 */
export function json(content, headers = {}) {
  return Response.json(content, { headers: { 'Cache-Control': 'no-store', ...headers } });
}

/**
 * Response to an error, with a line in the log.
 *
 * @param {unknown} error
 */
export function failure(error) {
  const answer = answerTo(error);
  const { code, resultCode } = /** @type {{ code?: string, resultCode?: string }} */ (error);
  if (answer.status !== 500) {
    console.warn(`refused: ${[code, resultCode].filter(Boolean).join(' ')}`);
  }
  return answer;
}
