// Requests that end without a signature, and those that were given up too late.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approve, asked, atTheForm, codeIn, demo, reached, submit } from './asked.js';
import { codes, picture, verdict } from './people.js';

const view = (page) => page.getAttribute('[data-view]:not([hidden])', 'data-view');

test('back at the form, the old request is named, gone on with, or withdrawn', async () => {
  const devices = await asked();
  const { page, app, code } = devices;
  await page.click('#leave');
  assert.equal(await page.textContent('#open-digits'), code);
  assert.match(await page.textContent('#open-what'), /AB 1234/);
  await picture(page, 'kept/desktop-open');
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/sign')) sent += 1;
  });
  await submit(page, { vehicle: 'CD 5678' });
  await page.waitForFunction(() => document.activeElement.id === 'go-on');
  assert.equal(sent, 0);
  await page.click('#go-on');
  assert.equal(await codeIn(page), code);
  await page.click('#withdraw');
  await page.waitForSelector('#info:not([hidden])');
  await picture(page, 'kept/desktop-withdrawn');
  assert.ok(await page.isHidden('#open-request'));
  assert.equal(await page.inputValue('[name="vehicle"]'), 'CD 5678', 'what was typed is kept');
  // A signature that comes now counts for nothing.
  await approve(devices);
  await app.goto(`${demo.gateway}/app`);
  await page.click('[type="submit"]');
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  assert.notEqual(inPage, code);
  await page.click('#leave');
  await approve(devices);
  // Whoever fills in a form is told, and not taken away from it.
  await page.waitForFunction(() => document.querySelector('#open-state').hidden);
  assert.equal(await view(page), 'fill-in');
  await picture(page, 'kept/desktop-answered');
  await page.click('#go-on');
  await verdict(page, 'TOTAL-PASSED');
  assert.match(await page.textContent('[data-view="result"]'), /Download/);
  await devices.close();
});

test('form filling: reloaded, closed, and given up', async () => {
  const devices = await atTheForm();
  const { page, app } = devices;
  await page.click('#fill button');
  await app.waitForSelector('[data-field="idNo"]');
  await page.reload();
  await page.waitForSelector('#filling:not([hidden])');
  await page.reload();
  await approve(devices);
  await page.waitForSelector('#filled:not([hidden])');
  assert.equal(await page.inputValue('[name="fullName"]'), 'CHAN, Tai Man');
  await app.goto(`${demo.gateway}/app`);

  await page.click('#fill-again');
  await app.waitForSelector('[data-field="idNo"]');
  await page.click('#stop-filling');
  // The app cannot be told, and still asks.
  await app.click('[data-action="refuse"]');
  await submit(page);
  await app.goto(`${demo.gateway}/app`);
  const { inPage } = await codes(devices);
  assert.match(inPage, /^\d{4}$/, 'the one that was given up is not in the way');
  await approve(devices);
  await devices.close();
});

test('withdrawn at the moment the signature comes: the page says that it counts', async () => {
  const look = { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'zh-CN' };
  const devices = await asked(look);
  const { page } = devices;
  await page.route('**/withdraw', async (route) => {
    await approve(devices);
    await reached(page, 'settled');
    await route.continue();
  });
  await page.click('#withdraw');
  await page.waitForSelector('#info:not([hidden])');
  assert.match(await page.textContent('#info'), /撤回请求之前已送达/);
  await verdict(page, 'TOTAL-PASSED');
  await picture(page, 'kept/tiny-zh-dark-answered-before');
  await devices.close();
});

test('filling given up at the moment the fields come: they are filled in, and the page says so', async () => {
  const devices = await atTheForm({ viewport: { width: 320, height: 640 } });
  const { page, app } = devices;
  await page.click('#fill button');
  await app.waitForSelector('[data-field="idNo"]');
  await page.route('**/withdraw', async (route) => {
    await approve(devices);
    await reached(page, 'settled');
    await route.continue();
  });
  await page.click('#stop-filling');
  await page.waitForSelector('#filled:not([hidden])');
  assert.match(await page.textContent('#info'), /came before you withdrew/);
  assert.equal(await page.inputValue('[name="fullName"]'), 'CHAN, Tai Man');
  await picture(page, 'kept/tiny-filled-before');
  await devices.close();
});

test('refused: what is left of the form is told as it is, and nothing of it is stored', async () => {
  const devices = await asked({ colorScheme: 'dark', viewport: { width: 320, height: 640 } });
  const { page, app } = devices;
  const refuse = async () => {
    await app.click('[data-action="refuse"]');
    await app.waitForSelector('[data-answer="refused"]');
    await app.goto(`${demo.gateway}/app`);
  };
  const told = async (page, left) => {
    await page.waitForSelector('#problem[data-code="signing-refused"]:not([hidden])');
    assert.match(await page.textContent('#problem-text'), /^You refused to sign/);
    assert.match(await page.textContent('#problem-text'), left);
  };
  await refuse();
  await told(page, / The form is still here\.$/);
  await picture(page, 'kept/tiny-dark-refused');

  await page.click('[type="submit"]');
  await codes(devices);
  await page.reload();
  await codeIn(page);
  await refuse();
  await told(page, /only the file has to be chosen again\.$/);
  assert.equal(await page.inputValue('[name="vehicle"]'), 'AB 1234');

  await submit(page);
  await codes(devices);
  const stored = () =>
    page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.doesNotMatch(await stored(), /A123456|AB 1234|CHAN/);
  const context = page.context();
  await page.close();
  await refuse();
  const last = await context.newPage();
  await last.goto(demo.origin);
  await told(last, /fill in the form again\.$/);
  assert.equal(await last.inputValue('[name="vehicle"]'), '');
  await picture(last, 'kept/tiny-dark-refused-closed');
  await devices.close();
});
