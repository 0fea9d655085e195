// The examples' page in a browser, with a person's phone beside it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { twoDevices } from '../e2e/people.js';
import { EXAMPLES } from './examples.js';

/** @type {Awaited<ReturnType<(typeof EXAMPLES)['express on SQLite']>>} */
let service;
/** @type {Awaited<ReturnType<typeof launchBrowser>>} */
let browser;
/** @type {Awaited<ReturnType<typeof twoDevices>>} */
let devices;

before(async () => {
  service = await EXAMPLES['express on SQLite']();
  browser = await launchBrowser();
  devices = await twoDevices(browser, service.place);
});
after(async () => {
  await devices?.close();
  await browser?.close();
  await service?.stop();
});

/** Follows the page to iAM Smart's, and answers in the app. @param {string} action */
async function logIn(action) {
  const { page, app } = devices;
  await page.goto(service.place.origin);
  await page.click('#login a');
  const link = await page.getAttribute('[data-action="open-app"]', 'href');
  assert.ok(link, 'the QR page has a link to the app');
  // Behind the proxy that the e-service sees, the app is the sandbox's.
  await app.goto(link.replace(service.place.proxy ?? '', service.place.gateway));
  await app.click(`[data-action="${action}"]`);
  await page.waitForURL((url) => url.origin === service.place.origin);
}

/** @param {string} action */
async function inApp(action) {
  await devices.app.goto(`${service.place.gateway}/app`);
  await devices.app.click(`[data-action="${action}"]`);
}

test('a login that is refused is told in a sentence, and another one works', async () => {
  const { page } = devices;
  await logIn('refuse');
  await page.waitForSelector('#login:not([hidden])');
  assert.equal(await page.textContent('#problem'), 'You have refused the login in the app.');
  assert.equal(new URL(page.url()).search, '', 'after a reload it is not told again');
  await logIn('approve');
  await page.waitForSelector('#form:not([hidden])');
});

test('the form is filled in, signed after a reload, and its evidence saved', async () => {
  const { page, app, errors } = devices;
  await page.click('#fill');
  await page.waitForSelector('#waiting:not([hidden])');
  await inApp('approve');
  await page.waitForSelector('#result:not([hidden])');
  assert.match((await page.textContent('#said')) ?? '', /^[1-9] fields were filled in/);
  assert.match(await page.inputValue('[name="fullName"]'), /CHAN/);
  await page.click('#take');

  await page.fill('[name="hkic"]', 'A123456（3）');
  await page.fill('[name="vehicle"]', 'AB 1234');
  await page.setInputFiles('[name="proof"]', {
    name: '地址證明 "1".pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7'),
  });
  await page.click('#form button:not([type])');
  await page.waitForSelector('#code:not([hidden])');
  const code = await page.textContent('#code strong');
  await app.goto(`${service.place.gateway}/app`);
  assert.equal(
    await app.getAttribute('[data-identification-code]', 'data-identification-code'),
    code,
  );
  await page.reload();
  await page.waitForSelector('#code:not([hidden])');
  assert.equal(await page.textContent('#code strong'), code);
  await app.click('[data-action="approve"]');
  await page.waitForSelector('#result:not([hidden])');
  assert.equal(await page.textContent('#said'), 'signing: signed, TOTAL-PASSED');
  assert.ok((await page.locator('#checks li').count()) > 5);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#evidence')]);
  assert.equal(download.suggestedFilename(), 'evidence.json');
  await page.click('#take');
  await page.waitForSelector('#result', { state: 'hidden' });
  // Before the login, what is asked for is refused with 401, and Chromium says so.
  assert.deepEqual(
    errors.filter((error) => !/401/.test(error)),
    [],
  );
});
