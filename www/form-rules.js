// What is wanted of each field of the form, and how what was typed is written.

import { wantedOfText } from './field-rules.js';
import { isPdfOrPicture } from './file-kind.js';

/** Maximum size of all files in bytes, the same as in the worker. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Fields with letters and digits only, which input methods for Chinese write in full width. */
const NARROW = ['hkic', 'phone', 'vehicle'];

/**
 * Something that is wanted of a field: its name, and the key of the sentence.
 *
 * @typedef {{ name: string, key: string }} Complaint
 */

/**
 * Writes letters and digits plainly, as they are signed and compared: in half width, capitals, one space.
 *
 * @param {HTMLFormElement} form
 */
export function tidy(form) {
  for (const name of NARROW) {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
    const plain = plainly(input);
    if (input.value !== plain) input.value = plain;
  }
}

/** @param {HTMLInputElement} input */
function plainly({ name, value }) {
  if (!NARROW.includes(name)) return value;
  return value.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();
}

/**
 * Everything that is wanted, in the form's order.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Complaint[]>}
 */
export async function complaintsOf(form) {
  const controls = [...form.elements].filter((control) => 'name' in control && control.name);
  const found = controls.map(async (control) => {
    const { name } = /** @type {HTMLInputElement} */ (control);
    const key = await wantedOf(/** @type {HTMLInputElement} */ (control));
    return key ? [{ name, key }] : [];
  });
  return (await Promise.all(found)).flat();
}

/**
 * The key of what is wanted of a field; undefined if nothing is.
 *
 * @param {HTMLInputElement} control
 */
export async function wantedOf(control) {
  const { name, type, required } = control;
  const value = plainly(control);
  if (type === 'checkbox') return required && !control.checked ? `${name}Missing` : undefined;
  if (value.trim() === '') return required ? `${name}Missing` : undefined;
  return type === 'file' ? wantedOfFiles(control) : wantedOfText(name, value);
}

/** @param {HTMLInputElement} input */
async function wantedOfFiles({ name, files }) {
  const all = [...(files ?? [])];
  const kinds = await Promise.all(all.map(isPdfOrPicture));
  if (kinds.includes(false)) return `${name}Wanted`;
  const size = all.reduce((sum, file) => sum + file.size, 0);
  return size > MAX_FILE_BYTES ? `${name}TooLarge` : undefined;
}
