// Waits for the user's answer in the app. The page follows one request at a time.

import { tellConnection } from './connection.js';
import { under } from './elements.js';
import { ServiceError } from './service.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/** @typedef {Extract<Outcome, { stage: 'pending' }>} Pending */
/** @typedef {HTMLElementTagNameMap['iamsmart-waiting']} Waiting */

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
 * Shows the link to the app, the time left and what has arrived, until the request is over. The first
 * of the places follows the request, and the others show the same.
 *
 * @param {{ businessId: string }} asked
 * @param {{ places: HTMLElement[], gateway: string, signal: AbortSignal }} where
 * @returns {Promise<Outcome>} Its last stage.
 */
export function answer({ businessId }, { places, gateway, signal }) {
  const all = places.map((place) => under(place, 'iamsmart-waiting', HTMLElement));
  const [first, ...others] = /** @type {Waiting[]} */ (all);
  if (!first) throw new Error('There is no place to wait.');
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const end = () => {
      stop.abort();
      first.request = '';
      tellConnection(first, 'up');
    };
    const options = { signal: stop.signal };
    first.addEventListener(
      'iamsmart-stage',
      ({ detail }) => {
        for (const other of others) other.outcome = detail;
        for (const place of places) showWithdrawing(place, detail);
      },
      options,
    );
    first.addEventListener(
      'iamsmart-connection',
      ({ detail }) => tellConnection(first, detail),
      options,
    );
    first.addEventListener(
      'iamsmart-outcome',
      ({ detail }) => {
        end();
        resolve(detail);
      },
      options,
    );
    first.addEventListener(
      'iamsmart-failure',
      ({ detail: { code = 'service-failed', status } }) => {
        end();
        reject(new ServiceError({ code, message: `HTTP ${status}` }));
      },
      options,
    );
    signal.addEventListener(
      'abort',
      () => {
        end();
        reject(signal.reason);
      },
      options,
    );
    for (const one of [first, ...others]) {
      one.outcome = undefined;
      one.appBase = `${gateway}/app/`;
    }
    first.request = `/api/requests/${encodeURIComponent(businessId)}`;
  });
}

/**
 * What has arrived counts, and cannot be withdrawn.
 *
 * @param {HTMLElement} place
 * @param {Outcome} outcome
 */
function showWithdrawing(place, outcome) {
  /** @type {NodeListOf<HTMLElement>} */
  const withdrawing = place.querySelectorAll('.withdraw');
  for (const button of withdrawing) button.hidden = outcome.stage !== 'pending';
}
