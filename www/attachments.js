// The attachments of a signed form, compared with files that are dropped or chosen.

import { checkAttachment, evidenceForm } from 'iamsmart/verify';
import { byId, element, under } from './elements.js';
import { text } from './language.js';

/** @typedef {import('iamsmart/verify').EvidenceFormFile} EvidenceFormFile */

/**
 * A file that was compared: with none of the form's, it is another one; undefined, it cannot be read.
 *
 * @typedef {{ name: string, matches: EvidenceFormFile[] | undefined }} Compared
 */

const place = byId('attachments', HTMLElement);
const drop = under(place, '.drop', HTMLElement);
const input = under(place, 'input', HTMLInputElement);

/** Evidence whose attachments are shown. */
let evidence = '';
let holds = false;
/** @type {EvidenceFormFile[]} */
let files = [];
/** @type {Compared[]} */
let compared = [];
let onCompared = () => {};

input.addEventListener('change', () => {
  compare([...(input.files ?? [])]);
  // The same file again is a change, too.
  input.value = '';
});
for (const name of /** @type {const} */ (['dragover', 'dragleave', 'drop'])) {
  drop.addEventListener(name, (event) => {
    drop.classList.toggle('over', name === 'dragover');
    if (name !== 'drop') return;
    event.preventDefault();
    // Elsewhere on the page, a file is one to verify.
    event.stopPropagation();
    compare([...(event.dataTransfer?.files ?? [])]);
  });
}
document.addEventListener('languagechange', render);

/**
 * Shows the attachments of a form, none of them compared; nothing for evidence without any.
 *
 * @param {string | undefined} file The evidence file.
 * @param {boolean} isValid True if the signature holds.
 */
export function showAttachments(file, isValid) {
  if (file !== evidence) compared = [];
  evidence = file ?? '';
  holds = isValid;
  files = filesOf(evidence);
  render();
}

/** The form's files, each with the names of those that match it. */
export function attachments() {
  return files.map((file) => ({ ...file, matching: matching(file) }));
}

/** @param {() => void} listener Is told after files were compared. */
export function whenCompared(listener) {
  onCompared = listener;
}

/** @param {File[]} chosen */
export async function compare(chosen) {
  const of = evidence;
  for (const file of chosen) {
    const one = { name: file.name, matches: await matchesOf(of, file) };
    if (of !== evidence) return;
    compared = [...compared.filter(({ name }) => name !== file.name), one];
    render();
  }
  onCompared();
}

/**
 * @param {string} of Evidence file.
 * @param {File} file
 */
async function matchesOf(of, file) {
  try {
    return (await checkAttachment(of, file)).matches;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function filesOf(file) {
  if (!file) return [];
  try {
    return evidenceForm(file).files;
  } catch {
    // Its content is no form.
    return [];
  }
}

/** @param {EvidenceFormFile} file */
function matching({ sha256 }) {
  const found = compared.filter(({ matches }) => matches?.some((one) => one.sha256 === sha256));
  return found.map(({ name }) => name);
}

function render() {
  place.hidden = files.length === 0;
  const others = compared.filter(({ matches }) => !matches?.length);
  const unproven = under(place, '.unproven', HTMLElement);
  unproven.hidden = holds;
  under(place, 'ul', HTMLElement).replaceChildren(
    ...attachments().map(({ name, matching: [found] }) => {
      const told = found === undefined ? 'attachmentOpen' : 'attachmentMatches';
      return line(found === undefined ? 'open' : 'matches', name, text(told, { name: found }));
    }),
    ...others.map(({ name, matches }) => {
      const told = matches ? 'attachmentDiffers' : 'attachmentNotRead';
      return line('differs', name, text(told, { name }));
    }),
  );
}

const MARKS = { open: '–', matches: '✓', differs: '✗' };

/**
 * @param {keyof typeof MARKS} state
 * @param {string} name
 * @param {string} told
 */
function line(state, name, told) {
  return element(
    'li',
    { 'data-state': state },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[state]),
    element('div', {}, element('strong', {}, name), element('p', { class: 'hint' }, told)),
  );
}
