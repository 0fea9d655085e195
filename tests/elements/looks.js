// In which ways the states of the elements are looked at.

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** By name: options of a browser context. */
export const LOOKS = {
  'desktop-light': { viewport: DESKTOP, colorScheme: 'light' },
  'desktop-dark': { viewport: DESKTOP, colorScheme: 'dark' },
  'phone-light': { viewport: PHONE, colorScheme: 'light' },
  'phone-dark': { viewport: PHONE, colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  forced: { viewport: PHONE, forcedColors: 'active', colorScheme: 'dark' },
  // 200 %: half as many pixels of CSS.
  zoomed: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, colorScheme: 'light' },
};

export const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];

/**
 * Languages in which a look is looked at: all, with IAMSMART_ELEMENTS=all; otherwise all in one look, and
 * one in each of the others.
 *
 * @param {string} look
 */
export function languagesOf(look) {
  if (look === 'phone-light' || process.env.IAMSMART_ELEMENTS === 'all') return LANGUAGES;
  return [LANGUAGES[Object.keys(LOOKS).indexOf(look) % LANGUAGES.length]];
}
