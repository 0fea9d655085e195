// Calls to the e-service's worker.

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
  /** @param {{ code: string, message: string, resultCode?: string }} problem */
  constructor({ code, message, resultCode }) {
    super(message);
    this.code = code;
    this.resultCode = resultCode;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function call(path, init) {
  let response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw new ServiceError({ code: 'service-unreachable', message: String(cause) });
  }
  const content = await response.json().catch(() => ({}));
  if (response.ok) return content;
  const unnamed = { code: 'service-failed', message: `HTTP ${response.status}` };
  throw new ServiceError(content.code ? content : unnamed);
}
