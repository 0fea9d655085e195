// The form: looked over, and made into what is signed.

import { hashForm, hkicHash } from 'iamsmart';
import { ABOUT } from './about.js';
import { text } from './language.js';

/** What the files may be in all; the worker reads no more. In bytes. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

const WITH_CHECK_DIGIT = /[0-9]{6}\(?[0-9a]\)?\s*$/i;

const form = document.getElementById('form');
const progress = document.getElementById('hashing');
const bar = document.getElementById('hashed');

form.addEventListener('input', ({ target }) => target.setCustomValidity(''));

/** The form as it is filled in and what is signed of it; undefined where it is not complete. */
export async function fillIn() {
  checkHkic(form.elements.hkic);
  checkFile(form.elements.proof);
  if (!form.reportValidity()) return undefined;
  const data = new FormData(form);
  const submit = form.querySelector('[type="submit"]');
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

function checkHkic(input) {
  let complaint = '';
  try {
    if (input.value) hkicHash(input.value);
    // Without its check digit a number cannot be checked, so here it is asked for.
    if (input.value && !WITH_CHECK_DIGIT.test(input.value)) complaint = text('hkicFormat');
  } catch (error) {
    complaint = text(error.code === 'hkic-check-digit' ? 'hkicCheckDigit' : 'hkicFormat');
  }
  input.setCustomValidity(complaint);
}

function checkFile(input) {
  const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
  input.setCustomValidity(size > MAX_FILE_BYTES ? text('fileTooLarge') : '');
}
