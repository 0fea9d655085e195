// The tour in every look and language: nothing that axe finds, nothing wider than the window, with arrows open,
// and after each attack. Pictures are in target/looks.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/browser.js';
import { startDemoWith } from '../e2e/demo.js';
import { attack, CAUGHT, framesOf, isNext, PARTS, sign } from '../e2e/tour.js';
import { LOOKS, languagesOf } from '../elements/looks.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Calls whose arrows are opened: one that is sealed, one of the page, one of the phone. */
const OPENED = [
  'POST /api/v1/account/signing/initiateRequest',
  'POST /api/sign',
  'POST /iamsmart/callback',
];

let browser;
let demo;
before(async () => {
  const limits = { asked: { perSecond: 1000 } };
  demo = await startDemoWith({ limits, tour: true });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Has the tour speak a language, and opens the report that an attack has led to. */
async function speak(tour, language) {
  await tour.selectOption('#language', language);
  // What an attack has shown is shown anew.
  await tour.waitForFunction((language) => {
    const report = document.querySelector('#verdict iamsmart-report');
    return !report || report.lang === language;
  }, language);
  await tour.evaluate(() => {
    for (const details of document.querySelectorAll('#verdict details')) details.open = true;
  });
}

/** Looks at the tour as it is in each look and language; of parts that are tabs, at each. */
async function inEach(tour, state, parts) {
  for (const [look, { viewport, colorScheme, forcedColors = 'none' }] of Object.entries(LOOKS)) {
    await tour.setViewportSize(viewport);
    await tour.emulateMedia({ colorScheme, forcedColors });
    for (const language of languagesOf(look)) {
      await speak(tour, language);
      for (const part of (await tour.isVisible('#tabs')) ? parts : ['all']) {
        if (part !== 'all') await tour.click(`#tab-${part}`);
        const where = `${state} ${part} ${look} ${language}`;
        const wide = await tour.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `${where} is ${wide} wide`);
        const found = await tour.evaluate(async () => {
          // What the frames show is looked at by itself.
          const { violations, passes } = await globalThis.axe.run({ iframes: false });
          return {
            passed: passes.length,
            violations: violations.map(({ id, nodes }) => [
              id,
              nodes[0].html,
              nodes[0].failureSummary,
            ]),
          };
        });
        assert.deepEqual(found.violations, [], where);
        assert.ok(found.passed > 10, 'axe looked at something');
        await tour.screenshot({
          path: join(root, 'target/looks', `tour-${state}-${part}-${look}-${language}.png`),
          fullPage: true,
        });
      }
    }
  }
  await tour.setViewportSize({ width: 1600, height: 1000 });
  await tour.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await speak(tour, 'en');
}

test('nothing is found in the tour in any state, look or language', async () => {
  const context = await browser.newContext({
    locale: 'en-HK',
    viewport: { width: 1600, height: 1000 },
    reducedMotion: 'reduce',
  });
  const tour = await context.newPage();
  const errors = [];
  tour.on('pageerror', (error) => errors.push(`${error}`));
  tour.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await tour.goto(`${demo.origin}/tour`);
  await tour.evaluate(AXE);
  await isNext(tour, 'log-in');
  await inEach(tour, 'start', PARTS);
  await sign(tour);
  for (const call of OPENED) {
    await tour.locator(`#arrows li[data-call="${call}"] .arrow`).last().click();
  }
  await inEach(tour, 'signed', PARTS);
  for (const name of Object.keys(CAUGHT)) {
    await attack(tour, name);
    await inEach(tour, name, ['attacks']);
  }
  await framesOf(tour).page.locator('html[lang="en"]').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
