// The framed pages: that of the e-service, whose view is known, and the phone.

import { byId } from './elements.js';

const page = byId('page', HTMLIFrameElement);
const app = byId('app', HTMLIFrameElement);

/**
 * Shows both, and tells whenever the page's view may have changed, and of its stages.
 *
 * @param {string} gateway
 * @param {() => string} locale The language of both: a `lang` of iAM Smart.
 * @param {{ changed: () => void, staged: (outcome: any) => void }} tell
 */
export function showFrames(gateway, locale, { changed, staged }) {
  page.addEventListener('load', () => {
    const shown = documentOf(page);
    if (shown) {
      new MutationObserver(changed).observe(shown.body, {
        subtree: true,
        attributeFilter: ['hidden'],
      });
      for (const name of ['iamsmart-stage', 'iamsmart-outcome']) {
        shown.addEventListener(name, (event) => staged(/** @type {CustomEvent} */ (event).detail));
      }
    }
    changed();
  });
  app.addEventListener('load', () => showPhoneIn(locale()));
  page.src = '/';
  app.src = `${gateway}/app?lang=${locale()}`;
}

/** The view of the e-service's page; undefined if the frame shows iAM Smart's. */
export function viewOf() {
  const shown = documentOf(page);
  if (!shown) return undefined;
  /** @type {HTMLElement | null} */
  const view = shown.querySelector('[data-view]:not([hidden])');
  return view?.dataset.view ?? 'loading';
}

/** Has the page in the frame show another language, as its own choice would. @param {string} language */
export function showPageIn(language) {
  const choice = documentOf(page)?.querySelector('#language');
  if (!choice || !('value' in choice) || choice.value === language) return;
  choice.value = language;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * Has the phone be one of this language: it shows what it shows in it, unless another language was chosen in the app.
 *
 * @param {string} locale
 */
export function showPhoneIn(locale) {
  app.contentWindow?.postMessage({ lang: locale }, new URL(app.src).origin);
}

/**
 * Has the phone scan a code.
 *
 * @param {string} address What the code holds.
 */
export function scan(address) {
  // At the sandbox's address here: that in the code may be one for other devices.
  const { pathname, search } = new URL(address);
  app.src = new URL(`${pathname}${search}`, app.src).href;
}

/** Brings the focus to the phone. */
export function focusPhone() {
  app.focus();
}

/** @param {HTMLIFrameElement} frame */
function documentOf(frame) {
  // Null for a page of another origin.
  return frame.contentDocument;
}
