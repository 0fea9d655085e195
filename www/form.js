// Validates the form and computes the content to sign.

import { hashForm } from 'iamsmart';
import { IamSmartButton } from 'iamsmart/elements';
import { ABOUT } from './about.js';
import { byId, under } from './elements.js';
import { showComplaints } from './form-errors.js';
import { complaintsOf, tidy } from './form-rules.js';

const form = byId('form', HTMLFormElement);
const progress = byId('hashing', HTMLElement);
const bar = byId('hashed', HTMLProgressElement);

/** The form's data and the content to sign; undefined if something is wanted, which is shown then. */
export async function fillIn() {
  tidy(form);
  const complaints = await complaintsOf(form);
  showComplaints(complaints);
  if (complaints.length > 0) return undefined;
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
