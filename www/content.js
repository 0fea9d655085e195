// Shows the signed form.

import { shownForm } from 'iamsmart/texts';
import { element } from './elements.js';
import { labelsOf } from './form-labels.js';
import { currentLanguage, text } from './language.js';

/** @typedef {import('iamsmart/texts').Language} Language */

/**
 * Shows a signed form with the labels of this service, or those in the evidence.
 *
 * @param {HTMLElement} place
 * @param {string} [content] Canonical JSON; anything else is shown unchanged.
 * @param {string} [labels] The evidence's own.
 */
export function showContent(place, content, labels) {
  place.replaceChildren();
  if (content === undefined) return;
  const form = formOf(content, labels, currentLanguage());
  if (!form) {
    place.append(element('h2', {}, text('whatIsSigned')), element('pre', {}, content));
    return;
  }
  const { name, number, fields } = form;
  place.append(
    element('h2', {}, text('whatIsSigned')),
    element('p', { class: 'hint' }, text('formWords')),
    element(
      'table',
      { class: 'signed-form' },
      row(text('formName'), [name, number].filter(Boolean).join(' · ')),
      ...fields.map((field) => row(field.label ?? field.name, ...shown(field))),
    ),
  );
}

/**
 * The form that a content is, with labels: this service's for its own forms, because whoever holds an
 * evidence file can write others into it; undefined for any other content.
 *
 * @param {string} content
 * @param {string | undefined} labels
 * @param {Language} language
 */
export function formOf(content, labels, language) {
  const form = shownForm(content);
  return form && shownForm(content, labelsOf(form) ?? labels, language);
}

/**
 * The value as the form showed it, and what was signed.
 *
 * @param {import('iamsmart/texts').ShownField} field
 */
function shown({ name, value, label, shown, file }) {
  if (file) {
    const size = text('bytes', { size: file.size.toLocaleString() });
    return [value, hint(`${size}\nSHA-256 ${file.sha256}`)];
  }
  const signed = label === undefined ? [] : [hint(text('signedValue', { name, value }))];
  return [shown ?? (value || text('emptyValue')), ...signed];
}

/** @param {string} content */
function hint(content) {
  return element('p', { class: 'hint' }, content);
}

/**
 * @param {string} name
 * @param {...(Node | string)} value
 */
function row(name, ...value) {
  return element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, ...value));
}
