import type { Language } from '../texts/language.js';
import { dated } from './dated.js';
import { instantIn } from './dates.js';
import { make } from './dom.js';

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)/;

/** Returns a sentence with its instants, ISO 8601, as times of Hong Kong. */
export function readable(text: string, language: Language): (Node | string)[] {
  return text.split(INSTANT).flatMap((part, index) => {
    if (index % 2 === 0) return dated(part);
    return [make('time', { datetime: part }, ...dated(instantIn(part, language)))];
  });
}
