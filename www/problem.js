// Shows an error in the user's language, with its code for support.

import { sentenceOf } from 'iamsmart/texts';
import { byId, under } from './elements.js';
import { currentLanguage, hasText, text } from './language.js';

/**
 * What the box says above the sentence, by codes. What the user, or nobody, answered in the app is no
 * failure.
 *
 * @type {[codes: RegExp, key: string, isCalm: boolean][]}
 */
const TITLES = [
  [/^(?:pdf-)?signing-(?:refused|timed-out)$/, 'nothingSigned', true],
  [/^(?:pdf-)?signing-rejected$/, 'nothingSigned', false],
  [/^form-filling-(?:refused|timed-out)$/, 'nothingFilledIn', true],
  [/^login-(?:rejected|cancelled|timeout)$/, 'notLoggedIn', true],
];

const box = byId('problem', HTMLElement);
const sentence = byId('problem-text', HTMLElement);
const code = byId('problem-code', HTMLElement);

/** @type {unknown} */
let shown;

document.addEventListener('languagechange', () => {
  if (shown) showProblem(shown);
});

/** @param {unknown} problem */
export function showProblem(problem) {
  const error = /** @type {Error & { code?: string, resultCode?: string, formLeft?: string }} */ (
    problem
  );
  if (!error.code) console.error(error);
  shown = error;
  const keys = [error.resultCode, error.code].map((name) => `problem ${name}`);
  const key = keys.find(hasText);
  const sentences = [key ? text(key) : sentenceOf(error, currentLanguage())];
  if (error.formLeft) sentences.push(text(error.formLeft));
  // Chinese has no spaces between sentences.
  sentence.textContent = sentences.join(currentLanguage() === 'en' ? ' ' : '');
  code.textContent = [error.code ?? error.name, error.resultCode].filter(Boolean).join(' · ');
  const [, title = 'problem', isCalm = false] =
    TITLES.find(([codes]) => codes.test(error.code ?? '')) ?? [];
  const heading = under(box, 'h2', HTMLElement);
  heading.dataset.text = title;
  heading.textContent = text(title);
  box.classList.toggle('calm', isCalm);
  box.dataset.code = error.code ?? '';
  box.hidden = false;
  box.scrollIntoView({ block: 'nearest' });
}

export function clearProblem() {
  shown = undefined;
  box.hidden = true;
}
