// The connection to the worker: what fails by it is tried again, and the user is told.

import { byId } from './elements.js';
import { text } from './language.js';
import { ServiceError } from './service.js';

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
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function persistently(work) {
  const attempt = {};
  let pauseMs = FIRST_PAUSE_MS;
  try {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!mayPass(error)) throw error;
        const { retryAfterMs } = /** @type {Partial<ServiceError>} */ (error);
        tellConnection(attempt, retryAfterMs === undefined ? 'lost' : 'busy');
        await rest(retryAfterMs ?? pauseMs, { untilBack: retryAfterMs === undefined });
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  } finally {
    tellConnection(attempt, 'up');
  }
}

/**
 * Tells how it stands with what needs the connection.
 *
 * @param {object} attempt
 * @param {import('iamsmart/elements').Connection} connection
 */
export function tellConnection(attempt, connection) {
  if (connection === 'up') failing.delete(attempt);
  else failing.set(attempt, connection);
  showConnection();
}

/**
 * True if a failure may pass by itself: the network's, one of the connection, or too many requests.
 *
 * @param {unknown} error
 */
function mayPass(error) {
  if (!(error instanceof ServiceError)) return false;
  return error.code === 'service-unreachable' || error.status === 429 || (error.status ?? 0) >= 500;
}

/**
 * Waits; if the connection is lost, at most until the browser is online again or the page is back.
 *
 * @param {number} ms
 * @param {{ untilBack: boolean }} options
 */
function rest(ms, { untilBack }) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      const stop = new AbortController();
      const { signal } = stop;
      const end = () => {
        clearTimeout(timer);
        stop.abort();
        resolve();
      };
      const timer = setTimeout(end, ms);
      if (!untilBack) return;
      for (const name of ['online', 'pageshow']) addEventListener(name, end, { signal });
      document.addEventListener('resume', end, { signal });
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
