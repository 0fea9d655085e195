// The tour's language is that of the phone beside it, as long as none was chosen in the app; what is open there stays.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemoWith } from './demo.js';
import { framesOf, isNext } from './tour.js';

/** What the app's pages call the languages. */
const TAGS = { en: 'en', 'zh-HK': 'zh-Hant-HK', 'zh-CN': 'zh-Hans' };

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

async function open(locale) {
  const context = await browser.newContext({ locale, viewport: { width: 1600, height: 1000 } });
  const tour = await context.newPage();
  await tour.goto(`${demo.origin}/tour`);
  await isNext(tour, 'log-in');
  return { tour, ...framesOf(tour), close: () => context.close() };
}

const speaks = (app, language) => app.locator(`html[lang="${TAGS[language]}"]`).waitFor();

test('the phone follows, and keeps what is open, ticked and typed', async () => {
  const { tour, page, app, close } = await open('en-HK');
  await speaks(app, 'en');
  await tour.selectOption('#language', 'zh-HK');
  await speaks(app, 'zh-HK');
  await tour.reload();
  await speaks(app, 'zh-HK');
  await isNext(tour, 'log-in');

  await page.locator('#log-in button').click();
  await isNext(tour, 'scan');
  await tour.click('#next-action');
  await isNext(tour, 'confirm');
  await app.locator('[data-persona="chan"]').click();
  await app.locator('[data-action="approve"]').waitFor();
  await tour.selectOption('#language', 'zh-CN');
  await speaks(app, 'zh-CN');
  await app.locator('[data-action="approve"]').click();
  await isNext(tour, 'fill-in');

  await page.locator('#fill').click();
  const field = app.locator('input[data-field="mobileNumber"]');
  await field.uncheck();
  await tour.selectOption('#language', 'en');
  await speaks(app, 'en');
  assert.equal(await field.isChecked(), false, 'what was not to be given');
  await app.locator('[data-action="approve"]').click();
  const done = app.locator('[data-delivery="taken"] h1');
  await done.waitFor();
  assert.equal(await done.innerText(), 'Fields given');
  await tour.selectOption('#language', 'zh-CN');
  await speaks(app, 'zh-CN');
  // The page was opened for the login.
  assert.equal(await app.locator('main h1').innerText(), '已提供资料');

  await app.locator('nav.parts a[href="/app/details"]').click();
  await app.locator('#f-emailAddress').fill('other@example.hk');
  await tour.selectOption('#language', 'zh-HK');
  await speaks(app, 'zh-HK');
  assert.equal(await app.locator('#f-emailAddress').inputValue(), 'other@example.hk');
  await close();
});

test('a language that was chosen in the app stays', async () => {
  const { tour, app, close } = await open('zh-HK');
  await speaks(app, 'zh-HK');
  await app.locator('nav.bar button[lang="zh-Hans"]').click();
  await speaks(app, 'zh-CN');
  await app.locator('nav.parts a[href="/app/people"]').click();
  await app.locator('[name="englishName"]').fill('TANG, Ka Yan');
  await tour.selectOption('#language', 'en');
  await app.locator('.device[data-phone-lang="en-US"]').waitFor();
  await speaks(app, 'zh-CN');
  assert.equal(await app.locator('[name="englishName"]').inputValue(), 'TANG, Ka Yan');
  await close();
});
