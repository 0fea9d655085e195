// The sandbox's own pages in every look and language: axe, widths, keyboard, no scripts, and what a
// person does there.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { accountRequest, logIn, signingRequest, startSandbox } from '../gateway/sandbox.js';
import { launchBrowser } from './browser.js';
import { picture } from './people.js';

const { EService } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCOPE = 'eidapi_auth eidapi_formFilling eidapi_sign';
const FORM = {
  eMEFields: ['idNo', 'enName', 'emailAddress', 'residentialAddress', 'passportNumber'],
  formName: 'Resident parking permit',
  formNum: 'TD-318',
};
/** Languages, widths, and colours: two, or with `IAMSMART_LOOKS=all` all. */
const LOOKS = [
  ['en', { locale: 'en-HK', viewport: { width: 390, height: 844 } }],
  ['sc', { locale: 'zh-CN', viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ['tc', { locale: 'zh-HK', viewport: { width: 1280, height: 900 } }],
  ['forced', { locale: 'en-HK', viewport: { width: 390, height: 844 }, forcedColors: 'active' }],
].slice(0, process.env.IAMSMART_LOOKS === 'all' ? 4 : 2);

let sandbox;
let gateway;
let service;
let browser;

before(async () => {
  sandbox = await startSandbox();
  browser = await launchBrowser();
  ({ gateway } = sandbox.registration);
  service = new EService(sandbox.registration);
});

after(async () => {
  await browser?.close();
  await sandbox?.stop();
});

/** The address of a getQR page. */
function getQr() {
  const query = new URLSearchParams({
    clientID: sandbox.registration.clientId,
    responseType: 'code',
    source: 'PC_Browser',
    redirectURI: sandbox.callbacks.loginUri,
    scope: 'eidapi_auth',
    state: 'a-state',
  });
  return `/api/v1/auth/getQR?${query}`;
}

async function open(look, { persona, ...options } = {}) {
  const context = await browser.newContext({ ...look, ...options });
  if (persona) {
    await context.addCookies([
      { name: 'iamsmart_sandbox_persona', value: persona, domain: '127.0.0.1', path: '/app' },
    ]);
  }
  // What moves without anybody's doing, from the first paint on.
  await context.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) globalThis.shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, errors, close: () => context.close() };
}

/** What axe finds, and whether the page fits, has one heading and a title, and stood still. */
async function inspect(page, name) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => ({
    violations: (await globalThis.axe.run()).violations.map(({ id, nodes }) => [
      id,
      ...nodes.map(({ html }) => html),
    ]),
    width: document.documentElement.scrollWidth,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    isEnglish: document.documentElement.lang.startsWith('en'),
    family: getComputedStyle(document.body).fontFamily,
    shift: globalThis.shift,
  }));
  assert.deepEqual(found.violations, [], name);
  assert.ok(found.width <= page.viewportSize().width, `${name} is ${found.width} wide`);
  assert.equal(found.headings, 1, name);
  assert.ok(found.title.length > 2, name);
  // What system-ui is on a Chinese Windows has apostrophes as wide as a character.
  assert.equal(found.family.startsWith('system-ui'), !found.isEnglish, found.family);
  assert.equal(found.shift, 0, `${name} moved`);
  await picture(page, `sandbox/${name}`);
}

