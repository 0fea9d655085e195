// The page finds its transaction again, in every step: reloaded, closed, disconnected, suspended, in
// two tabs, and with a worker that is killed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { choose, clearFaults } from '../worker/visitor.js';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { codes, fillIn, logIn, logInAgain, picture, twoDevices, verdict } from './people.js';

const REQUEST = '/account/signing/initiateRequest';

let browser;
let demo;

before(async () => {
  // With "back" as users have it; browsers under test go without it.
  [demo, browser] = await Promise.all([
    startDemo(),
    launchBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  ]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function atTheForm(look) {
  const devices = await twoDevices(browser, demo, look);
  await logIn(devices, demo);
  await devices.page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  return devices;
}

/** Fills in the form and presses the button. */
async function submit(page, changes = {}) {
  await fillIn(page, { bytes: 10, ...changes });
  await page.click('[type="submit"]');
}

/** Has the signature requested; returns the devices and the code that both show. */
async function asked(look) {
  const devices = await atTheForm(look);
  await submit(devices.page);
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  return { ...devices, code: inPage };
}

async function approve({ app }) {
  await app.click('[data-action="approve"]');
  await app.waitForSelector('[data-answer="approved"]');
}

const codeIn = async (page) => {
  await page.waitForSelector('[data-view="sign"]:not([hidden])');
  return page.$eval('iamsmart-identification-code', ({ code }) => code);
};

/** Waits until the newest request has come to a stage. `waitForFunction` waits for no promise. */
async function reached(page, stage) {
  const newest = () =>
    page.evaluate(async () => (await (await fetch('/api/requests')).json())[0]?.stage);
  while ((await newest()) !== stage) await pause(50);
}

const view = (page) => page.getAttribute('[data-view]:not([hidden])', 'data-view');

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
