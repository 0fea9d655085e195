// Validates the form and computes the content to sign.

import { hashForm, hkicHash, IamSmartError } from 'iamsmart';
import { IamSmartButton } from 'iamsmart/elements';
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
  progress.hidden = false;
  try {
    const content = await hashForm(data, ABOUT, {
      onProgress: ({ loaded, total }) => {
        bar.value = total ? loaded / total : 1;
      },
    });
    return { data, content };
  } finally {
    progress.hidden = true;
    bar.value = 0;
  }
}

/**
 * Switches the form's button off while its press is worked on, so that a second one asks nothing.
 *
 * @param {() => Promise<void>} work
 */
export async function pressed(work) {
  const submit = under(form, 'iamsmart-button', IamSmartButton);
  if (submit.busy) return;
  submit.busy = true;
  try {
    await work();
  } finally {
    submit.busy = false;
  }
}

/**
 * Fills in the form from what is signed. Files are not in it, and are chosen again.
 *
 * @param {string} text Canonical JSON.
 */
export function restoreForm(text) {
  form.reset();
  for (const [name, value] of JSON.parse(text).fields) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = true;
    else if (control && 'value' in control) control.value = value;
  }
}

/**
 * What is left of the form in this page, as the key of a sentence. Nothing of it is written to the
 * browser's storage, where the next user of a shared computer would find it.
 */
export function formLeft() {
  if (!input('hkic').value) return 'formGone';
  return input('proof').files?.length ? 'formHere' : 'formWithoutFile';
}

/** @param {string} text Canonical JSON. */
export function vehicleOf(text) {
  return new Map(JSON.parse(text).fields).get('vehicle');
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
