// The connection to the worker: what fails by it is tried again, and the user is told.

import { byId } from './elements.js';
import { text } from './language.js';
import { isAbort, ServiceError } from './service.js';

/** Times between two attempts, in milliseconds: each is twice the one before. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

const banner = byId('connection', HTMLElement);

/** Attempts that fail now, each with the reason. @type {Map<object, 'lost' | 'busy'>} */
const failing = new Map();

document.addEventListener('languagechange', showConnection);
// The browser knows before an attempt fails.
addEventListener('offline', showConnection);
addEventListener('online', showConnection);

/**
 * Does something until the service answers. Waits as long as it asks (RFC 9110 §10.2.3), or longer
 * each time, or until the browser is online again or the page is back.
 *
 * @template T
 * @param {(isUp: () => void) => Promise<T>} work Tells by `isUp` that it got through.
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function persistently(work, signal) {
  const attempt = {};
  let pauseMs = FIRST_PAUSE_MS;
  const isUp = () => {
    pauseMs = FIRST_PAUSE_MS;
    failing.delete(attempt);
    showConnection();
  };
  try {
    for (;;) {
      try {
        return await work(isUp);
      } catch (error) {
        signal?.throwIfAborted();
        if (!mayPass(error)) throw error;
        const { retryAfterMs } = /** @type {Partial<ServiceError>} */ (error);
        // What `hasRested` aborted has not failed.
        if (!isAbort(error)) failing.set(attempt, retryAfterMs === undefined ? 'lost' : 'busy');
        showConnection();
        await rest(retryAfterMs ?? pauseMs, { signal, untilBack: retryAfterMs === undefined });
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  } finally {
    failing.delete(attempt);
    showConnection();
  }
}

/**
 * Calls back when the page may have lost its connections without a word: it was kept for "back", it
 * was frozen, or the network was away. Returns a function that stops this.
 *
 * @param {() => void} callback
 */
export function hasRested(callback) {
  const stop = new AbortController();
  const { signal } = stop;
  for (const name of ['online', 'pagehide']) addEventListener(name, callback, { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && callback(), { signal });
  document.addEventListener('resume', callback, { signal });
  return () => stop.abort();
}

/**
 * True if a failure may pass by itself: the network's, one of the connection, or too many requests.
 *
 * @param {unknown} error
 */
function mayPass(error) {
  if (!(error instanceof ServiceError)) return isAbort(error);
  return error.code === 'service-unreachable' || error.status === 429 || (error.status ?? 0) >= 500;
}

/**
 * @param {number} ms
 * @param {{ signal: AbortSignal | undefined, untilBack: boolean }} options
 */
function rest(ms, { signal, untilBack }) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, ms);
      const stop = untilBack ? hasRested(end) : () => {};
      signal?.addEventListener('abort', end, { once: true });
    })
  );
}

function showConnection() {
  const reasons = [...failing.values()];
  const isLost = reasons.includes('lost') || (reasons.length > 0 && !navigator.onLine);
  const key = isLost || !navigator.onLine ? 'connectionLost' : 'connectionBusy';
  const isShown = reasons.length > 0 || !navigator.onLine;
  // Set only when it changes, because a screen reader says it each time.
  if (isShown && banner.textContent !== text(key)) banner.textContent = text(key);
  banner.hidden = !isShown;
}
