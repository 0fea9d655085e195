// The page's language, and its texts.

import { inLanguage, languageOf } from 'iamsmart/texts';
import { byId } from './elements.js';
import { TEXTS } from './texts.js';

const KEY = 'language';

/** The language that the user has chosen, or the browser's. */
export function currentLanguage() {
  return languageOf(localStorage.getItem(KEY) ?? navigator.language);
}

/** The language as a `lang` of iAM Smart. */
export function currentLocale() {
  const language = currentLanguage();
  return language === 'en' ? 'en-US' : language;
}

/**
 * A text in the current language.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values] Replacements for `{name}`.
 */
export function text(key, values = {}) {
  const sentence = TEXTS[key];
  return sentence ? inLanguage(sentence, currentLanguage(), values) : key;
}

/**
 * True if there is a text with this key.
 *
 * @param {string} key
 */
export function hasText(key) {
  return Object.hasOwn(TEXTS, key);
}

/** Sets the page's static texts in the current language, and has the user choose another. */
export function showLanguage() {
  const choice = byId('language', HTMLSelectElement);
  choice.addEventListener('change', () => {
    localStorage.setItem(KEY, choice.value);
    setTexts();
    document.dispatchEvent(new Event('languagechange'));
  });
  setTexts();
}

function setTexts() {
  const language = currentLanguage();
  document.documentElement.lang = language;
  // The page's title among them.
  /** @type {NodeListOf<HTMLElement>} */
  const fixed = document.querySelectorAll('[data-text]');
  for (const element of fixed) element.textContent = text(element.dataset.text ?? '');
  byId('language', HTMLSelectElement).value = language;
}
