import type { Language } from '../wasm/verify.js';
import { type Arguments, unusable } from './command.js';

const LANGUAGES: readonly Language[] = ['en', 'zh-HK', 'zh-CN'];

/** Reads `--language`. */
export function languageOf(given: Arguments): Language {
  const value = given.value('language') ?? 'en';
  const language = LANGUAGES.find((one) => one.toLowerCase() === value.toLowerCase());
  if (!language) throw unusable('--language', `it is none of ${LANGUAGES.join(', ')}`);
  return language;
}
