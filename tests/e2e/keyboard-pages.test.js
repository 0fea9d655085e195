// Every page by the keyboard alone: each place is reached and seen, none keeps the focus, and what is there can be
// done.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './browser.js';
import { startDemoWith } from './demo.js';
import { fillIn } from './people.js';
import { goThrough, tabTo, toTop } from './tabs.js';
import { isNext } from './tour.js';

const report = fileURLToPath(new URL('../fixtures/report', import.meta.url));

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

async function opened(path, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ locale: 'en-HK', viewport });
  const page = await context.newPage();
  await page.goto(new URL(path, demo.origin).href);
  return page;
}

test('the demo’s pages', async () => {
  const first = await opened('/');
  await first.waitForSelector('[data-view="log-in"]:not([hidden])');
  await goThrough(first, 'log-in');
  await first.context().close();

  const verify = await opened('/verify.html');
  await goThrough(verify, 'verify');
  await tabTo(verify, 'summary[data-text="trust"]');
  await verify.keyboard.press('Enter');
  const chosen = verify.waitForEvent('filechooser');
  await tabTo(verify, '#anchors');
  await verify.keyboard.press('Enter');
  await (await chosen).setFiles(join(report, 'root.pem'));
  await verify.setInputFiles('#evidence', join(report, 'warned.json'));
  await verify.waitForSelector('#report[data-indication]');
  await goThrough(verify, 'verify, with a report');
  await verify.context().close();
});

test('the self-test', async () => {
  const page = await opened('/selftest');
  const isOver = () => !['loading', 'running'].includes(document.documentElement.dataset.state);
  await page.waitForFunction(isOver);
  await goThrough(page, 'self-test');
  await toTop(page);
  await tabTo(page, '#which');
  await page.keyboard.press('ArrowDown');
  await page.locator('#cases li').nth(1000).waitFor();
  const download = page.waitForEvent('download');
  await tabTo(page, '#download', { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  assert.equal((await download).suggestedFilename(), 'iamsmart-selftest.json');
  await tabTo(page, '#run', { key: 'Shift+Tab' });
  await page.keyboard.press('Space');
  await page.waitForSelector(':root:is([data-state="loading"], [data-state="running"])');
  await page.keyboard.press('Space');
  await page.waitForSelector(':root[data-state="stopped"]');
  await page.context().close();
});

test('the tour, from the log-in to an attack', async () => {
  const tour = await opened('/tour');
  const keys = tour.keyboard;
  const inPage = { frame: 'page' };
  const inApp = { frame: 'app' };
  await isNext(tour, 'log-in');
  await tour.frameLocator('#page').locator('#log-in button').waitFor();
  await tour.frameLocator('#app').locator('[data-persona="chan"]').waitFor();
  await goThrough(tour, 'tour');
  await toTop(tour);
  await tabTo(tour, '#log-in', inPage);
  await keys.press('Enter');
  await isNext(tour, 'scan');
  await toTop(tour);
  await tabTo(tour, '#next-action');
  await keys.press('Enter');
  await isNext(tour, 'confirm');
  assert.equal(await tour.evaluate(() => document.activeElement.id), 'app');
  await tabTo(tour, '[data-persona="chan"]', inApp);
  await keys.press('Enter');
  await tour.frameLocator('#app').locator('[data-action="approve"]').waitFor();
  await toTop(tour);
  await tabTo(tour, '[data-action="approve"]', inApp);
  await keys.press('Enter');
  await isNext(tour, 'fill-in');
  await fillIn(
    tour.frames().find((frame) => frame.name() === 'page'),
    { bytes: 10 },
  );
  await tabTo(tour, 'iamsmart-button[type="submit"]', inPage);
  await keys.press('Space');
  await isNext(tour, 'sign');
  await tour.frameLocator('#app').locator('[data-identification-code]').waitFor();
  await tabTo(tour, '[data-action="approve"]', inApp);
  await keys.press('Enter');
  await isNext(tour, 'result');

  await tabTo(tour, '.arrow');
  await keys.press('Enter');
  await tour.waitForSelector('#arrows .call');
  assert.ok(await tour.evaluate(() => document.activeElement.matches('[aria-expanded="true"]')));
  await tour.waitForSelector('[data-attack="swap"]:enabled');
  await tabTo(tour, '[data-attack="swap"]');
  await keys.press('Space');
  await tour.waitForSelector('#verdict[data-indication="TOTAL-FAILED"]');
  assert.ok(await tour.evaluate(() => document.activeElement.matches('[data-attack="swap"]')));
  await tabTo(tour, '#verdict summary');
  await keys.press('Enter');
  await tour.waitForSelector('#verdict details[open]');
  await goThrough(tour, 'tour, with a report');
  // Out of the frames the other way, too.
  await tabTo(tour, '[data-attack="swap"]', { key: 'Shift+Tab' });
  await tabTo(tour, '#language', { key: 'Shift+Tab' });

  await tour.setViewportSize({ width: 390, height: 844 });
  await goThrough(tour, 'tour on a phone');
  await toTop(tour);
  await tabTo(tour, '#tab-desktop');
  for (const part of ['phone', 'wire', 'attacks']) {
    await keys.press('ArrowRight');
    assert.ok(await tour.isVisible(`#${part}`));
    assert.equal(await tour.evaluate(() => document.activeElement.id), `tab-${part}`);
    await goThrough(tour, `tour on a phone, ${part}`);
    await toTop(tour);
    await tabTo(tour, `#tab-${part}`);
  }
  await tour.context().close();
});

test('the sandbox’s pages', async () => {
  const page = await opened(demo.gateway);
  await goThrough(page, 'front');
  await page.goto(`${demo.gateway}/faults`);
  await goThrough(page, 'faults');
  await page.goto(`${demo.gateway}/app`);
  await goThrough(page, 'people to choose from');
  await page.click('[data-persona="chan"]');
  await page.waitForSelector('[data-key="home"]');
  for (const part of ['', '/details', '/given', '/people']) {
    await page.goto(`${demo.gateway}/app${part}`);
    await goThrough(page, `app${part}`);
  }
  // A group that is closed is opened, and then its inputs are on the way.
  await page.goto(`${demo.gateway}/app/details`);
  await tabTo(page, '[id="f-addressDocInfo"] > summary');
  await page.keyboard.press('Enter');
  await tabTo(page, '[name="addressDocInfo.enProviderName"]');
  await page.keyboard.type('New ');
  const value = page.locator('[id="f-addressDocInfo"] > summary .value');
  assert.match(await value.textContent(), /New /, 'and it says what is in it now');
  await page.context().close();
});
