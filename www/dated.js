// Dates in sentences, as the package's report shows them.

import { element } from './elements.js';

/** Dates and times as the sentences of reports write them. A time without its zone has no place to break at. */
const DATED = /(\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日|\d\d:\d\d:\d\d HKT)/;

/**
 * A text that breaks no line within a date or a time.
 *
 * @param {string} text
 */
export function dated(text) {
  return text
    .split(DATED)
    .map((part, index) => (index % 2 === 0 ? part : element('span', { class: 'dated' }, part)));
}
