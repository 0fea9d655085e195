/**
 * Returns a number as ECMAScript writes it, 'Infinity' for one that is too large.
 *
 * @param {string} text
 */
export function numberText(text) {
  return `${Number(text)}`;
}
