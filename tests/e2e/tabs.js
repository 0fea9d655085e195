// Pages gone through with the Tab key, into frames and elements’ own trees. What has the focus shows it, and is not
// covered (WCAG 2.2, 2.4.7 and 2.4.11).

import assert from 'node:assert/strict';

/** More presses than there are places on a page. */
const MOST_TABS = 300;

/** Run in a frame: the places that Tab has to reach, kept for `whereIn`. */
const placesIn = () => {
  const selector =
    'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]';
  const isPlace = (element) =>
    element.matches(selector) &&
    element.tabIndex >= 0 &&
    !element.matches(':disabled, input[type="radio"]:not(:checked)') &&
    element.checkVisibility({ visibilityProperty: true });
  const within = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(isPlace(element) ? [element] : []),
      ...(element.shadowRoot ? within(element.shadowRoot) : []),
    ]);
  globalThis.places = within(document);
  return globalThis.places.map(({ outerHTML }) => outerHTML.slice(0, 120));
};

/** Run in a frame: where the focus is in it. */
const whereIn = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const isUncovered = () => {
    const { left, top, width, height } = at.getBoundingClientRect();
    const parts = [0.1, 0.5, 0.9];
    return parts.some((part) => {
      const found = at.getRootNode().elementFromPoint(left + width * part, top + height * part);
      return !found || at.contains(found) || found.contains(at);
    });
  };
  return {
    index: globalThis.places?.indexOf(at) ?? -1,
    what: at?.outerHTML.slice(0, 120) ?? '',
    isFrame: at?.localName === 'iframe',
    isBody: !at || at === document.body || at === document.documentElement,
    isSeen: Boolean(at) && getComputedStyle(at).outlineStyle !== 'none' && isUncovered(),
  };
};

/**
 * The frame with the focus, and where it is there.
 *
 * @param {import('playwright-core').Page} page
 */
async function focused(page) {
  let frame = page.mainFrame();
  for (;;) {
    const where = await frame.evaluate(whereIn);
    if (!where.isFrame) return { frame, ...where };
    const handle = await frame.evaluateHandle(() => document.activeElement);
    const inner = await handle.asElement()?.contentFrame();
    if (!inner) return { frame, ...where };
    frame = inner;
  }
}

/** From the top of the page, wherever its scripts have put the focus. */
export async function toTop(page) {
  await page.evaluate(() => {
    const top = document.body;
    top.tabIndex = -1;
    top.focus();
    top.removeAttribute('tabindex');
  });
}

/**
 * Asserts that Tab comes to each place of a page and of its frames, that each shows it, and that none keeps it.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function goThrough(page, name) {
  const wanted = new Map();
  for (const frame of page.frames()) {
    for (const [index, what] of (await frame.evaluate(placesIn)).entries()) {
      wanted.set(`${page.frames().indexOf(frame)} ${index}`, what);
    }
  }
  await toTop(page);
  const reached = new Set();
  let first;
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const { frame, index, what, isBody, isSeen } = await focused(page);
    if (isBody) {
      // Past the last place of a page; a frame’s own is passed on the way.
      if (frame === page.mainFrame()) break;
      continue;
    }
    const place = `${page.frames().indexOf(frame)} ${index}`;
    if (place === first) break;
    first ??= place;
    assert.ok(isSeen, `${name}: the focus is not seen on ${what}`);
    reached.add(place);
  }
  const missed = [...wanted].filter(([place]) => !reached.has(place)).map(([, what]) => what);
  assert.deepEqual(missed, [], `${name}: not reached by Tab`);
  assert.ok(reached.size > 2, `${name} has places`);
}

/**
 * Presses a key until the focus is at a place of a frame.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} selector Of the element with the focus in the frame's document.
 * @param {{ frame?: string, key?: string }} [options]
 */
export async function tabTo(page, selector, { frame: name = '', key = 'Tab' } = {}) {
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press(key);
    const { frame } = await focused(page);
    if (frame.name() !== name) continue;
    const isThere = (selector) => Boolean(document.activeElement?.matches(selector));
    if (await frame.evaluate(isThere, selector)) return;
  }
  assert.fail(`${selector} is not reached`);
}
