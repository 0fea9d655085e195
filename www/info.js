// Tells the user of a request what is no problem.

import { byId } from './elements.js';
import { text } from './language.js';

const info = byId('info', HTMLElement);

/** Key of what is told. */
let told = '';

document.addEventListener('languagechange', () => {
  if (!info.hidden) showInfo(told);
});

/** @param {string} key */
export function showInfo(key) {
  told = key;
  info.textContent = text(key);
  info.hidden = false;
}

export function clearInfo() {
  info.hidden = true;
}