test('every page in every look', async () => {
  const token = await service.login(await logIn(sandbox, 'chan', SCOPE));
  for (const [name, look] of LOOKS) {
    const form = await service.requestFormFilling(accountRequest(sandbox, token, FORM));
    const signing = signingRequest(sandbox, token);
    const ticket = await service.requestSigning(signing);
    const { page, errors, close } = await open(look, { persona: 'chan' });
    for (const [state, path, ready] of [
      ['front', '/', 'h1'],
      ['faults', '/faults', '[data-preset]'],
      ['qr', getQr(), 'main[data-state="waiting"]'],
      ['refused', '/api/v1/auth/getQR?clientID=0', '.result'],
      ['form', `/app/eme?ticketID=${form.ticketId}`, '[data-field="idNo"]'],
      ['sign', `/app/hash-sign?ticketID=${ticket.ticketId}`, '[data-identification-code]'],
      ['details', '/app/details', '[data-form="details"]'],
      ['given', '/app/given', '[data-given]'],
      ['people', '/app/people', '[data-form="person"]'],
      ['not-shown', '/app/login?requestID=0', '[data-result-code]'],
    ]) {
      await page.goto(gateway + path);
      await page.waitForSelector(ready);
      await inspect(page, `${name}-${state}`);
    }

    // Another request waits: it comes up when this one is answered.
    await page.goto(`${gateway}/app/eme?ticketID=${form.ticketId}`);
    await page.click('[data-action="approve"]');
    await page.waitForSelector('[data-identification-code]');
    await sandbox.callbacks.next();
    await page.click('[data-action="approve"]');
    await page.waitForSelector('[data-delivery="taken"] .mark.open');
    await inspectLater(page, `${name}-sent`);
    await sandbox.callbacks.next();
    await service.acknowledge(signing.businessId, name === 'en' ? 'SR001' : 'SR002');
    await page.waitForSelector(name === 'en' ? '.mark.good' : '.mark.bad');
    await inspectLater(page, `${name}-acknowledged`);
    await page.goto(`${gateway}/app`);
    await page.waitForSelector('[data-key="home"]');
    await inspect(page, `${name}-home`);

    await page.goto(`${gateway}/app/details`);
    await page.fill('[name="mobileNumber.SubscriberNumber"]', 'hello');
    await page.click('[data-action="save"]');
    await page.waitForSelector('.summary');
    await inspect(page, `${name}-details-wrong`);
    assert.deepEqual(
      // A refused form and a refused login are what this looks at.
      errors.filter((error) => !/\b(400|404|422)\b/.test(error)),
      [],
    );
    await close();
  }
});

/** Like inspect, after the screen has changed: it replaces what was there. */
async function inspectLater(page, name) {
  await page.evaluate(() => {
    globalThis.shift = 0;
  });
  await inspect(page, name);
}

test('a person changes details by keyboard alone, and the kind of address', async () => {
  const { page, close } = await open(LOOKS[0][1], { persona: 'lee' });
  await page.goto(`${gateway}/app/details`);
  const address = '[name="residentialAddress"]';
  assert.ok(await page.isVisible('[data-of="EngPremisesAddress"]'));
  assert.ok(await page.isHidden('[data-of="ChiPremisesAddress"]'));
  await page.focus(address);
  await page.keyboard.press('End');
  await page.waitForSelector('[data-of="FreeFormatAddress"]', { state: 'visible' });
  assert.ok(await page.isHidden('[data-of="EngPremisesAddress"]'));
  const line = '[name="residentialAddress.FreeFormatAddress.AddressLine1"]';
  // Tab reaches it: the inputs of other kinds are not in between.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute('name')),
    'residentialAddress.FreeFormatAddress.AddressLine1',
  );
  await page.keyboard.press('Enter');
  await page.waitForSelector('.summary');
  assert.match(await page.textContent('.summary'), /Free format, Line 1: Fill this in\./);
  assert.ok(await page.evaluate(() => document.activeElement.matches('.summary')));
  assert.match(await page.title(), /^Please check/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute('name')),
    'residentialAddress.FreeFormatAddress.AddressLine1',
  );
  await page.keyboard.type('1 New Road');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.saved');
  assert.equal(await page.inputValue(line), '1 New Road');
  await picture(page, 'sandbox/en-details-saved');
  await close();
});

