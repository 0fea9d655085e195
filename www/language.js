// The page's language, and its texts.

import { byId } from './elements.js';
import { TEXTS } from './texts.js';

const KEY = 'language';

/** The languages in the order of the texts, with the `lang` of iAM Smart and the formats. */
const LANGUAGES = /** @type {const} */ ([
  { tag: 'en', locale: 'en-US', formats: 'en-HK' },
  { tag: 'zh-HK', locale: 'zh-HK', formats: 'zh-HK' },
  { tag: 'zh-CN', locale: 'zh-CN', formats: 'zh-CN' },
]);

/** @typedef {(typeof LANGUAGES)[number]['tag']} Language */

/** @returns {Language} */
export function currentLanguage() {
  return current().tag;
}

/** The language as a `lang` of iAM Smart. */
export function currentLocale() {
  return current().locale;
}

/**
 * A text in the current language.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values] Replacements for `{name}`.
 */
export function text(key, values = {}) {
  const template = TEXTS[key]?.[LANGUAGES.indexOf(current())] ?? key;
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
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

/**
 * A date and time in the format of Hong Kong.
 *
 * @param {string} iso
 */
export function time(iso) {
  return new Date(iso).toLocaleString(current().formats, {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Asia/Hong_Kong',
  });
}

/**
 * A date in the format of Hong Kong.
 *
 * @param {string} iso
 */
export function day(iso) {
  return new Date(iso).toLocaleDateString(current().formats, {
    dateStyle: 'medium',
    timeZone: 'Asia/Hong_Kong',
  });
}

function current() {
  const chosen = localStorage.getItem(KEY);
  const found = LANGUAGES.find(({ tag }) => tag === chosen);
  return found ?? ofBrowser(navigator.language);
}

/**
 * The page's language for a language tag (BCP 47). The script decides between the two of Chinese,
 * also where a tag does not name it: in Taiwan it is another than in Singapore.
 *
 * @param {string} tag
 */
function ofBrowser(tag) {
  const [english, traditional, simplified] = LANGUAGES;
  const { language, script } = new Intl.Locale(tag).maximize();
  if (language !== 'zh' && language !== 'yue') return english;
  return script === 'Hans' ? simplified : traditional;
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
