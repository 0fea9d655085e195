import { reading } from '../argument.js';
import type { Language } from './language.js';

/** A text in English, Traditional Chinese, Simplified Chinese; `{name}` stands for a value. */
export type Sentence = readonly [en: string, zhHK: string, zhCN: string];

const PLACES: Record<Language, 0 | 1 | 2> = { en: 0, 'zh-HK': 1, 'zh-CN': 2 };

/** Returns a text in `language`, with `values` for its `{name}`. Values are no templates themselves. */
export function inLanguage(
  sentence: Sentence,
  language: Language,
  values: Record<string, unknown> = {},
): string {
  return reading('sentence', () =>
    sentence[PLACES[language]].replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
  );
}
