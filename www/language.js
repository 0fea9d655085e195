// The page's language, English or Traditional Chinese, and its texts.

import { byId } from './elements.js';
import { TEXTS } from './texts.js';

const KEY = 'language';

/** @returns {'en' | 'zh-HK'} */
export function currentLanguage() {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'en' || chosen === 'zh-HK') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-HK' : 'en';
}

/** The language as a `lang` of iAM Smart. */
export function currentLocale() {
  return currentLanguage() === 'en' ? 'en-US' : 'zh-HK';
}

/** @param {'en' | 'zh-HK'} language */
export function setLanguage(language) {
  localStorage.setItem(KEY, language);
  showLanguage();
  document.dispatchEvent(new Event('languagechange'));
}

/**
 * A text in the current language.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values] Replacements for `{name}`.
 */
export function text(key, values = {}) {
  const [english, chinese] = TEXTS[key] ?? [key, key];
  const template = currentLanguage() === 'en' ? english : chinese;
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

/** Sets the page's static texts in the current language. */
export function showLanguage() {
  const language = currentLanguage();
  document.documentElement.lang = language;
  document.title = text('service');
  /** @type {NodeListOf<HTMLElement>} */
  const fixed = document.querySelectorAll('[data-text]');
  for (const element of fixed) element.textContent = text(element.dataset.text ?? '');
  const other = byId('language', HTMLElement);
  other.textContent = language === 'en' ? '繁體中文' : 'English';
  other.lang = language === 'en' ? 'zh-HK' : 'en';
}

/**
 * A date and time in the format of Hong Kong.
 *
 * @param {string} iso
 */
export function time(iso) {
  return new Date(iso).toLocaleString(currentLanguage() === 'en' ? 'en-HK' : 'zh-HK', {
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
  return new Date(iso).toLocaleDateString(currentLanguage() === 'en' ? 'en-HK' : 'zh-HK', {
    dateStyle: 'medium',
    timeZone: 'Asia/Hong_Kong',
  });
}
