// Verification of a signed form from its evidence file, by a page without a server, also offline.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { browser, demo } from './opened.js';
import { codes, fillIn, logIn, picture, twoDevices, verdict } from './people.js';

/** Signs a form and returns the evidence file that the page offers. */
async function signedForm(devices) {
  const { page, app } = devices;
  await logIn(devices, demo);
  await fillIn(page, { bytes: 1000 });
  await page.click('[type="submit"]');
  await codes(devices);
  await app.click('[data-action="approve"]');
  await verdict(page, 'TOTAL-PASSED');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  return readFile(await download.path(), 'utf8');
}

const file = (text) => ({
  name: 'signed-form.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

test('a signed form is verified from its file, offline too', async () => {
  const devices = await twoDevices(browser, demo);
  const evidence = await signedForm(devices);
  const { page, errors } = devices;
  await page.goto(`${demo.origin}/verify.html`);
  // A page whose script has failed would be waited for without end.
  assert.deepEqual(errors, []);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Reloads, so that the service worker caches the page's files.
  await page.reload();
  await page.setInputFiles('#evidence', file(evidence));
  assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
  assert.match(await page.textContent('.signed-form'), /AB 1234/);
  const facts = () => page.textContent('#report [part="facts"]');
  assert.match(await facts(), /Proven at.*Sandbox Time-Stamp Authority.*Holds by itself until/);
  const moments = () => page.locator('#timeline li').allTextContents();
  const shown = (await moments()).join();
  // Judged within the second by which the time-stamp may be off.
  for (const moment of [/proves that/, /judged as of/]) assert.match(shown, moment);
  assert.match(shown, /claims.*renewed.*expires/s);
  assert.equal(await page.locator('#timeline svg circle').count(), (await moments()).length);
  await picture(page, 'evidence/passed');
  assert.deepEqual(errors, []);

  await demo.worker.stop();
  await page.reload();
  await page.setInputFiles('#evidence', file(evidence));
  assert.equal(await verdict(page, 'TOTAL-PASSED'), '');

  await page.setInputFiles('#evidence', file(evidence.replace('AB 1234', 'AB 1235')));
  assert.equal(await verdict(page, 'TOTAL-FAILED'), 'HASH_FAILURE');
  await page.setInputFiles('#evidence', file(evidence));
  await verdict(page, 'TOTAL-PASSED');
  await page.click('summary[data-text="trust"]');
  await page.uncheck('#demo-anchors');
  assert.equal(await verdict(page, 'INDETERMINATE'), 'NO_CERTIFICATE_CHAIN_FOUND');
  assert.ok(!(await page.textContent('.chain')).includes('Trusted'), 'nobody is trusted');
  assert.doesNotMatch(
    `${await facts()} ${await moments()}`,
    /Proven at|proves that|renewed/,
    'not for time, either',
  );
  await page.setInputFiles('#evidence', file('{"no": "evidence"}'));
  await page.waitForSelector('#problem:not([hidden])');
  assert.equal(await page.textContent('#problem-code'), 'evidence-invalid');
  await devices.close();
});
