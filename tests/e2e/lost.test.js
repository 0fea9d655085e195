// What is lost on the way: answers, connections, the verifier, revocation data, and the worker itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, clearFaults } from '../worker/visitor.js';
import { approve, asked, atTheForm, codeIn, demo, reached, submit } from './asked.js';
import { codes, fillIn, picture, verdict } from './people.js';

const REQUEST = '/account/signing/initiateRequest';

test('a slow gateway: a second press, and a reload, ask nothing anew', async () => {
  const devices = await atTheForm();
  const { page, app } = devices;
  await choose(demo, { at: REQUEST, fault: 'delay', ms: 4000 });
  await submit(page);
  await page.waitForSelector('#asking:not([hidden])');
  assert.ok(await page.$eval('iamsmart-button[type="submit"]', ({ busy }) => busy));
  await picture(page, 'kept/desktop-asking');
  // The server refuses too.
  const refused = await page.evaluate(async () => {
    const body = new FormData(document.forms.form);
    const init = { method: 'POST', body };
    return Promise.all(
      ['x', 'y'].map(
        async (hashCode) => (await fetch(`/api/sign?hashCode=${hashCode}`, init)).status,
      ),
    );
  });
  assert.deepEqual(refused, [409, 409]);
  await page.reload();
  const code = await codeIn(page);
  await page.waitForSelector('[data-view="sign"] [part="note"]');
  await picture(page, 'kept/desktop-unconfirmed');
  const shown = await app.waitForSelector('[data-identification-code]');
  assert.equal(await shown.getAttribute('data-identification-code'), code);
  await page.waitForSelector('[data-view="sign"] [part="note"]', { state: 'hidden' });
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});

test('the gateway’s answer is lost: the request counts all the same', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  await choose(demo, { at: REQUEST, fault: 'drop', handled: true });
  await submit(page);
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  await page.waitForSelector('[data-view="sign"] [part="note"]');
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});

test('the worker’s answer is lost: the page looks for its request', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  await page.route(
    '**/api/sign?*',
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await submit(page);
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});

test('no network while the app approves: nothing is loaded or deleted meanwhile', async () => {
  const devices = await atTheForm({ locale: 'zh-HK', viewport: { width: 390, height: 844 } });
  const { page } = devices;
  const verifier = page.waitForResponse(async (response) =>
    /chunk.*\.js$/.test(response.url()) ? (await response.body()).length > 500_000 : false,
  );
  await submit(page);
  await codes(devices);
  await verifier;
  await page.context().setOffline(true);
  await page.waitForSelector('#connection:not([hidden])');
  await picture(page, 'kept/narrow-zh-offline');
  await approve(devices);
  await page.context().setOffline(false);
  await verdict(page, 'TOTAL-PASSED');
  assert.ok(await page.isHidden('#connection'));
  await devices.close();
});

test('the verifier cannot be loaded: the result is kept until it can', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  const pattern = '**/inline-*.js';
  await page.route(pattern, (route) => route.abort());
  let taken = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/take')) taken += 1;
  });
  await submit(page);
  await codes(devices);
  await approve(devices);
  await page.waitForSelector('#problem[data-code="verifier-unreachable"]:not([hidden])');
  await picture(page, 'kept/desktop-no-verifier');
  assert.equal(taken, 0);
  await page.unroute(pattern);
  await page.reload();
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});

test('too many requests: the page waits as long as it is told', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  const times = [];
  await page.route('**/api/requests/*/events', async (route) => {
    times.push(Date.now());
    if (times.length > 2) return route.continue();
    await route.fulfill({
      status: 429,
      headers: { 'Retry-After': '2' },
      json: { code: 'too-many-requests', message: 'Wait.' },
    });
  });
  await submit(page);
  await codes(devices);
  await page.waitForSelector('#connection:not([hidden])');
  await picture(page, 'kept/desktop-busy');
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  for (const at of [1, 2]) assert.ok(times[at] - times[at - 1] >= 1900, `${times}`);
  await devices.close();
});

test('nobody tells whether the certificate is revoked: kept, asked again, then shown', async () => {
  const look = { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-HK' };
  const devices = await asked(look);
  const { page } = devices;
  for (const at of ['/ca/ocsp', '/ca/issuing.crl', '/ca/root.crl']) {
    await choose(demo, { at, fault: 'status', status: 503, times: 1000 });
  }
  await approve(devices);
  // Told to the page that waits, not only after a reload.
  await page.waitForFunction(() =>
    /已收到並保存/.test(
      document.querySelector('[data-view="sign"] iamsmart-waiting').shadowRoot.textContent,
    ),
  );
  await picture(page, 'kept/narrow-zh-dark-undecided');
  await page.click('#leave');
  assert.ok(await page.isVisible('#go-on'));
  assert.ok(await page.isHidden('#withdraw-open'), 'what has arrived is not withdrawn');
  await picture(page, 'kept/narrow-zh-dark-undecided-open');
  await page.click('#go-on');
  await clearFaults(demo);
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});

test('the worker is killed in each step', async () => {
  const devices = await atTheForm();
  const { page } = devices;
  const restart = async () => {
    await demo.killWorker();
    await demo.startWorker();
  };
  // At the form.
  await fillIn(page, { bytes: 10 });
  await restart();
  await page.click('[type="submit"]');
  const { inPage } = await codes(devices);
  // While the app asks: the page goes on, and a reload finds the same.
  await restart();
  await page.waitForSelector('#connection', { state: 'hidden' });
  await page.reload();
  assert.equal(await codeIn(page), inPage);
  // While the app approves.
  await demo.killWorker();
  await page.waitForSelector('#connection:not([hidden])');
  await approve(devices);
  await demo.startWorker();
  await verdict(page, 'TOTAL-PASSED');
  // Before the page has saved the result.
  await restart();
  await page.reload();
  await verdict(page, 'TOTAL-PASSED');
  const taken = page.waitForResponse((response) => response.url().endsWith('/take'));
  await page.click('#again');
  await taken;
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  // While the gateway is asked: nobody knows whether the request came that far, and the page says so.
  // Here it did not; the new process asks for a key first, and that is late.
  await devices.app.goto(`${demo.gateway}/app`);
  await restart();
  await choose(demo, { at: '/security/getKey', fault: 'delay', ms: 5000 });
  await submit(page);
  await reached(page, 'pending');
  await restart();
  await codeIn(page);
  await page.waitForSelector('[data-view="sign"] [part="note"]');
  await page.click('#withdraw');
  await page.waitForSelector('#info:not([hidden])');
  await page.click('[type="submit"]');
  const last = await codes(devices);
  assert.equal(last.inPage, last.inApp);
  await approve(devices);
  await verdict(page, 'TOTAL-PASSED');
  await devices.close();
});
