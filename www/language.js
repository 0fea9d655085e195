// The page's language, and its texts.

import { inLanguage, languageOf } from 'iamsmart/texts';
import { byId } from './elements.js';
import { TEXTS } from './texts.js';

/** Name of the cookie with the user's choice: the server sends the page in this language, too. */
const NAME = 'language';
const YEAR_S = 31_536_000;

/** The language that the user has chosen, or that of the page as it came. */
export function currentLanguage() {
  return languageOf(chosen() ?? document.documentElement.lang);
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
    keep(choice.value);
    document.documentElement.lang = choice.value;
    setTexts();
    document.dispatchEvent(new Event('languagechange'));
  });
  setTexts();
}

function setTexts() {
  const language = currentLanguage();
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
  // The page's title among them.
  /** @type {NodeListOf<HTMLElement>} */
  const fixed = document.querySelectorAll('[data-text]');
  for (const element of fixed) {
    const words = text(element.dataset.text ?? '');
    if (element.textContent !== words) element.textContent = words;
  }
  byId('language', HTMLSelectElement).value = language;
}

function chosen() {
  return document.cookie.match(/(?:^|;\s*)language=([\w-]+)/)?.[1];
}

/** @param {string} language */
function keep(language) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: older browsers have no other way.
  document.cookie = `${NAME}=${language}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}
