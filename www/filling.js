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
const outcome = document.getElementById('filled');

form.addEventListener('change', ({ target, isTrusted }) => {
  // What the user changes is his own from now on.
  if (isTrusted) target.closest('label').removeAttribute('data-filled');
  if (!outcome.hidden) showOutcome();
});
form.addEventListener('reset', () => {
  for (const label of form.querySelectorAll('[data-filled]')) label.removeAttribute('data-filled');
  outcome.hidden = true;
});
document.addEventListener('languagechange', () => {
  if (!outcome.hidden) showOutcome();
});

/**
 * Has the worker ask the user for the fields of this form, waits, and fills it in.
 *
 * @param {{ gateway: string }} service
 */
export async function fillWithIamSmart({ gateway }) {
  const signal = beginWaiting();
  show(true);
  try {
    const query = new URLSearchParams({
      source: detectSource(navigator.userAgent),
      lang: currentLocale(),
    });
    const asked = await call(`/api/fill?${query}`, { method: 'POST', signal });
    const { fields } = await answer(asked, 'form-filling', { place, gateway, signal });
    fill(fields);
  } finally {
    show(false);
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
  const names = (labels) => labels.map((label) => label.querySelector('[data-text]').textContent);
  const isLeft = ({ control }) => control.type !== 'checkbox' && !control.validity.valid;
  const parts = [
    ['filledIn', labels.filter(({ dataset }) => 'filled' in dataset)],
    ['leftForYou', labels.filter(isLeft)],
  ];
  outcome.replaceChildren(
    ...parts
      .filter(([, labels]) => labels.length > 0)
      .map(([key, labels]) =>
        element('p', {}, element('strong', {}, text(key)), ` ${names(labels).join(' · ')}`),
      ),
  );
  outcome.hidden = false;
}

function show(isWaiting) {
  offer.hidden = isWaiting;
  place.hidden = !isWaiting;
  if (isWaiting) outcome.hidden = true;
  // The button that was pressed is gone.
  (isWaiting ? place : offer).querySelector('button').focus();
}
