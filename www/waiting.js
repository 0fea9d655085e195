// Waits for the user's answer in the app. The page follows one request at a time.

import { appLink } from 'iamsmart';
import { under } from './elements.js';
import { confirmed, follow } from './events.js';
import { text, time } from './language.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/** @typedef {Extract<Outcome, { stage: 'pending' }>} Pending */

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
 * Shows the link to the app, the time left and what has arrived, until the request is over.
 *
 * @param {{ businessId: string }} asked
 * @param {'signing' | 'form-filling'} kind
 * @param {{ places: HTMLElement[], gateway: string, signal: AbortSignal }} where
 */
export async function answer({ businessId }, kind, { places, gateway, signal }) {
  /** @type {Outcome | undefined} */
  let seen;
  const show = () => {
    for (const place of places) if (seen) showStage(place, seen, kind, gateway);
  };
  const clock = setInterval(show, 1000);
  document.addEventListener('languagechange', show);
  try {
    return await follow(businessId, {
      signal,
      onStage(outcome) {
        seen = outcome;
        show();
        if (outcome.stage !== 'pending' || outcome.confirmed) return;
        confirmed(businessId, signal).then((known) => {
          if (!known || seen?.stage !== 'pending') return;
          seen = known;
          show();
        });
      },
    });
  } finally {
    clearInterval(clock);
    document.removeEventListener('languagechange', show);
  }
}

/**
 * @param {HTMLElement} place
 * @param {Outcome} outcome
 * @param {'signing' | 'form-filling'} kind
 * @param {string} gateway
 */
function showStage(place, outcome, kind, gateway) {
  const { ticketId = undefined, authByQr = true } = outcome.stage === 'pending' ? outcome : {};
  const openApp = under(place, '.open-app', HTMLElement);
  openApp.hidden = authByQr || !ticketId;
  if (ticketId && !authByQr) {
    const link = under(openApp, 'a', HTMLAnchorElement);
    link.href = appLink({ kind, ticketId, base: `${gateway}/app/` });
  }
  say(place, '.stage', sentence(outcome));
  say(place, '.time', outcome.stage === 'pending' ? timeLeft(outcome) : '');
  // What has arrived counts, and cannot be withdrawn.
  /** @type {NodeListOf<HTMLElement>} */
  const withdrawing = place.querySelectorAll('.withdraw');
  for (const button of withdrawing) button.hidden = outcome.stage !== 'pending';
  const isUnconfirmed = outcome.stage === 'pending' && !outcome.confirmed;
  under(place, '.unconfirmed', HTMLElement).hidden = !isUnconfirmed;
}

/** @param {Outcome} outcome */
function sentence(outcome) {
  if (outcome.stage === 'pending') return text('waiting');
  const { undecided } = outcome.stage === 'arrived' ? outcome : {};
  if (!undecided) return text('arrived');
  return text('undecided', { at: time(undecided.nextAt ?? undecided.since) });
}

/** @param {Pending} pending */
function timeLeft({ expiresAt }) {
  const seconds = Math.max(0, Math.round((Date.parse(expiresAt) - Date.now()) / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return text('timeLeft', { clock });
}

/**
 * Sets a text only if it changes, because a screen reader says it each time.
 *
 * @param {HTMLElement} place
 * @param {string} selector
 * @param {string} sentence
 */
function say(place, selector, sentence) {
  const line = under(place, selector, HTMLElement);
  if (line.textContent !== sentence) line.textContent = sentence;
}
