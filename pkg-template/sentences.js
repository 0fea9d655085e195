// Sentences of reports, for which the module of `iamsmart/verify` asks as it writes a report.

/** In the order in which the module numbers them. */
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];

/** The tables of each language, in lines. @type {Map<string, string[]>[]} */
const kept = [];

/**
 * Keeps the tables of a language. Returns false for a language of which the module knows nothing.
 *
 * @param {string} language
 * @param {[name: string, text: string][]} tables
 */
export function keep(language, tables) {
  const place = LANGUAGES.indexOf(language);
  if (place < 0) return false;
  kept[place] = new Map(tables.map(([name, text]) => [name, text.split('\n')]));
  return true;
}

/**
 * Returns a line of a table; undefined if the texts of the language are not there.
 *
 * @param {string} table
 * @param {number} row
 * @param {number} language
 */
export function sentence(table, row, language) {
  return kept[language]?.get(table)?.[row];
}

/**
 * Returns a clause that stands in sentences, which is asked for in English; undefined if the texts of the
 * language do not have it.
 *
 * @param {string} english
 * @param {number} language
 */
export function reason(english, language) {
  const start = `${english}\t`;
  const lines = kept[language]?.get('Reason');
  const line = lines?.find((line) => line.startsWith(start));
  return line?.slice(start.length);
}
