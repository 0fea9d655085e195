// What a person takes away: that the application is handed in, by which number, and what happens next.

import { byId, under } from './elements.js';
import { text } from './language.js';

/** Keys of titles by what came of a signature. @type {Record<string, string>} */
const TITLES = {
  signed: 'receiptSigned',
  undecided: 'receiptUndecided',
  rejected: 'receiptRejected',
};

/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll('[data-print]');
for (const button of buttons) button.addEventListener('click', () => print());

/**
 * @typedef {object} Receipt
 * @property {string} outcome What came of the signature.
 * @property {{ reference?: string }} [details] What the e-service keeps of the request.
 */

/**
 * Shows the receipt of a form.
 *
 * @param {Receipt} receipt
 */
export function showReceipt({ outcome, details }) {
  const key = TITLES[outcome] ?? '';
  say(byId('receipt-title', HTMLElement), key);
  say(byId('receipt-lead', HTMLElement), `${key} lead`);
  byId('receipt', HTMLElement).dataset.outcome = outcome;
  byId('what-next', HTMLElement).hidden = outcome === 'rejected';
  showReference(byId('receipt', HTMLElement), outcome === 'rejected' ? undefined : details);
}

/**
 * @param {HTMLElement} place
 * @param {Receipt['details']} details
 */
export function showReference(place, details) {
  const line = under(place, '.reference', HTMLElement);
  line.hidden = details?.reference === undefined;
  under(line, 'strong', HTMLElement).textContent = details?.reference ?? '';
}

/**
 * Sets a text, which follows the language.
 *
 * @param {HTMLElement} place
 * @param {string} key
 */
function say(place, key) {
  place.dataset.text = key;
  place.textContent = text(key);
}
