// Responses to the page.

import { IamSmartError } from 'iamsmart/server';

/** Codes of what is right in itself, and stands against what was before. */
const CONFLICTS = new Set(['form-differs', 'request-open', 'state-used']);

/** @typedef {IamSmartError & { resultCode?: string, open?: object, differences?: object[] }} Told */

/** A refusal by this e-service: HTTP status, stable code and message. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {{ headers?: Record<string, string>, resultCode?: string | undefined }} [more]
   */
  constructor(status, code, message, { headers, resultCode } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.resultCode = resultCode;
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
  if (error instanceof Refusal) {
    const { status, headers = {}, code, message, resultCode } = error;
    return json({ code, message, resultCode }, { status, headers });
  }
  if (error instanceof IamSmartError) {
    const { code, message, resultCode, open, differences } = /** @type {Told} */ (error);
    console.warn(`refused: ${[code, resultCode].filter(Boolean).join(' ')}`);
    // Gateway errors are not the page's fault.
    const status = CONFLICTS.has(code)
      ? 409
      : /^(gateway|answer|content-key)-/.test(code)
        ? 502
        : 400;
    return json({ code, message, resultCode, open, differences }, { status });
  }
  console.error(error);
  return json({ code: 'internal', message: 'The e-service failed.' }, { status: 500 });
}

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
