// What the report looks like where it is neither all well nor all wrong. The files are made by
// tests/fixtures/report/make.py.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browser, demo } from './opened.js';
import { codes, fillIn, logIn, picture, twoDevices, verdict } from './people.js';

const fixtures = fileURLToPath(new URL('../fixtures/report', import.meta.url));
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 } };
const LOOKS = {
  'desktop-light': { ...DESKTOP, colorScheme: 'light' },
  'desktop-dark': { ...DESKTOP, colorScheme: 'dark' },
  'phone-light': { ...PHONE, colorScheme: 'light' },
  'phone-dark': { ...PHONE, colorScheme: 'dark' },
};

/** The verifying page in a browser of its own, with the root of the fixtures as trust anchor. */
async function verifier(look = {}) {
  const context = await browser.newContext({ locale: 'en-HK', ...DESKTOP, ...look });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${demo.origin}/verify.html`);
  await page.click('summary[data-text="trust"]');
  await page.setInputFiles('#anchors', join(fixtures, 'root.pem'));
  return { page, errors, close: () => context.close() };
}

const fixture = (page, name) => page.setInputFiles('#evidence', join(fixtures, name));

/** Waits until the verdict changed, and returns its indication and sub-indication. */
async function changed(page, change) {
  const before = await page.$eval('#report', ({ shadowRoot }) => shadowRoot.innerHTML);
  await change();
  await page.waitForFunction(
    (before) => document.querySelector('#report').shadowRoot.innerHTML !== before,
    before,
  );
  return page.$eval('#report', ({ dataset }) => [dataset.indication, dataset.subIndication]);
}

/** Pictures of a report in every language, with text that fits into the window. */
async function pictures(page, name) {
  const { width } = page.viewportSize();
  for (const language of LANGUAGES) {
    await page.selectOption('#language', language);
    await page.waitForSelector(`#report[lang="${language}"]`);
    await picture(page, `report/${name}-${language}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name}-${language} is ${wide} wide`);
  }
  await page.selectOption('#language', 'en');
  await page.waitForSelector('#report[lang="en"]');
}

test('a broken duty is noted and changes nothing; what cannot be read is left aside', async () => {
  for (const [look, options] of Object.entries(LOOKS)) {
    const { page, errors, close } = await verifier(options);
    await fixture(page, 'warned.json');
    assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
    assert.match(await page.textContent('.noted'), /without effect on the verdict: [1-9]/);
    const noted = page.locator('[data-check][data-outcome="warning"]');
    assert.ok((await noted.count()) >= 1);
    for (const mark of await noted.locator('.mark').all()) {
      assert.equal(await mark.textContent(), '!');
      assert.equal(await mark.getAttribute('aria-label'), 'to note');
    }
    // Neither a tick nor a cross, and another colour than those.
    const colours = await page.$$eval('li[data-check]', (checks) =>
      checks.map((check) => [
        check.dataset.outcome,
        getComputedStyle(check.querySelector('.mark')).color,
      ]),
    );
    const byOutcome = new Map(colours);
    assert.equal(new Set(byOutcome.values()).size, byOutcome.size);
    const aside = page.locator('details', { hasText: 'Left aside' });
    assert.equal(await aside.count(), 1);
    assert.match(await aside.locator('li').first().textContent(), /further certificate/i);
    await pictures(page, `warning-${look}`);
    assert.deepEqual(errors, []);
    await close();
  }
});

test('the strict profile fails the same file', async () => {
  const { page, close } = await verifier();
  await fixture(page, 'warned.json');
  await verdict(page, 'TOTAL-PASSED');
  await page.check('#strict-profile');
  await verdict(page, 'TOTAL-FAILED');
  // What was left aside is no duty of anyone's, and stays a warning.
  const noted = page.locator('[data-check^="certificate["][data-outcome="warning"]');
  assert.equal(await noted.count(), 0);
  await close();
});

test('an expired signer is undecided, and holds at a time before', async () => {
  for (const [look, options] of Object.entries(LOOKS)) {
    const { page, close } = await verifier(options);
    await fixture(page, 'expired.json');
    assert.equal(await verdict(page, 'INDETERMINATE'), 'OUT_OF_BOUNDS_NO_POE');
    await pictures(page, `expired-${look}`);
    await page.fill('#judged-at', '2025-06-01T12:00:00');
    assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
    await close();
  }
});

test('a time is Hong Kong’s, as those that the report shows, wherever the user is', async () => {
  const { page, close } = await verifier({ timezoneId: 'America/New_York' });
  await fixture(page, 'expired.json');
  // The last second of validity is 2025-12-31T00:00:00Z, eight in the morning in Hong Kong.
  for (const [time, indication] of [
    ['2025-12-31T07:59:00', 'TOTAL-PASSED'],
    ['2025-12-31T08:01:00', 'INDETERMINATE'],
  ]) {
    await page.fill('#judged-at', time);
    await verdict(page, indication);
    const shown = await page.textContent('#report dl');
    assert.match(shown, time.endsWith('07:59:00') ? /07:59:00/ : /08:01:00/);
  }
  await close();
});

