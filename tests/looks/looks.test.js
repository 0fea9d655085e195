// Every state of the elements in every look and language: nothing that axe finds, nothing wider than
// the window. Pictures are in target/elements.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/browser.js';
import { LOOKS, languagesOf } from '../elements/looks.js';
import { serve } from '../elements/served.js';
import { shown } from '../elements/shown.js';
import { states } from '../elements/states.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let served;
let all;
before(async () => {
  all = await states();
  served = await serve();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await served?.stop();
});

for (const [look, options] of Object.entries(LOOKS)) {
  test(`nothing is found in any state: ${look}`, async () => {
    const context = await browser.newContext({ locale: 'en-HK', ...options });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(`${error}`));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(served.origin);
    await page.waitForFunction(() => globalThis.elements);
    await page.evaluate(AXE);
    for (const [name, state] of Object.entries(all)) {
      for (const language of languagesOf(look)) {
        await shown(page, state, language);
        const where = `${name} ${look} ${language}`;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= options.viewport.width, `${where} is ${wide} wide`);
        const found = await page.evaluate(async () => {
          const { violations, passes } = await globalThis.axe.run();
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
        assert.ok(found.passed > 5, 'axe looked at something');
        await page.screenshot({
          path: join(root, 'target/elements', `${name}-${look}-${language}.png`),
          fullPage: true,
        });
      }
    }
    assert.deepEqual(errors, []);
    await context.close();
  });
}
