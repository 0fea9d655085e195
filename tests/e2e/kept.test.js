// The page finds its transaction again: reloaded, closed, suspended, in two tabs, and elsewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approve, asked, atTheForm, browser, codeIn, demo, submit } from './asked.js';
import { codes, logInAgain, picture, verdict } from './people.js';

test('reloaded while the app asks, and when the result is there', async () => {
  const devices = await asked();
  const { page, code, errors } = devices;
  await page.reload();
  assert.equal(await codeIn(page), code);
  assert.match(await page.textContent('#signed-text'), /AB 1234/);
  await page.waitForFunction(() =>
    /1[78]:\d\d/.test(
      document.querySelector('[data-view="sign"] iamsmart-waiting').shadowRoot.textContent,
    ),
  );
  await page.click('#leave');
  assert.equal(await page.inputValue('[name="fullName"]'), 'CHAN, Tai Man', 'the form is restored');
  await page.click('#go-on');
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  // Shown, not saved.
  await page.reload();
  await verdict(page, 'TOTAL-PASSED');
  const taken = page.waitForResponse((response) => response.url().endsWith('/take'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(download.suggestedFilename(), 'signed-form.json');
  assert.equal((await taken).status(), 200);
  await page.reload();
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  assert.ok(await page.isHidden('#problem'));
  assert.deepEqual(errors, []);
  await devices.close();
});

test('closed while the app asks: another tab has the request, then the result', async () => {
  const devices = await asked();
  const context = devices.page.context();
  await devices.page.close();
  const page = await context.newPage();
  await page.goto(demo.origin);
  assert.equal(await codeIn(page), devices.code);
  await page.close();
  await approve(devices);
  const last = await context.newPage();
  await last.goto(demo.origin);
  await verdict(last, 'TOTAL-PASSED');
  await last.click('#again');
  await last.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await devices.close();
});

test('restored by "back": the page goes on, or is another’s no longer', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  // A service worker that begins would take the kept page out of the browser's memory.
  await page.goto(`${demo.origin}/verify.html`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(demo.origin);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await submit(page);
  const { inPage: code } = await codes(devices);
  await page.evaluate(() => {
    window.isSame = true;
    addEventListener('pageshow', ({ persisted }) => {
      window.wasKept = persisted;
    });
  });
  await page.goto(`${demo.origin}/verify.html`);
  await approve(devices);
  await page.goBack({ waitUntil: 'commit' });
  await verdict(page, 'TOTAL-PASSED');
  assert.ok(await page.evaluate(() => window.isSame && window.wasKept), 'kept in memory');
  assert.equal(await page.$eval('iamsmart-identification-code', ({ code }) => code), code);

  await page.goto(`${demo.origin}/verify.html`);
  await page.evaluate(() => fetch('/api/logout', { method: 'POST' }));
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForSelector('[data-view="log-in"]:not([hidden])');
  assert.equal(await page.inputValue('[name="fullName"]'), '', 'nothing of the form is left');
  await devices.close();
});

test('suspended while the app approves', async () => {
  const devices = await asked();
  const { page } = devices;
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await approve(devices);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});

test('two tabs have the same request, one result, and one session', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  const other = await page.context().newPage();
  await other.goto(demo.origin);
  await other.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await submit(page);
  const { inPage } = await codes(devices);
  // The other tab knows nothing of it, and is told.
  await submit(other, { vehicle: 'CD 5678' });
  await other.waitForSelector('#open-request:not([hidden])');
  assert.equal(await other.textContent('#open-digits'), inPage);
  assert.match(await other.textContent('#open-what'), /AB 1234/);
  await picture(other, 'kept/desktop-other-tab');
  await other.click('#go-on');
  assert.equal(await codeIn(other), inPage);
  await approve(devices);
  for (const tab of [page, other]) await verdict(tab, 'TOTAL-PASSED');
  await page.click('#again');
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await other.reload();
  await other.waitForSelector('[data-view="fill-in"]:not([hidden])');
  assert.equal(await other.inputValue('[name="vehicle"]'), '');

  await submit(page);
  const code = await codeIn(page);
  await other.reload();
  assert.equal(await codeIn(other), code);
  await page.click('#log-out');
  await other.waitForSelector('[data-view="log-in"]:not([hidden])');
  await devices.app.goto(`${demo.gateway}/app`);
  await devices.app.click('[data-action="refuse"]');
  await devices.close();
});

test('the result was saved in another tab while this one had no connection', async () => {
  const devices = await asked({ viewport: { width: 320, height: 640 }, locale: 'zh-HK' });
  const { page } = devices;
  const other = await page.context().newPage();
  await other.goto(demo.origin);
  await codeIn(other);
  const events = '**/api/requests/*/events';
  await page.route(events, (route) => route.abort());
  const reconnect = () => page.evaluate(() => dispatchEvent(new Event('online')));
  await reconnect();
  await page.waitForSelector('#connection:not([hidden])');
  await approve(devices);
  await verdict(other, 'TOTAL-PASSED');
  await other.click('#again');
  await other.waitForSelector('[data-view="fill-in"]:not([hidden])');
  await page.unroute(events);
  await reconnect();
  await page.waitForSelector('#info:not([hidden])');
  assert.match(await page.textContent('#info'), /已在另一分頁/);
  assert.ok(await page.isHidden('#problem'), 'nothing went wrong');
  await picture(page, 'kept/tiny-zh-taken');
  await devices.close();
});

test('logged out, and logged in with another browser: the request is there, then its result', async () => {
  const devices = await asked();
  const { page, app, code } = devices;
  await page.click('#log-out');
  await page.waitForSelector('[data-view="log-in"]:not([hidden])');
  const elsewhere = await browser.newContext({ locale: 'en-HK' });
  const there = { ...devices, page: await elsewhere.newPage() };
  await logInAgain(there, demo);
  assert.equal(await codeIn(there.page), code);
  await app.waitForSelector('[data-identification-code]');
  await approve(devices);
  await verdict(there.page, 'TOTAL-PASSED');
  await elsewhere.close();
  await devices.close();
});