test('a situation is chosen, listed and cleared; a fault has only its inputs', async () => {
  const { page, close } = await open(LOOKS[0][1]);
  await page.goto(`${gateway}/faults`);
  const inputs = () =>
    page.$$eval('[data-input]', (labels) =>
      labels.filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.input),
    );
  assert.deepEqual(await inputs(), ['code', 'handled']);
  await page.selectOption('[name="at"]', 'callback');
  assert.deepEqual(await inputs(), ['code']);
  await page.selectOption('[name="fault"]', 'duplicate');
  assert.deepEqual(await inputs(), ['ms', 'jitterMs', 'count']);
  await page.selectOption('[name="at"]', '/ca/ocsp');
  const offered = await page.$$eval('[name="fault"] option:not([hidden])', (options) =>
    options.map(({ value }) => value),
  );
  assert.deepEqual(offered, ['delay', 'status', 'drop', 'cut', 'html', 'garbage', 'stale']);
  await page.selectOption('[name="fault"]', 'status');
  await page.fill('[name="status"]', '429');
  await page.fill('[name="retryAfter"]', '7');
  await page.click('[data-action="add"]');
  await page.waitForSelector('[data-fault]');
  assert.match(
    await page.textContent('[data-fault] span'),
    /\/ca\/ocsp · An HTTP status · HTTP 429 · Retry-After: 7 · × 1/,
  );
  await page.click('[data-preset="callback-twice"]');
  await page.click('[data-preset="signer-revoked"]');
  await page.waitForSelector('[data-active="chan"]');
  assert.equal(await page.locator('#state li').count(), 6);
  await picture(page, 'sandbox/en-faults-active');
  await page.click('[data-action="clear"]');
  await page.waitForSelector('[data-action="clear"]', { state: 'detached' });
  assert.equal(await page.locator('#state li').count(), 0);
  // Focus stays where the button was.
  assert.equal(await page.evaluate(() => document.activeElement.closest('section').id), 'state');
  await close();
});

test('a page that is open says at once which requests are answered without a person', async () => {
  const { page, errors, close } = await open(LOOKS[0][1]);
  const answer = (answer) =>
    fetch(`${gateway}/app/api/auto`, { method: 'POST', body: JSON.stringify({ answer }) });
  for (const path of ['/', '/faults', '/app']) {
    await page.goto(gateway + path);
    assert.ok(await page.isHidden('[data-auto]'), path);
    await answer('refuse');
    await page.waitForSelector('[data-auto]:text("refused after 500 ms")');
    await answer(null);
    await page.waitForSelector('[data-auto]', { state: 'hidden' });
  }
  assert.deepEqual(errors, []);
  await close();
});

test('without scripts: a person is chosen, added, asked, and the login goes on', async () => {
  const { page, close } = await open(LOOKS[0][1], { javaScriptEnabled: false });
  await page.goto(`${gateway}/app`);
  assert.match(await page.textContent('header'), /Without JavaScript/);
  await page.click('[data-persona="wong"]');
  await page.waitForSelector('[data-key="home"]');
  await page.click('nav.parts a[href="/app/people"]');
  await page.fill('[name="id"]', 'tang');
  await page.fill('[name="englishName"]', 'TANG, Ka Yan');
  await page.fill('[name="hkic"]', 'B123456(6)');
  await page.click('[data-action="add"]');
  await page.waitForSelector('[data-action="remove"][data-persona="tang"]');
  await page.click('[data-action="remove"][data-persona="tang"]');
  await page.waitForSelector('[data-action="remove"][data-persona="tang"]', { state: 'detached' });

  const qr = await page.context().newPage();
  await qr.goto(gateway + getQr());
  assert.ok(await qr.isHidden('[data-action="cancel"]'));
  const link = await qr.getAttribute('[data-action="open-app"]', 'href');
  await page.goto(link);
  await page.click('[data-action="approve"]');
  await page.waitForSelector('[data-answer="approved"]');
  await qr.waitForURL((address) => address.searchParams.has('code'));
  await page.click('nav.bar button[lang="zh-Hans"]');
  await page.waitForSelector('html[lang="zh-Hans"]');
  await close();
});
