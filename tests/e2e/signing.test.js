// The complete demo with two real windows: log in, fill in, sign, compare, verify.

import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { browser, demo } from './opened.js';
import { codes, fillIn, logIn, picture, twoDevices, verdict } from './people.js';

/** Size of the upload in bytes. */
const FILE_BYTES = 5_000_000;

/** Outcome of a check in the report. */
const outcome = (page, name) => page.getAttribute(`#report [data-check="${name}"]`, 'data-outcome');

/** The verdict beside the buttons that change something, and whether it can be seen with them. */
const besideButtons = (page) =>
  page.$eval('#tamper-verdict', (place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return [place.querySelector('.code').textContent.trim(), top >= 0 && bottom <= innerHeight];
  });

test('a form is signed, and a changed byte is found', async () => {
  const devices = await twoDevices(browser, demo);
  const { page, app, errors } = devices;
  await logIn(devices, demo);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  assert.equal(new URL(page.url()).search, '', 'the code is not left in the address');
  await fillIn(page, { bytes: FILE_BYTES });
  await picture(page, 'signing/desktop-form');
  // What the page says while it asks stands where nobody's finger is.
  const button = page.locator('#form iamsmart-button');
  await button.scrollIntoViewIfNeeded();
  const place = () => button.evaluate((one) => one.getBoundingClientRect().y);
  const before = await place();
  let goOn = () => {};
  const held = new Promise((resolve) => {
    goOn = () => resolve(undefined);
  });
  await page.route('**/api/sign?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.click('[type="submit"]');
  await page.waitForSelector('#asking:not([hidden])');
  assert.equal(await place(), before);
  goOn();

  const { inPage, inApp } = await codes(devices);
  assert.match(inPage, /^[0-9]{4}$/);
  assert.equal(inPage, inApp);
  await picture(page, 'signing/desktop-code');
  await picture(app, 'signing/phone-code');
  await app.click('[data-action="approve"]');

  assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
  await picture(page, 'signing/desktop-passed');
  assert.match(await page.textContent('.certificate:last-child .name'), /CHAN Tai Man 陳大文/);
  const facts = () => page.textContent('#report [part="facts"]');
  assert.match(
    await facts(),
    /Signed at.*nothing proves it.*Proven at.*Sandbox Time-Stamp Authority/,
  );
  assert.ok(await page.isHidden('#timestamp-missing'));

  for (const [what, subIndication, check] of [
    ['form', 'HASH_FAILURE', 'signed-data'],
    ['signature', 'SIG_CRYPTO_FAILURE', 'signature'],
    ['certificate', 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'certificate[0].signature'],
  ]) {
    await page.click('[data-tamper="nothing"]');
    await verdict(page, 'TOTAL-PASSED');
    assert.equal(await outcome(page, check), 'passed', check);
    await page.click(`[data-tamper="${what}"]`);
    assert.equal(await verdict(page, 'TOTAL-FAILED'), subIndication, what);
    assert.deepEqual(await besideButtons(page), [`TOTAL-FAILED · ${subIndication}`, true], what);
    assert.equal(await page.getAttribute(`[data-tamper="${what}"]`, 'aria-pressed'), 'true');
    assert.equal(await outcome(page, check), 'failed', check);
    // Of another signature the time-stamp proves nothing.
    assert.equal(/Proven at/.test(await facts()), what !== 'signature', what);
    await picture(page, `signing/desktop-failed-${what}`);
  }
  assert.deepEqual(errors, []);
  await devices.close();
});

test('what is downloaded holds without the e-service', async () => {
  const devices = await twoDevices(browser, demo, { persona: 'wong' });
  const { page, app } = devices;
  await logIn(devices, demo);
  const proof = await fillIn(page, { bytes: 1000, hkic: 'K654321(9)', address: 'one\ntwo' });
  await page.click('[type="submit"]');
  await codes(devices);
  await app.click('[data-action="approve"]');
  await verdict(page, 'TOTAL-PASSED');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  const signed = JSON.parse(await readFile(await download.path(), 'utf8'));

  // Verifies with Node's crypto, over the digest as data.
  const digest = createHash('sha256').update(signed.content).digest();
  assert.equal(signed.digest, digest.toString('base64'));
  const signer = new X509Certificate(Buffer.from(signed.certificate, 'base64'));
  const signature = Buffer.from(signed.signature, 'base64');
  assert.ok(verify('sha256', digest, signer.publicKey, signature));
  const issuer = new X509Certificate(Buffer.from(signed.intermediates[0], 'base64'));
  assert.ok(signer.verify(issuer.publicKey));
  const { fields, files, form } = JSON.parse(signed.content);
  assert.equal(form.number, 'TD-318');
  assert.deepEqual(fields.find(([name]) => name === 'address')[1], 'one\ntwo');
  assert.equal(files[0].sha256, createHash('sha256').update(proof).digest('base64'));
  await devices.close();
});

test('in Chinese, in the dark, on a phone', async () => {
  const look = { locale: 'zh-HK', colorScheme: 'dark', viewport: { width: 390, height: 844 } };
  const devices = await twoDevices(browser, demo, look);
  const { page, app } = devices;
  await page.goto(demo.origin);
  assert.equal(await page.textContent('#log-in slot:not([name])'), '智方便登入');
  await picture(page, 'signing/narrow-zh-log-in');
  await logIn(devices, demo);
  await fillIn(page, { bytes: 1000 });
  await picture(page, 'signing/narrow-zh-form');
  await page.click('[type="submit"]');
  await codes(devices);
  await picture(page, 'signing/narrow-zh-code');
  await picture(app, 'signing/phone-zh-code');
  await app.click('[data-action="approve"]');
  await verdict(page, 'TOTAL-PASSED');
  assert.match(await page.textContent('.verdict .headline'), /簽署有效/);
  await picture(page, 'signing/narrow-zh-passed');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= look.viewport.width, `the page is ${width} wide`);
  await devices.close();
});

test('a screen reader hears the code once, digit by digit', async () => {
  const devices = await twoDevices(browser, demo);
  const { page, app } = devices;
  await logIn(devices, demo);
  await fillIn(page, { bytes: 10 });
  await page.click('[type="submit"]');
  const { inPage } = await codes(devices);
  const heard = await page.locator('iamsmart-identification-code').ariaSnapshot();
  const spoken = inPage.split('').join(' ');
  assert.equal(heard.split(spoken).length, 2, heard);
  assert.ok(!heard.includes(inPage), heard);
  await app.click('[data-action="refuse"]');
  await devices.close();
});
