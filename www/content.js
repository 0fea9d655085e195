// Shows the signed form.

/**
 * The signed form in canonical JSON.
 *
 * @typedef {object} SignedForm
 * @property {{ name: string, number?: string }} form
 * @property {[name: string, value: string][]} fields
 * @property {{ field: string, name: string, size: number, sha256: string }[]} files
 */

import { element } from './elements.js';
import { hasText, text } from './language.js';

/**
 * @param {HTMLElement} place
 * @param {string} [content] Canonical JSON; anything else is shown unchanged.
 */
export function showContent(place, content) {
  place.replaceChildren();
  if (content === undefined) return;
  place.append(
    element('h2', {}, text('whatIsSigned')),
    table(content) ?? element('pre', {}, content),
  );
}

/** @param {string} content */
function table(content) {
  let form;
  try {
    form = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (form?.version !== 'iamsmart-form-2') return undefined;
  const { form: about, fields, files } = /** @type {SignedForm} */ (form);
  const rows = [
    [text('formName'), [about.name, about.number].filter(Boolean).join(' · ')],
    ...fields.map(([name, value]) => [label(name), value]),
    ...files.map(({ field, name, size, sha256 }) => [
      label(field),
      `${name}\n${text('bytes', { size: size.toLocaleString() })}\nSHA-256 ${sha256}`,
    ]),
  ];
  return element(
    'table',
    { class: 'signed-form' },
    ...rows.map(([name = '', value = '']) =>
      element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)),
    ),
  );
}

/**
 * The label of a field of this demo's form; otherwise the field's name.
 *
 * @param {string} name
 */
function label(name) {
  return hasText(name) ? text(name) : name;
}