test('a TLS server of the same authority has not signed', async () => {
  for (const [look, options] of Object.entries(LOOKS)) {
    const devices = await twoDevices(browser, demo, options);
    const { page, app } = devices;
    await logIn(devices, demo);
    await fillIn(page, { bytes: 10 });
    await page.click('[type="submit"]');
    await codes(devices);
    const rule = { at: 'callback/signing', fault: 'server-certificate' };
    const body = JSON.stringify(rule);
    const added = await fetch(`${demo.gateway}/faults/api`, { method: 'POST', body });
    assert.equal(added.status, 201);
    await app.click('[data-action="approve"]');
    assert.equal(await verdict(page, 'TOTAL-FAILED'), 'CHAIN_CONSTRAINTS_FAILURE');
    const failed = await page.$$eval('[data-check][data-outcome="failed"]', (checks) =>
      checks.map(({ dataset }) => dataset.check),
    );
    assert.deepEqual(failed, ['certificate[0].extended-key-usage']);
    await pictures(page, `purpose-${look}`);
    await devices.close();
  }
});

test('revocation data that was taken out is missed, unless the user does not ask', async () => {
  const whole = JSON.parse(await readFile(join(fixtures, 'warned.json'), 'utf8'));
  const buffer = Buffer.from(JSON.stringify({ ...whole, crls: [] }));
  for (const [look, options] of Object.entries(LOOKS)) {
    const { page, close } = await verifier(options);
    const file = { name: 'stripped.json', mimeType: 'application/json', buffer };
    await page.setInputFiles('#evidence', file);
    assert.equal(await verdict(page, 'INDETERMINATE'), 'TRY_LATER');
    for (const revocation of ['soft', 'off']) {
      const choose = () => page.selectOption('#revocation', revocation);
      assert.deepEqual(await changed(page, choose), ['TOTAL-PASSED', '']);
      assert.ok((await page.textContent('.verdict')).includes(`'${revocation}'`));
      await pictures(page, `${revocation}-${look}`);
    }
    const back = () => page.selectOption('#revocation', 'hard');
    assert.deepEqual(await changed(page, back), ['INDETERMINATE', 'TRY_LATER']);
    // The lists handed over apart decide it.
    const lists = whole.crls.map((crl, at) => ({
      name: `${at}.crl`,
      mimeType: 'application/pkix-crl',
      buffer: Buffer.from(crl, 'base64'),
    }));
    await page.setInputFiles('#crls', lists);
    assert.equal(await verdict(page, 'TOTAL-PASSED'), '');
    await close();
  }
});

test('a message with two signers has a report on each', async () => {
  const lists = JSON.parse(await readFile(join(fixtures, 'warned.json'), 'utf8')).crls;
  for (const [look, options] of Object.entries(LOOKS)) {
    const { page, errors, close } = await verifier(options);
    const files = lists.map((crl, at) => ({
      name: `${at}.crl`,
      mimeType: 'application/pkix-crl',
      buffer: Buffer.from(crl, 'base64'),
    }));
    await page.setInputFiles('#crls', files);
    await fixture(page, 'two-signers.p7m');
    // One that holds hides none that does not.
    await verdict(page, 'INDETERMINATE');
    const verdicts = await page.$$eval('.of-signer .verdict', (all) =>
      all.map(({ dataset }) => dataset.indication),
    );
    assert.deepEqual(verdicts.toSorted(), ['INDETERMINATE', 'TOTAL-PASSED']);
    const names = await page.$$eval('.of-signer .certificate:last-child .name', (all) =>
      all.map(({ textContent }) => textContent),
    );
    assert.deepEqual(names.toSorted(), ['CHAN Tai Man', 'WONG Siu Ling']);
    await pictures(page, `signers-${look}`);
    assert.deepEqual(errors, []);
    await close();
  }
});

test('the page speaks the language of the browser, and another one if asked', async () => {
  for (const [locale, lang, title] of [
    ['en-GB', 'en', 'Verify a signed form'],
    ['zh-TW', 'zh-HK', '驗證已簽署表格'],
    ['zh-Hant-MO', 'zh-HK', '驗證已簽署表格'],
    ['zh-SG', 'zh-CN', '验证已签名的表格'],
    ['zh-CN', 'zh-CN', '验证已签名的表格'],
    ['zh-Hans-HK', 'zh-CN', '验证已签名的表格'],
  ]) {
    const { page, close } = await verifier({ locale });
    assert.equal(await page.getAttribute('html', 'lang'), lang);
    assert.equal(await page.title(), title);
    await close();
  }
  const { page, close } = await verifier();
  await fixture(page, 'warned.json');
  await verdict(page, 'TOTAL-PASSED');
  const choose = () => page.selectOption('#language', 'zh-CN');
  await changed(page, choose);
  assert.match(await page.textContent('.verdict .headline'), /签名有效/);
  await page.reload();
  assert.equal(await page.inputValue('#language'), 'zh-CN', 'the choice is kept');
  await close();
});
