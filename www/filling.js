// "Fill with iAM Smart": fills the form with the fields that the user allows in the app.

import { autofill, detectSource } from 'iamsmart';
import { FILLED_FROM } from './about.js';
import { byId, element, under } from './elements.js';
import { currentLocale, text } from './language.js';
import { call } from './service.js';

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

const form = byId('form', HTMLFormElement);
const offer = byId('offer', HTMLElement);
const place = byId('filling', HTMLElement);
const done = byId('filled', HTMLElement);
const outcome = byId('outcome-of-filling', HTMLElement);

form.addEventListener('change', ({ target, isTrusted }) => {
  // Editing a control removes its mark.
  if (isTrusted && target instanceof Element) {
    target.closest('label')?.removeAttribute('data-filled');
  }
  if (!done.hidden) showOutcome();
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
  fill(/** @type {Answered} */ (fields));
  show(done);
}

/** @param {Answered} fields */
function fill(fields) {
  const { filled } = autofill(form, fields, FILLED_FROM);
  if (attach(fields.addressDocFile)) filled.push('addressDocFile');
  for (const [path, name] of Object.entries(FILLED_FROM)) {
    const [field] = path.split('.', 1);
    const isFilled = filled.some((one) => one === field);
    control(name).closest('label')?.toggleAttribute('data-filled', isFilled);
  }
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

/** Lists what was filled in and what is left for the user. */
function showOutcome() {
  const controls = /** @type {Control[]} */ ([...form.elements]);
  const labels = controls.flatMap((control) => [...(control.labels ?? [])]);
  /** @param {HTMLLabelElement} label */
  const isLeft = (label) => {
    const control = /** @type {Control} */ (label.control);
    return control.type !== 'checkbox' && !control.validity.valid;
  };
  /** @type {[key: string, labels: HTMLLabelElement[]][]} */
  const parts = [
    ['filledIn', labels.filter(({ dataset }) => 'filled' in dataset)],
    ['leftForYou', labels.filter(isLeft)],
  ];
  outcome.replaceChildren(
    ...parts
      .filter(([, labels]) => labels.length > 0)
      .map(([key, labels]) =>
        element('p', {}, element('strong', {}, text(key)), labels.map(nameOf).join(' · ')),
      ),
  );
}

/**
 * The label's text without its hint in brackets.
 *
 * @param {HTMLLabelElement} label
 */
function nameOf(label) {
  return (under(label, '[data-text]', HTMLElement).textContent ?? '').replace(/\s*[(（].*$/, '');
}

/** @param {string} name */
function control(name) {
  return /** @type {Control} */ (form.elements.namedItem(name));
}

/**
 * Shows one of the three parts: offer, waiting, outcome.
 *
 * @param {HTMLElement} part
 */
function show(part) {
  for (const one of [offer, place, done]) one.hidden = one !== part;
}
