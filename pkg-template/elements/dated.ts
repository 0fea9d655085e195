import { make } from './dom.js';

/** Dates and times as the sentences of reports write them. A time without its zone has no place to break at. */
const DATED = /(\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日|\d\d:\d\d:\d\d HKT)/;

/** Style sheet of what `dated` returns. */
export const DATED_STYLE = `
.dated { white-space: nowrap; }
`;

/** Returns a text that breaks no line within a date or a time. */
export function dated(text: string): (Node | string)[] {
  const parts = text
    .split(DATED)
    .map((part, index) => (index % 2 === 0 ? part : make('span', { class: 'dated' }, part)));
  return parts.filter((part) => part !== '');
}
