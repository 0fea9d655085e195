// Responses to the page.

import { failure as answerTo } from 'iamsmart/flows';

/** A refusal by this e-service: HTTP status, stable code and message. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {Record<string, string>} [headers]
   */
  constructor(status, code, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * @param {unknown} content
 * @param {{ status?: number, headers?: Record<string, string> }} [init]
 */
export function json(content, init = {}) {
  const headers = { 'Cache-Control': 'no-store', ...init.headers };
  return Response.json(content, { ...init, headers });
}

/**
 * Response to an error. Details of unexpected errors are not sent.
 *
 * @param {unknown} error
 */
export function failure(error) {
  const answer = answerTo(error);
  const { code, resultCode, headers = {} } = /** @type {Told} */ (error);
  if (answer.status !== 500) {
    console.warn(`refused: ${[code, resultCode].filter(Boolean).join(' ')}`);
  }
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

/** @typedef {{ code?: string, resultCode?: string, headers?: Record<string, string> }} Told */

/**
 * Refuses cross-origin requests. SameSite keeps the session cookie out of those of other sites, but
 * a login has no cookie yet, and another port of the same host is the same site.
 *
 * @param {Request} request
 */
export function requireSameOrigin(request) {
  const origin = request.headers.get('Origin');
  const site = request.headers.get('Sec-Fetch-Site');
  const isForeign = origin !== null && origin !== new URL(request.url).origin;
  if (isForeign || (site !== null && site !== 'same-origin')) {
    throw new Refusal(403, 'foreign-origin', 'This request was sent by a page of another site.');
  }
}
