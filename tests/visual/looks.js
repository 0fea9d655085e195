// A page in each way that it is looked at.

import { LOOKS, languagesOf } from '../elements/looks.js';
import { picture } from './steady.js';

/** [language, look, options of a context] of each picture, by language. */
const SHOTS = Object.entries(LOOKS)
  .flatMap(([look, options]) => languagesOf(look).map((language) => ({ language, look, options })))
  .sort((one, other) => (one.language < other.language ? -1 : 1));

/**
 * Takes the pictures of a state.
 *
 * @param {import('./pictures.js').Pictures} pictures
 * @param {string} name
 * @param {import('playwright-core').Page} page
 * @param {(language: string) => Promise<unknown>} speak Makes the page speak a language.
 * @param {{ anew?: boolean }} [options] `anew`: for each picture, so that nothing runs out meanwhile.
 */
export async function look(pictures, name, page, speak, { anew = false } = {}) {
  let spoken;
  for (const { language, look, options } of SHOTS) {
    await page.setViewportSize(options.viewport);
    await page.emulateMedia({
      colorScheme: options.colorScheme,
      forcedColors: options.forcedColors ?? 'none',
    });
    if (anew || language !== spoken) await speak(language);
    spoken = language;
    await pictures.add(`${name}-${look}-${language}`, await picture(page));
  }
}
