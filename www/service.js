// Calls to the e-service's own worker.

/** What the worker refused, with its stable code. */
export class ServiceError extends Error {
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
    if (cause.name === 'AbortError') throw cause;
    throw new ServiceError({ code: 'service-unreachable', message: String(cause) });
  }
  const content = await response.json().catch(() => ({}));
  if (response.ok) return content;
  const unnamed = { code: 'service-failed', message: `HTTP ${response.status}` };
  throw new ServiceError(content.code ? content : unnamed);
}
