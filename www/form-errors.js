// What is wanted before the form can be sent: one summary with links, and a sentence beside each field. It
// stays as it is until the next press, so that nothing moves under the finger.

import { byId, element, under } from './elements.js';
import { text } from './language.js';
import { setTitle } from './title.js';

/** @typedef {import('./form-rules.js').Complaint} Complaint */

const form = byId('form', HTMLFormElement);
const summary = byId('form-errors', HTMLElement);

/** What is shown. @type {Complaint[]} */
let shown = [];

form.addEventListener('reset', () => showComplaints([]));
document.addEventListener('languagechange', render);

/**
 * Shows what is wanted, and brings it to the user; nothing if there is nothing.
 *
 * @param {Complaint[]} complaints
 */
export function showComplaints(complaints) {
  for (const { name } of shown) mend(name);
  shown = complaints;
  for (const { name } of shown) mark(name);
  render();
  setTitle({ isWrong: shown.length > 0 });
  if (shown.length === 0) return;
  summary.scrollIntoView({ block: 'nearest' });
  summary.focus({ preventScroll: true });
}

function render() {
  summary.hidden = shown.length === 0;
  under(summary, 'ul', HTMLElement).replaceChildren(
    ...shown.map(({ name, key }) => {
      const link = element('a', { href: `#${name}` }, text(key));
      link.addEventListener('click', (event) => {
        // The address is not changed: it is where a login comes back to.
        event.preventDefault();
        control(name).focus();
      });
      return element('li', {}, link);
    }),
  );
  for (const { name, key } of shown) byId(`${name}-error`, HTMLElement).textContent = text(key);
}

/**
 * Gives a field its place for a sentence.
 *
 * @param {string} name
 */
function mark(name) {
  const input = control(name);
  const id = `${name}-error`;
  input.closest('.field')?.append(element('p', { class: 'error', id }));
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', [id, ...othersOf(input, id)].join(' '));
}

/** @param {string} name */
function mend(name) {
  const input = control(name);
  const id = `${name}-error`;
  byId(id, HTMLElement).remove();
  input.removeAttribute('aria-invalid');
  const others = othersOf(input, id);
  if (others.length > 0) input.setAttribute('aria-describedby', others.join(' '));
  else input.removeAttribute('aria-describedby');
}

/**
 * What describes a field beside its error.
 *
 * @param {HTMLElement} input
 * @param {string} id
 */
function othersOf(input, id) {
  const all = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  return all.filter((other) => other !== id);
}

/** @param {string} name */
function control(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}
