// What is wanted before the form can be sent: one summary with links, and a sentence beside each field. A field
// is told to be corrected as soon as it is; what was said keeps its place until the next press, so that nothing
// moves under the finger.

import { byId, element, under } from './elements.js';
import { wantedOf } from './form-rules.js';
import { text } from './language.js';
import { setTitle } from './title.js';

/** @typedef {import('./form-rules.js').Complaint} Complaint */

const form = byId('form', HTMLFormElement);
const summary = byId('form-errors', HTMLElement);

/** What is shown. @type {(Complaint & { isMended?: boolean })[]} */
let shown = [];

form.addEventListener('reset', () => showComplaints([]));
form.addEventListener('input', ({ target }) => lookAgain(target, false));
// Once somebody has left the field, what is wanted of it now is said.
form.addEventListener('change', ({ target }) => lookAgain(target, true));
document.addEventListener('languagechange', render);

/**
 * Shows what is wanted, and brings it to the user; nothing if there is nothing.
 *
 * @param {Complaint[]} complaints
 */
export function showComplaints(complaints) {
  for (const { name } of shown) {
    unmark(name);
    byId(`${name}-error`, HTMLElement).remove();
  }
  shown = complaints;
  for (const { name } of shown) {
    control(name)
      .closest('.field')
      ?.append(element('p', { class: 'error', id: `${name}-error` }));
    mark(name);
  }
  render();
  setTitle({ isWrong: shown.length > 0 });
  if (shown.length === 0) return;
  summary.scrollIntoView({ block: 'nearest' });
  summary.focus({ preventScroll: true });
}

/**
 * Tells that a field is corrected, or, once it is left, that it is not any more. The sentence that comes back is
 * the one that was there, because another could have more lines.
 *
 * @param {EventTarget | null} target
 * @param {boolean} isLeft
 */
async function lookAgain(target, isLeft) {
  const input = /** @type {HTMLInputElement} */ (target);
  const complaint = shown.find(({ name }) => name === input.name);
  if (!complaint) return;
  const isWanted = Boolean(await wantedOf(input));
  // Meanwhile the form may have been sent.
  if (!shown.includes(complaint) || isWanted === !complaint.isMended) return;
  if (isWanted && !isLeft) return;
  complaint.isMended = !isWanted;
  if (isWanted) mark(complaint.name);
  else unmark(complaint.name);
  // Its lines stay, so that what follows does.
  const place = byId(`${complaint.name}-error`, HTMLElement);
  place.style.minHeight = `${place.offsetHeight}px`;
  showBeside(complaint);
  // No other text: the summary would be read out as a whole.
  under(summary, `[data-of="${complaint.name}"]`, HTMLElement).classList.toggle('mended');
  setTitle({ isWrong: shown.some(({ isMended }) => !isMended) });
}

function render() {
  summary.hidden = shown.length === 0;
  under(summary, 'ul', HTMLElement).replaceChildren(
    ...shown.map(({ name, key, isMended }) => {
      const link = element('a', { href: `#${name}` }, text(key));
      link.addEventListener('click', (event) => {
        // The address is not changed: it is where a login comes back to.
        event.preventDefault();
        control(name).focus();
      });
      return element('li', { 'data-of': name, class: isMended ? 'mended' : '' }, link);
    }),
  );
  for (const complaint of shown) {
    byId(`${complaint.name}-error`, HTMLElement).style.minHeight = '';
    showBeside(complaint);
  }
}

/** @param {typeof shown[number]} complaint */
function showBeside({ name, key, isMended }) {
  const place = byId(`${name}-error`, HTMLElement);
  place.classList.toggle('mended', Boolean(isMended));
  place.textContent = text(isMended ? 'fieldMended' : key);
}

/** @param {string} name */
function mark(name) {
  const input = control(name);
  const id = `${name}-error`;
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', [id, ...othersOf(input, id)].join(' '));
}

/** @param {string} name */
function unmark(name) {
  const input = control(name);
  const others = othersOf(input, `${name}-error`);
  input.removeAttribute('aria-invalid');
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
