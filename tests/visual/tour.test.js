// The tour: before the log-in, with a signed form and an arrow that is open, and after an attack.

import { after, before, test } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { startDemoWith } from '../e2e/demo.js';
import { attack, isNext, sign } from '../e2e/tour.js';
import { look } from './looks.js';
import { Pictures } from './pictures.js';
import { BROWSER, CONTEXT, withFonts } from './steady.js';

/** What the app's pages call the languages. */
const TAGS = { en: 'en', 'zh-HK': 'zh-Hant-HK', 'zh-CN': 'zh-Hans' };

const pictures = new Pictures('tour');
let browser;
let demo;
before(async () => {
  const limits = { asked: { perSecond: 1000 } };
  demo = await startDemoWith({ limits, tour: true });
  browser = await launchBrowser(BROWSER);
  await pictures.start();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/**
 * Takes the pictures of a state.
 *
 * @param {string} name
 * @param {import('playwright-core').Page} tour
 * @param {string} part What is shown where there is room for one part.
 */
async function ofTour(name, tour, part) {
  const speak = async (language) => {
    await tour.selectOption('#language', language);
    await tour.waitForFunction((language) => {
      const report = document.querySelector('#verdict iamsmart-report');
      const page = document.querySelector('#page').contentDocument;
      return (!report || report.lang === language) && page.documentElement.lang === language;
    }, language);
    const app = tour.frameLocator('#app');
    await app.locator(`html[lang="${TAGS[language]}"]`).waitFor({ state: 'attached' });
    await tour.evaluate(steadied, part);
  };
  // Nothing is pointed at.
  await tour.mouse.move(0, 0);
  await look(pictures, name, tour, speak);
  await speak('en');
}

/** Run in the tour. How often a page asks, and where it stands when it is done, is not always the same. */
function steadied(part) {
  document.getElementById(`tab-${part}`).click();
  const seen = new Set();
  for (const row of document.querySelectorAll('#arrows > li')) {
    const { from } = row.dataset;
    const key = `${from} ${row.querySelector('.title').textContent}`;
    if (seen.has(key)) row.remove();
    seen.add(key);
  }
  scrollTo(0, 0);
  document.getElementById('scroller').scrollTop = 0;
  document.getElementById('page').contentWindow.scrollTo(0, 0);
}

test('the tour looks as it did', async () => {
  const context = await browser.newContext({ locale: 'en-HK', ...CONTEXT });
  await withFonts(context);
  const tour = await context.newPage();
  await tour.setViewportSize({ width: 1280, height: 900 });
  await tour.goto(`${demo.origin}/tour`);
  await isNext(tour, 'log-in');
  await ofTour('start', tour, 'desktop');
  await tour.setViewportSize({ width: 1280, height: 900 });
  await sign(tour);
  await tour.click('#arrows [data-call="POST /api/v1/account/signing/initiateRequest"] .arrow');
  await ofTour('signed', tour, 'wire');
  await tour.setViewportSize({ width: 1280, height: 900 });
  await attack(tour, 'revoke');
  await ofTour('attacked', tour, 'attacks');
  await context.close();
  await pictures.check();
});
