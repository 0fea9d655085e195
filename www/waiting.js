// What the user was asked for in the app: how the app is opened, and the answer. One at a time.

import { appLink } from 'iamsmart';
import { under } from './elements.js';
import { text } from './language.js';
import { call, ServiceError } from './service.js';

/** Ends the waiting; the next one has its own. */
let waiting = new AbortController();

/** Ends what was waited for before, and answers what will end the next. */
export function beginWaiting() {
  stopWaiting();
  waiting = new AbortController();
  return waiting.signal;
}

export function stopWaiting() {
  waiting.abort();
}

/**
 * Shows how the app is opened on this device, and how much time is left, until the user has
 * answered.
 *
 * @param {{ businessId: string, ticketId?: string, authByQr: boolean }} asked
 * @param {'signing' | 'form-filling'} kind
 * @param {{ place: HTMLElement, gateway: string, signal: AbortSignal }} where
 */
export async function answer(asked, kind, { place, gateway, signal }) {
  const { businessId, ticketId, authByQr } = asked;
  const openApp = under(place, '.open-app', HTMLElement);
  openApp.hidden = authByQr || !ticketId;
  if (ticketId && !authByQr) {
    const link = under(openApp, 'a', HTMLAnchorElement);
    link.href = appLink({ kind, ticketId, base: `${gateway}/app/` });
  }
  const address = `/api/transactions/${businessId}`;
  const left = under(place, '.time', HTMLElement);
  const result = await lastEvent(`${address}/events`, kind, left, signal);
  // The service need keep it no longer; where it is not told, it forgets by itself.
  call(address, { method: 'DELETE' }).catch(() => {});
  return result;
}

/**
 * The one event that ends a transaction. The worker says it as soon as it is pushed; a connection
 * that breaks is made again by the browser, and hears it then.
 *
 * @param {string} address
 * @param {'signing' | 'form-filling'} kind
 * @param {HTMLElement} left Shows how much time is left.
 * @param {AbortSignal} signal
 */
function lastEvent(address, kind, left, signal) {
  const events = new EventSource(address);
  /** @type {number | undefined} */
  let clock;
  const end = () => {
    events.close();
    clearInterval(clock);
    left.textContent = '';
  };
  const last = new Promise((resolve, reject) => {
    /** @param {MessageEvent} event */
    const told = (event) => JSON.parse(event.data);
    events.addEventListener('waiting', (event) => {
      clearInterval(clock);
      const { expiresAt } = told(event);
      showTimeLeft(left, expiresAt);
      clock = setInterval(showTimeLeft, 1000, left, expiresAt);
    });
    events.addEventListener('answered', (event) => resolve(told(event)));
    events.addEventListener('refused', (event) => {
      const { resultCode } = told(event);
      reject(new ServiceError({ code: `${kind}-refused`, message: resultCode, resultCode }));
    });
    events.addEventListener('timed-out', () => {
      reject(new ServiceError({ code: `${kind}-timed-out`, message: '' }));
    });
    events.addEventListener('error', () => {
      // Closed for good: the answer was no event stream, because the session is over.
      if (events.readyState !== EventSource.CLOSED) return;
      reject(new ServiceError({ code: 'not-logged-in', message: '' }));
    });
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return last.finally(end);
}

/**
 * @param {HTMLElement} place
 * @param {string} expiresAt
 */
function showTimeLeft(place, expiresAt) {
  const seconds = Math.max(0, Math.round((Date.parse(expiresAt) - Date.now()) / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  place.textContent = text('timeLeft', { clock });
}
