// "Fill with iAM Smart": fills the form with the fields that the user allows in the app.

import { autofill, detectSource } from 'iamsmart';
import { FILLED_FROM } from './about.js';
import { byId, element, under } from './elements.js';
import { showComplaints } from './form-errors.js';
import { currentLocale, text } from './language.js';
import { call } from './service.js';

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

const form = byId('form', HTMLFormElement);
const offer = byId('offer', HTMLElement);
const place = byId('filling', HTMLElement);
const done = byId('filled', HTMLElement);
const outcome = byId('outcome-of-filling', HTMLElement);

/** Names of the controls that were filled in, and of those that were left for the user. */
let told = { filled: /** @type {string[]} */ ([]), left: /** @type {string[]} */ ([]) };

form.addEventListener('change', ({ target, isTrusted }) => {
  // Editing a control removes its mark.
  if (isTrusted && target instanceof Element) labelOf(target)?.removeAttribute('data-filled');
  crossOff();
});
form.addEventListener('reset', () => {
  for (const label of form.querySelectorAll('[data-filled]')) label.removeAttribute('data-filled');
  show(offer);
});
document.addEventListener('languagechange', () => {
  if (!done.hidden) showOutcome();
});

/**
 * Has the worker request the form's fields.
 *
 * @param {AbortSignal} signal
 */
export async function askToFill(signal) {
  showFilling();
  // The pressed button is hidden, so the focus moves.
  under(place, 'button', HTMLElement).focus();
  const source = detectSource(navigator.userAgent);
  const query = new URLSearchParams({ source, lang: currentLocale() });
  return call(`/api/fill?${query}`, { method: 'POST', signal });
}

/** Where it is shown that the app has been asked. */
export function showFilling() {
  show(place);
  return place;
}

export function offerFilling() {
  show(offer);
}

/** @param {import('iamsmart').FormFillingFields} fields */
export function fillFrom(fields) {
  show(done);
  fill(/** @type {Answered} */ (fields));
}

/** @param {Answered} fields */
function fill(fields) {
  const { filled } = autofill(form, fields, FILLED_FROM);
  if (attach(fields.addressDocFile)) filled.push('addressDocFile');
  for (const [path, name] of Object.entries(FILLED_FROM)) {
    const [field] = path.split('.', 1);
    const isFilled = filled.some((one) => one === field);
    labelOf(control(name))?.toggleAttribute('data-filled', isFilled);
  }
  showComplaints([]);
  const controls = /** @type {Control[]} */ ([...form.elements]).filter(labelOf);
  told = {
    filled: controls.filter((one) => 'filled' in (labelOf(one)?.dataset ?? {})).map(nameOf),
    left: controls.filter(isLeft).map(nameOf),
  };
  showOutcome();
}

/**
 * Fields from the worker, with bytes in Base64.
 *
 * @typedef {import('iamsmart').FormFillingFields & { addressDocFile?: { docFile?: string } }} Answered
 */

/**
 * Attaches the user's file; a script can only choose a file whose bytes it has.
 *
 * @param {{ docFile?: string } | undefined} document
 */
function attach(document) {
  if (!document?.docFile) return false;
  const bytes = Uint8Array.from(atob(document.docFile), (character) => character.charCodeAt(0));
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], 'iam-smart.pdf', { type: 'application/pdf' }));
  /** @type {HTMLInputElement} */ (control('proof')).files = chosen.files;
  return true;
}

/**
 * Lists what was filled in and what was left for the user. What the user has done since is crossed off and
 * not taken out: the page would move under the finger that ticks the declaration.
 */
function showOutcome() {
  const parts = Object.entries({ filledIn: told.filled, leftForYou: told.left });
  outcome.replaceChildren(
    ...parts
      .filter(([, names]) => names.length > 0)
      .map(([key, names]) =>
        element('p', {}, element('strong', {}, text(key)), ...names.flatMap(listed)),
      ),
  );
  crossOff();
}

/**
 * A field in the list, by its label without the hint in brackets.
 *
 * @param {string} name
 * @param {number} place
 */
function listed(name, place) {
  const words = (labelOf(control(name))?.textContent ?? '').replace(/\s*[(（].*$/, '');
  const item = element('span', { 'data-name': name }, words);
  return place === 0 ? [item] : [' · ', item];
}

function crossOff() {
  /** @type {NodeListOf<HTMLElement>} */
  const items = outcome.querySelectorAll('p:last-child [data-name]');
  for (const item of items) {
    const { name = '' } = item.dataset;
    item.classList.toggle('done', told.left.includes(name) && !isLeft(control(name)));
  }
}

/** @param {Control} control */
function isLeft(control) {
  return control.type !== 'checkbox' && !control.validity.valid;
}

/**
 * @param {Element} control
 * @returns {HTMLLabelElement | undefined}
 */
function labelOf(control) {
  return 'labels' in control ? /** @type {Control} */ (control).labels?.[0] : undefined;
}

/** @param {Control} control */
function nameOf({ name }) {
  return name;
}

/** @param {string} name */
function control(name) {
  return /** @type {Control} */ (form.elements.namedItem(name));
}

/**
 * Shows one of the three parts: offer, waiting, outcome. The focus does not fall out of the page with what is
 * hidden.
 *
 * @param {HTMLElement} part
 */
function show(part) {
  const parts = [offer, place, done];
  const isLost = parts.some((one) => one !== part && one.contains(document.activeElement));
  for (const one of parts) one.hidden = one !== part;
  if (isLost) part.focus({ preventScroll: true });
}
