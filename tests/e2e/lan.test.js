// A real phone: the app at an address of the local network, the e-service at a loopback address.

import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { codes, fillIn, logIn, twoDevices, verdict } from './people.js';
import { freePort } from './programs.js';

let browser;
let demo;
let phone;
before(async () => {
  const addresses = Object.values(networkInterfaces()).flat();
  const found = addresses.find((one) => one?.family === 'IPv4' && !one.internal);
  assert.ok(found, 'this machine has an address other than loopback');
  const listen = `${found.address}:${await freePort()}`;
  phone = `http://${listen}`;
  demo = await startDemo('--listen', listen, '--app', phone);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('a login and a signature by a phone that is not trusted as loopback is', async () => {
  const devices = await twoDevices(browser, { ...demo, gateway: phone });
  const { page, app } = devices;
  assert.equal(await app.evaluate(() => globalThis.isSecureContext), false);
  await logIn(devices, { ...demo, gateway: phone });
  assert.ok(app.url().startsWith(`${phone}/app`), app.url());
  await fillIn(page, { bytes: 1000 });
  await page.click('[type="submit"]');
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  await app.click('[data-action="approve"]');
  await verdict(page, 'TOTAL-PASSED');
  assert.deepEqual(devices.errors, []);
  await devices.close();
});
