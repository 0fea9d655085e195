// Dates and times are not broken over lines on narrow screens, whoever writes them: the page, the report, or a sentence of it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { approve, asked } from './asked.js';
import { browser, demo } from './opened.js';
import { verdict } from './people.js';

const fixtures = fileURLToPath(new URL('../fixtures/report', import.meta.url));
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];
const WIDTHS = [390, 320];

/** Run in the page: every date and time of it, and those that stand on more than one line. */
function datesOf() {
  const PIECE =
    /\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|\d{4}年\d{1,2}月\d{1,2}日|(?<![\w:])\d\d:\d\d:\d\d(?: HKT)?(?![\w:])/g;
  const found = [];
  const broken = [];
  const look = (place) => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.shadowRoot) look(node.shadowRoot);
      if (node.nodeType !== Node.TEXT_NODE) continue;
      for (const { 0: piece, index } of node.data.matchAll(PIECE)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + piece.length);
        const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (tops.size === 0) continue;
        found.push(piece);
        if (tops.size > 1)
          broken.push(
            `${piece} in ${node.parentElement.closest('dd, li, p, td, summary')?.textContent.slice(0, 80)}`,
          );
      }
    }
  };
  look(document.body);
  return { found, broken, wide: document.documentElement.scrollWidth };
}

async function areWhole(page, name, atLeast) {
  for (const language of LANGUAGES) {
    await page.selectOption('#language', language);
    await page.waitForSelector(`#report[lang="${language}"]`);
    await page.$eval('#report', ({ shadowRoot }) => {
      for (const details of shadowRoot.querySelectorAll('details')) details.open = true;
    });
    // A certificate's is read as it is opened.
    await page.locator('#report .fields:not(:has(dl))').first().waitFor({ state: 'detached' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const { found, broken, wide } = await page.evaluate(datesOf);
      assert.ok(found.length >= atLeast, `${name} ${language} ${width}: ${found.length} dates`);
      assert.deepEqual(broken, [], `${name} ${language} ${width}`);
      assert.ok(wide <= width, `${name} ${language} ${width} is ${wide} wide`);
    }
  }
}

test('in the report on a file, with all that is in it open', async () => {
  const context = await browser.newContext({
    locale: 'en-HK',
    viewport: { width: 390, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(`${demo.origin}/verify.html`);
  await page.click('summary[data-text="trust"]');
  await page.setInputFiles('#anchors', join(fixtures, 'root.pem'));
  for (const file of ['expired.json', 'warned.json']) {
    await page.setInputFiles('#evidence', join(fixtures, file));
    await verdict(page, file === 'expired.json' ? 'INDETERMINATE' : 'TOTAL-PASSED');
    await areWhole(page, file, 20);
  }
  await context.close();
});

test('on the page of a signed form', async () => {
  const devices = await asked();
  await approve(devices);
  await verdict(devices.page, 'TOTAL-PASSED');
  await areWhole(devices.page, 'result', 20);
  await devices.close();
});
