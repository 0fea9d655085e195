// The elements of the package, in every state.

import { after, before, test } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { serve } from '../elements/served.js';
import { shown } from '../elements/shown.js';
import { states } from '../elements/states.js';
import { look } from './looks.js';
import { Pictures } from './pictures.js';
import { BROWSER, CONTEXT, withFonts } from './steady.js';

const pictures = new Pictures('elements');
let browser;
let served;
before(async () => {
  served = await serve();
  browser = await launchBrowser(BROWSER);
  await pictures.start();
});
after(async () => {
  await browser?.close();
  await served?.stop();
});

test('the elements look as they did', async () => {
  const context = await browser.newContext({ locale: 'en-HK', ...CONTEXT });
  await withFonts(context);
  const page = await context.newPage();
  await page.goto(served.origin);
  await page.waitForFunction(() => globalThis.elements);
  for (const [name, state] of Object.entries(await states())) {
    await look(pictures, name, page, (language) => shown(page, state, language), { anew: true });
  }
  await pictures.check();
});
