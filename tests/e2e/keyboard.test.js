// A whole application by the keyboard alone: login, form, signature, result.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, demo } from './opened.js';
import { codes, twoDevices, verdict } from './people.js';

/** More presses of Tab than there are places on a page. */
const MOST_TABS = 60;

/** Where the focus is, in elements' own trees too: a text by which a test knows the place. */
const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const host = document.activeElement;
    const { outlineStyle } = getComputedStyle(at);
    return {
      id: host.id || host.getAttribute('name') || host.dataset.tamper || host.localName,
      what: at.getAttribute('part') ?? at.localName,
      isSeen: outlineStyle !== 'none' || at.localName === 'body',
    };
  });

/** Presses Tab until the focus is there. */
async function tabTo(page, wanted) {
  const passed = [];
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    passed.push(`${at.id} ${at.what}`);
    assert.ok(at.isSeen, `the focus is not seen on ${at.id} ${at.what}`);
    if (`${at.id} ${at.what}` === wanted) return;
  }
  assert.fail(`${wanted} is not reached: ${passed.join(', ')}`);
}

test('login, form, signature and result, by the keyboard alone', async () => {
  const devices = await twoDevices(browser, demo);
  const { page, app, errors } = devices;
  const keys = page.keyboard;
  await page.goto(demo.origin);
  await page.waitForSelector('[data-view="log-in"]:not([hidden])');
  // From the top of the page, wherever its scripts have put the focus.
  await page.evaluate(() => {
    const top = document.body;
    top.tabIndex = -1;
    top.focus();
    top.removeAttribute('tabindex');
  });
  await tabTo(page, 'a a');
  assert.ok(await page.locator('.skip').isVisible(), 'the way past the header is seen');
  await keys.press('Enter');
  await tabTo(page, 'log-in button');
  await keys.press('Enter');
  await page.waitForSelector('main[data-request]');
  const link = await page.getAttribute('[data-action="open-app"]', 'href');
  await app.goto(new URL(link, demo.gateway).href);
  await app.click('[data-action="approve"]');
  await page.waitForURL(`${demo.origin}/`);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await app.goto(`${demo.gateway}/app`);

  await tabTo(page, 'fill button');
  await keys.press('Enter');
  await app.waitForSelector('[data-field="idNo"]');
  await app.click('[data-action="approve"]');
  await page.waitForSelector('#filled:not([hidden])');
  await tabTo(page, 'fill-again button');
  // Sent too early: the summary leads to what is left.
  await tabTo(page, 'vehicle input');
  await keys.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'form-errors');
  assert.equal(await page.locator('#form-errors a').count(), 2);
  await keys.press('Tab');
  await keys.press('Enter');
  assert.equal((await focused(page)).id, 'vehicle');
  await keys.type('AB 1234');
  await tabTo(page, 'period select');
  await keys.press('Home');
  const chosen = page.waitForEvent('filechooser');
  await tabTo(page, 'proof input');
  await keys.press('Enter');
  const buffer = Buffer.from('%PDF-1.7 by keyboard');
  await (await chosen).setFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer });
  await tabTo(page, 'declaration input');
  await keys.press('Space');
  await tabTo(page, 'iamsmart-button button');
  await keys.press('Space');

  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  assert.equal((await focused(page)).what, 'h1', 'the new view is where the reader is');
  await tabTo(page, 'summary summary');
  await keys.press('Enter');
  await tabTo(page, 'signed-text pre');
  assert.match(await page.textContent('#signed-text'), /"period","3"/);
  await app.click('[data-action="approve"]');

  await verdict(page, 'TOTAL-PASSED');
  await page.waitForSelector('[data-view="result"] h1:focus');
  await tabTo(page, 'form button');
  await keys.press('Enter');
  await verdict(page, 'TOTAL-FAILED');
  assert.equal((await focused(page)).id, 'form', 'the button keeps the focus');
  await tabTo(page, 'nothing button');
  await keys.press('Space');
  await verdict(page, 'TOTAL-PASSED');
  await page.evaluate(() => document.querySelector('#report').focus());
  const download = page.waitForEvent('download');
  await tabTo(page, 'download button');
  await keys.press('Enter');
  assert.equal((await download).suggestedFilename(), 'signed-form.json');
  assert.deepEqual(errors, []);
  await devices.close();
});
