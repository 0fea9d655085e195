// The code blocks of a Markdown document (CommonMark §4.5, fences of backticks).

const FENCE = /^( *)```(\w*)[^\n]*\n(.*?)^\1```$/gms;
const REFERENCE = /<!-- file: (\S+) -->\n$/;

/**
 * A code block.
 *
 * @typedef {object} Block
 * @property {string} language
 * @property {string} text
 * @property {number} line Number of the lines before its text.
 * @property {string | undefined} file File that the document says it shows.
 */

/**
 * Returns the code blocks of a document.
 *
 * @param {string} markdown
 * @returns {Block[]}
 */
export function blocksOf(markdown) {
  return [...markdown.matchAll(FENCE)].map(
    ({ 0: block, 1: indent, 2: language, 3: text, index }) => {
      const before = markdown.slice(0, index + block.indexOf('\n') + 1);
      return {
        language: language ?? '',
        text: (text ?? '').replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
        line: before.split('\n').length - 1,
        file: REFERENCE.exec(markdown.slice(0, index))?.[1],
      };
    },
  );
}
