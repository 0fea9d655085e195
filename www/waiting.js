// Waits for the user's answer in the app. One request at a time.

import { appLink } from 'iamsmart';
import { under } from './elements.js';
import { text } from './language.js';
import { call, ServiceError } from './service.js';

/** Aborts the current wait. */
let waiting = new AbortController();

/** Aborts the current wait and returns the signal of the next one. */
export function beginWaiting() {
  stopWaiting();
  waiting = new AbortController();
  return waiting.signal;
}

export function stopWaiting() {
  waiting.abort();
}

/**
 * Shows the link to the app and the time left until the user answers.
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
  // Lets the service delete the transaction, which expires anyway.
  call(address, { method: 'DELETE' }).catch(() => {});
  return result;
}

/**
 * Waits for the event that ends a transaction. After a lost connection the browser reconnects and
 * receives it then.
 *
 * @param {string} address
 * @param {'signing' | 'form-filling'} kind
 * @param {HTMLElement} left Shows the time left.
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
      // Not reconnecting: the response was not an event stream, because the session has ended.
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
