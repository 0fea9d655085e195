// A person who does not answer. The sandbox's requests expire after seconds, not 18 minutes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { codes, fillIn, logIn, twoDevices } from './people.js';

let browser;
let demo;

before(async () => {
  demo = await startDemo('--interaction-seconds', '8');
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('a login, a form and a signature that nobody answers', async () => {
  const devices = await twoDevices(browser, demo);
  const { page } = devices;
  await page.goto(demo.origin);
  await page.click('#log-in button');
  await page.waitForSelector('#problem:not([hidden])');
  assert.equal(await page.textContent('#problem-code'), 'login-timeout');

  await logIn(devices, demo);
  await page.click('#fill button');
  await page.waitForSelector('#problem:not([hidden])');
  assert.equal(await page.textContent('#problem-code'), 'form-filling-refused · D60003');

  await fillIn(page, { bytes: 10 });
  await page.click('[type="submit"]');
  await codes(devices);
  await page.waitForSelector('#problem:not([hidden])');
  assert.equal(await page.textContent('#problem-code'), 'signing-refused · D70003');
  await devices.close();
});
