// Subjects in one process of Node that take turns, where the engine's compilers are done with all of them
// and what they do on their own threads is in nobody's time.

import { pathToFileURL } from 'node:url';
import { placeOf, WORKS, written } from './subjects.js';

/**
 * The contestants of a work, for `turns`, after the result of each was compared with what is known.
 *
 * @param {{ pkg: string, against?: string }} tools
 * @param {string} work
 * @returns {Promise<Record<string, () => unknown>>}
 */
export async function contestantsOf({ pkg, against }, work) {
  const { known, is } = WORKS[work];
  /** @type {Record<string, () => unknown>} */
  const contestants = {};
  for (const subject of await written(work, pkg, against)) {
    const { first } = await import(pathToFileURL(placeOf(work, subject)).href);
    const result = await first(known);
    if (!is(result)) throw new Error(`${work}, ${subject.name}: ${result}`);
    contestants[subject.name] = () => first(known);
  }
  return contestants;
}
