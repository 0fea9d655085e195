// Calls to the e-service's worker.

import { watched } from './watched.js';

/**
 * Public configuration of the e-service.
 *
 * @typedef {object} Service
 * @property {string} gateway
 * @property {string} clientId
 * @property {string} redirectUri
 * @property {string[]} scope
 * @property {string[]} trustAnchors PEM.
 * @property {string[]} intermediates PEM.
 * @property {string[]} timestampAnchors PEM of the time-stamp authority's root.
 * @property {boolean} tour True if the page is there that shows the protocol at work.
 */

/**
 * True if the wait was cancelled.
 *
 * @param {unknown} error
 */
export function isAbort(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** A refusal by the worker, with its stable code. */
export class ServiceError extends Error {
  /**
   * @param {{ code: string, message: string, resultCode?: string | undefined, open?: object,
   *   formLeft?: string | undefined }} problem
   * @param {Response} [response]
   */
  constructor({ code, message, resultCode, open, formLeft }, response) {
    super(message);
    this.code = code;
    this.resultCode = resultCode;
    /** With 'request-open', the request that is not over. */
    this.open = open;
    /** Key of what is left of the form, if that is to be told. */
    this.formLeft = formLeft;
    this.status = response?.status;
    const seconds = response?.headers.get('Retry-After');
    this.retryAfterMs = seconds ? Number(seconds) * 1000 : undefined;
  }
}

/**
 * Calls the worker, and returns the content of its answer.
 *
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function call(path, init) {
  const response = await send(path, init);
  return response.json().catch((cause) => {
    if (isAbort(cause)) throw cause;
    throw new ServiceError({ code: 'service-unreachable', message: String(cause) });
  });
}

/**
 * Calls the worker; fails if it does not answer, or refuses.
 *
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function send(path, init) {
  let response;
  try {
    response = await watched(path, init);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ServiceError({ code: 'service-unreachable', message: String(cause) });
  }
  if (response.ok) return response;
  const content = await response.json().catch(() => ({}));
  const unnamed = { code: 'service-failed', message: `HTTP ${response.status}` };
  throw new ServiceError(content.code ? content : unnamed, response);
}
