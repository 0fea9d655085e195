// The request that is not over, as the form's view names it.

import { persistently } from './connection.js';
import { byId } from './elements.js';
import { text } from './language.js';
import { call } from './service.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/**
 * @typedef {{ kind: string, vehicle?: string | undefined, name?: string | undefined,
 *   code?: string | undefined, lost?: 'open' | 'over' | undefined }} Named
 *   `lost` is a PDF that the page has not: until it is chosen again, nothing goes on.
 */

const place = byId('open-request', HTMLElement);

/** @type {{ named: Named, isOver: boolean } | undefined} */
let shown;

document.addEventListener('languagechange', show);

/**
 * Names a request: what it is for, and the code that the app shows for it.
 *
 * @param {Named} named
 */
export function nameOpen(named) {
  shown = { named, isOver: false };
  show();
}

/** Says that the named request has a result that the user has not seen. */
export function nameAnswered() {
  if (shown) shown.isOver = true;
  show();
}

export function forgetOpen() {
  shown = undefined;
  show();
}

/** True if a request is named; it is brought to the user's attention then. */
export function isOpen() {
  if (!shown) return false;
  place.scrollIntoView({ block: 'center' });
  byId(shown.named.lost ? 'withdraw-open' : 'go-on', HTMLElement).focus({ preventScroll: true });
  return true;
}

/** What is open for this user, newest first. */
export function reclaim() {
  return /** @type {Promise<Outcome[]>} */ (call('/api/requests'));
}

/**
 * Withdraws a request: a signature that comes later is refused.
 *
 * @param {string} businessId
 * @returns {Promise<Outcome>} What has become of it, which may be that it was signed before.
 */
export async function withdraw(businessId) {
  const outcome = await call(`/api/requests/${businessId}/withdraw`, { method: 'POST' });
  if (outcome.settled?.outcome === 'withdrawn') take(businessId);
  return outcome;
}

/**
 * Lets the worker delete what the user has seen, also while the page is left, and later if it cannot
 * be reached. Otherwise it expires.
 *
 * @param {string} businessId
 */
export async function take(businessId) {
  const init = { method: 'POST', keepalive: true };
  await persistently(() => call(`/api/requests/${businessId}/take`, init)).catch(() => {});
}

function show() {
  place.hidden = !shown;
  if (!shown) return;
  const { named, isOver } = shown;
  const { kind, vehicle = '', name = '', code, lost } = named;
  byId('open-title', HTMLElement).textContent = text(isOver ? 'openAnswered' : 'openTitle');
  byId('open-what', HTMLElement).textContent = text(whatIs(kind, lost, isOver), { vehicle, name });
  byId('open-code', HTMLElement).hidden = !code;
  byId('open-digits', HTMLElement).textContent = code ?? '';
  byId('open-state', HTMLElement).hidden = isOver || Boolean(lost);
  byId('go-on', HTMLElement).textContent = text(isOver ? 'showResult' : 'goOn');
  byId('go-on', HTMLElement).hidden = Boolean(lost);
  const withdrawing = byId('withdraw-open', HTMLElement);
  withdrawing.hidden = isOver;
  withdrawing.textContent = text(lost === 'over' ? 'giveUp' : 'withdraw');
}

/**
 * The key of what a request is for.
 *
 * @param {string} kind
 * @param {Named['lost']} lost
 * @param {boolean} isOver
 */
function whatIs(kind, lost, isOver) {
  if (kind === 'form-filling') return 'openFilling';
  if (lost) return 'openPdfLost';
  if (kind === 'pdf-signing') return isOver ? 'openPdfSigned' : 'openPdf';
  return isOver ? 'openSigned' : 'openSigning';
}
