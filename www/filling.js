// "Fill with iAM Smart": what the user gives in the app goes into the form.

import { autofill, detectSource } from 'iamsmart';
import { FILLED_FROM } from './about.js';
import { element } from './elements.js';
import { currentLocale, text } from './language.js';
import { call } from './service.js';
import { answer, beginWaiting } from './waiting.js';

const form = document.getElementById('form');
const offer = document.getElementById('offer');
const place = document.getElementById('filling');
const done = document.getElementById('filled');
const outcome = document.getElementById('outcome-of-filling');

form.addEventListener('change', ({ target, isTrusted }) => {
  // What the user changes is his own from now on.
  if (isTrusted) target.closest('label').removeAttribute('data-filled');
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
 * Has the worker ask the user for the fields of this form, waits, and fills it in.
 *
 * @param {{ gateway: string }} service
 */
export async function fillWithIamSmart({ gateway }) {
  const signal = beginWaiting();
  show(place);
  // The button that was pressed is gone.
  place.querySelector('button').focus();
  try {
    const query = new URLSearchParams({
      source: detectSource(navigator.userAgent),
      lang: currentLocale(),
    });
    const asked = await call(`/api/fill?${query}`, { method: 'POST', signal });
    const { fields } = await answer(asked, 'form-filling', { place, gateway, signal });
    fill(fields);
    show(done);
  } catch (error) {
    show(offer);
    throw error;
  }
}

function fill(fields) {
  const { filled } = autofill(form, fields, FILLED_FROM);
  if (attach(fields.addressDocFile)) filled.push('addressDocFile');
  for (const [path, name] of Object.entries(FILLED_FROM)) {
    const isFilled = filled.includes(path.split('.', 1)[0]);
    form.elements[name].closest('label').toggleAttribute('data-filled', isFilled);
  }
  showOutcome();
}

/** A script may choose a file for the user only where it has the file itself. */
function attach(document) {
  if (!document?.docFile) return false;
  const bytes = Uint8Array.from(atob(document.docFile), (character) => character.charCodeAt(0));
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], 'iam-smart.pdf', { type: 'application/pdf' }));
  form.elements.proof.files = chosen.files;
  return true;
}

/** What iAM Smart filled in, and what is left for the user. */
function showOutcome() {
  const labels = [...form.elements].flatMap((control) => [...(control.labels ?? [])]);
  const isLeft = ({ control }) => control.type !== 'checkbox' && !control.validity.valid;
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

/** Without what a label says in brackets of what may be put in. */
function nameOf(label) {
  return label.querySelector('[data-text]').textContent.replace(/\s*[(（].*$/, '');
}

/** One of the three: before, meanwhile, afterwards. */
function show(part) {
  for (const one of [offer, place, done]) one.hidden = one !== part;
}
