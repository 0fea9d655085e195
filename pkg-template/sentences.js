// Sentences of reports, for which the module of `iamsmart/verify` asks as it writes a report.

/** In the order in which the module numbers them. */
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];

/** Tables of each language; a string until somebody asks for a line. @type {Map<string, string | string[]>[]} */
const kept = [];

/**
 * Keeps the tables of a language. Returns false for a language of which the module knows nothing.
 *
 * @param {string} language
 * @param {Map<string, string | string[]>} tables
 */
export function keep(language, tables) {
  const place = LANGUAGES.indexOf(language);
  if (place >= 0) kept[place] = tables;
  return place >= 0;
}

/**
 * Returns a line of a table; undefined if the texts of the language are not there.
 *
 * @param {string} table
 * @param {number} row
 * @param {number} language
 */
export function sentence(table, row, language) {
  return linesOf(table, language)?.[row];
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
  const line = linesOf('Reason', language)?.find((line) => line.startsWith(start));
  return line?.slice(start.length);
}

/**
 * @param {string} table
 * @param {number} language
 */
function linesOf(table, language) {
  const tables = kept[language];
  let lines = tables?.get(table);
  if (typeof lines === 'string') {
    lines = lines.split('\n');
    tables?.set(table, lines);
  }
  return lines;
}
