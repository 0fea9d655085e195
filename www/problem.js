// Shows an error in the user's language, with its code for support.

import { sentenceOf } from 'iamsmart/texts';
import { byId } from './elements.js';
import { currentLanguage, hasText, text } from './language.js';

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
  sentence.textContent = sentences.join(' ');
  code.textContent = [error.code ?? error.name, error.resultCode].filter(Boolean).join(' · ');
  box.dataset.code = error.code ?? '';
  box.hidden = false;
  box.scrollIntoView({ block: 'nearest' });
}

export function clearProblem() {
  shown = undefined;
  box.hidden = true;
}
