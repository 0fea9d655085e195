// What a user sees after a refusal, a time-out or access to another user's data.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { atTheForm, browser, demo } from './opened.js';
import { codes, fillIn, logIn, twoDevices } from './people.js';

/** The error code that the page shows, and the visible view. */
async function problem(page) {
  await page.waitForSelector('#problem:not([hidden])');
  assert.ok((await page.textContent('#problem-text')).length > 10);
  const view = await page.getAttribute('[data-view]:not([hidden])', 'data-view');
  return { code: await page.textContent('#problem-code'), view };
}

test('a login that is refused or cancelled in the app', async () => {
  for (const [answer, code] of [
    ['refuse', 'login-rejected'],
    ['cancel', 'login-cancelled'],
  ]) {
    const devices = await twoDevices(browser, demo);
    await logIn(devices, demo, answer);
    assert.deepEqual(await problem(devices.page), { code, view: 'log-in' });
    assert.equal(await devices.page.textContent('#problem h2'), 'You are not logged in');
    await devices.close();
  }
});

test('a callback that is repeated, foreign or made up', async () => {
  const devices = await twoDevices(browser, demo);
  const { page } = devices;
  const callbacks = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().includes('code=')) {
      callbacks.push(request.url());
    }
  });
  await logIn(devices, demo);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  const [callback] = callbacks;
  await page.goto(callback);
  assert.equal((await problem(page)).code, 'state-used');
  await page.goto(callback.replace(/state=[^&]*/, 'state=nobodys'));
  assert.equal((await problem(page)).code, 'state-unknown');
  await page.goto(`${callback}&code=another`);
  assert.equal((await problem(page)).code, 'callback-parameter-repeated');
  // No refused login ended the existing session.
  assert.equal((await problem(page)).view, 'fill-in');
  await devices.close();
});

test('two tabs log in beside each other', async () => {
  const devices = await twoDevices(browser, demo);
  const { page, app } = devices;
  const other = await page.context().newPage();
  const links = [];
  for (const tab of [page, other]) {
    await tab.goto(demo.origin);
    await tab.click('#log-in button');
    await tab.waitForSelector('main[data-request]');
    links.push(await tab.getAttribute('[data-action="open-app"]', 'href'));
  }
  const tabs = [page, other];
  for (const [index, link] of links.entries()) {
    await app.goto(new URL(link, demo.gateway).href);
    await app.click('[data-action="approve"]');
    await tabs[index].waitForSelector('[data-view="fill-in"]:not([hidden])');
  }
  for (const tab of tabs) {
    await tab.waitForSelector('[data-view="fill-in"]:not([hidden])');
    assert.ok(await tab.isHidden('#problem'));
  }
  await devices.close();
});

test('a signature that is refused or cancelled in the app', async () => {
  for (const [answer, resultCode] of [
    ['refuse', 'D70001'],
    ['cancel', 'D70000'],
  ]) {
    const devices = await atTheForm();
    const { page, app } = devices;
    await fillIn(page, { bytes: 10 });
    await page.click('[type="submit"]');
    await codes(devices);
    await app.click(`[data-action="${answer}"]`);
    const code = `signing-refused · ${resultCode}`;
    assert.deepEqual(await problem(page), { code, view: 'fill-in' });
    assert.equal(await page.inputValue('[name="vehicle"]'), 'AB 1234', 'the form is still there');
    // What the user decided did work.
    assert.equal(await page.textContent('#problem h2'), 'Nothing is signed');
    assert.equal(await page.getAttribute('#problem', 'class'), 'problem calm');
    await page.selectOption('#language', 'zh-CN');
    assert.equal(await page.textContent('#problem h2'), '没有签名任何内容');
    assert.match(await page.textContent('#problem-text'), /表格仍在本页。$/);
    await devices.close();
  }
});

test('somebody else’s identity card, and a person who cannot sign', async () => {
  for (const [persona, hkic, resultCode] of [
    ['chan', 'K654321(9)', 'D70005'],
    ['ng', 'Z765432(5)', 'D70004'],
  ]) {
    const devices = await atTheForm({ persona });
    await fillIn(devices.page, { bytes: 10, hkic });
    await devices.page.click('[type="submit"]');
    const code = `gateway-refused · ${resultCode}`;
    assert.deepEqual(await problem(devices.page), { code, view: 'fill-in' });
    await devices.close();
  }
});

