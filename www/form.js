// Validates the form and computes the content to sign.

import { hashForm, hkicHash, IamSmartError } from 'iamsmart';
import { ABOUT } from './about.js';
import { byId, under } from './elements.js';
import { text } from './language.js';

/** Maximum size of all files in bytes, the same as in the worker. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

const WITH_CHECK_DIGIT = /[0-9]{6}\(?[0-9a]\)?\s*$/i;

const form = byId('form', HTMLFormElement);
const progress = byId('hashing', HTMLElement);
const bar = byId('hashed', HTMLProgressElement);

form.addEventListener('input', ({ target }) => {
  /** @type {HTMLInputElement} */ (target).setCustomValidity('');
});

/** The form's data and the content to sign; undefined if the form is incomplete. */
export async function fillIn() {
  checkHkic(input('hkic'));
  checkFile(input('proof'));
  if (!form.reportValidity()) return undefined;
  const data = new FormData(form);
  const submit = under(form, '[type="submit"]', HTMLButtonElement);
  submit.disabled = true;
  progress.hidden = false;
  try {
    const content = await hashForm(data, ABOUT, {
      onProgress: ({ loaded, total }) => {
        bar.value = total ? loaded / total : 1;
      },
    });
    return { data, content };
  } finally {
    submit.disabled = false;
    progress.hidden = true;
    bar.value = 0;
  }
}

export function resetForm() {
  form.reset();
}

/** @param {string} name */
function input(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** @param {HTMLInputElement} input */
function checkHkic(input) {
  let complaint = '';
  try {
    if (input.value) hkicHash(input.value);
    // The check digit is required, because without it the number cannot be validated.
    if (input.value && !WITH_CHECK_DIGIT.test(input.value)) complaint = text('hkicFormat');
  } catch (error) {
    const isDigit = error instanceof IamSmartError && error.code === 'hkic-check-digit';
    complaint = text(isDigit ? 'hkicCheckDigit' : 'hkicFormat');
  }
  input.setCustomValidity(complaint);
}

/** @param {HTMLInputElement} input */
function checkFile(input) {
  const size = [...(input.files ?? [])].reduce((sum, file) => sum + file.size, 0);
  input.setCustomValidity(size > MAX_FILE_BYTES ? text('fileTooLarge') : '');
}