test('a person who takes his time is still logged in', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  // Unused Durable Objects are evicted after ten seconds.
  await page.waitForTimeout(12_000);
  await page.reload();
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await devices.close();
});

test('a form that is not complete is not sent', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/sign')) sent += 1;
  });
  await fillIn(page, { bytes: 10 });
  for (const [name, value] of [
    ['hkic', 'A123456(4)'],
    ['hkic', 'A123456'],
    ['hkic', '123'],
    ['vehicle', ''],
  ]) {
    const before = await page.inputValue(`[name="${name}"]`);
    await page.fill(`[name="${name}"]`, value);
    await page.click('[type="submit"]');
    await page.waitForFunction(() => document.activeElement.id === 'form-errors');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction((name) => document.activeElement.name === name, name);
    await page.fill(`[name="${name}"]`, before);
  }
  await fillIn(page, { bytes: 10 * 1024 * 1024 + 1 });
  await page.click('[type="submit"]');
  await page.click('#form-errors a:text-is("Choose a file of 10 MB or less.")');
  await page.waitForFunction(() => document.activeElement.name === 'proof');
  assert.equal(sent, 0);
  await devices.close();
});

test('a form that changes on its way is not signed', async () => {
  const devices = await atTheForm();
  const { page, app } = devices;
  await page.route('**/api/sign?*', async (route) => {
    const body = route.request().postDataBuffer().toString('latin1').replace('AB 1234', 'AB 1235');
    await route.continue({ postData: Buffer.from(body, 'latin1') });
  });
  await fillIn(page, { bytes: 10 });
  await page.click('[type="submit"]');
  assert.deepEqual(await problem(page), { code: 'form-differs', view: 'fill-in' });
  assert.ok(await app.isVisible('[data-key="home"]'), 'the app was asked nothing');
  await devices.close();
});

test('the page that lost its connection hears the result when it is back', async () => {
  const devices = await atTheForm();
  const { page, app } = devices;
  await fillIn(page, { bytes: 10 });
  await page.click('[type="submit"]');
  await codes(devices);
  await page.context().setOffline(true);
  await app.click('[data-action="approve"]');
  await app.waitForSelector('[data-answer="approved"]');
  await page.context().setOffline(false);
  await page.waitForSelector('#report[data-indication="TOTAL-PASSED"]');
  await devices.close();
});

test('the worker refuses what is not its page’s or not iAM Smart’s', async () => {
  const post = (path, init) => fetch(`${demo.origin}${path}`, { method: 'POST', ...init });
  const code = async (response) => [response.status, (await response.json()).code];
  assert.deepEqual(await code(await post('/api/sign', { body: new FormData() })), [
    401,
    'not-logged-in',
  ]);
  const foreign = { headers: { Origin: 'https://elsewhere.example' }, body: '{}' };
  assert.deepEqual(await code(await post('/api/login', foreign)), [403, 'foreign-origin']);
  for (const body of ['', '{}', 'null', '{"state":"a","codeVerifier":"b","code":"c"}']) {
    const [status] = await code(await post('/api/login', { body }));
    assert.equal(status, 400, body);
  }
  const unreadable = [400, 'callback-unreadable'];
  for (const body of ['', 'garbage', '{"secretKey":"AAAA","content":"AAAA"}']) {
    assert.deepEqual(await code(await post('/iamsmart/callback', { body })), unreadable);
  }
  const events = `/api/requests/${crypto.randomUUID()}/events`;
  assert.equal((await fetch(demo.origin + events)).status, 401);
  assert.equal((await fetch(`${demo.origin}/../worker.js`)).status, 404);
  assert.equal((await post('/')).status, 405);
});

test('nothing secret is in a log', async () => {
  const { clientSecret, keyEncryptionKey } = JSON.parse(await readFile(demo.registration, 'utf8'));
  const logs = demo.worker.output() + demo.sandbox.output();
  for (const secret of [clientSecret, keyEncryptionKey.split('\n')[1], 'code=', 'A123456']) {
    assert.ok(!logs.includes(secret));
  }
});
