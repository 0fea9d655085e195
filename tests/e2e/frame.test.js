// What every page has in common: that it is nobody's real service, one heading, landmarks, a sentence where no
// script runs, a width that fits, and that nothing moves while it loads.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemoWith } from './demo.js';
import { codes, fillIn, logIn, twoDevices, verdict } from './people.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];
const PAGES = (await readdir(new URL('../../www/', import.meta.url))).filter((name) =>
  name.endsWith('.html'),
);

let browser;
let demo;

before(async () => {
  const limits = { asked: { perSecond: 1000 } };
  demo = await startDemoWith({ limits, tour: true });
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Does something with a page in a context of its own; the page may not have thrown anything. */
async function withPage(options, work) {
  const context = await browser.newContext({ locale: 'en-HK', ...options });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  try {
    await work(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(errors, []);
}

/** Waits until a page has decided what it shows. */
async function loaded(page, name) {
  await page.goto(`${demo.origin}/${name}`);
  await page.waitForFunction(() => !document.querySelector('[data-view="loading"]:not([hidden])'));
  await page.evaluate(() => document.fonts.ready);
}

/** Visible headings of the first level, those in elements among them. */
const headings = (page) => page.locator('h1:visible').allTextContents();

/** What axe finds. */
async function found(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations, passes } = await globalThis.axe.run();
    if (passes.length < 10) throw new Error('axe looked at nothing');
    return violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]);
  });
}

/** Fails if axe finds something, if there is not one heading, or if the page is wider than its window. */
async function check(page, what) {
  assert.deepEqual(await found(page), [], what);
  const titles = await headings(page);
  assert.equal(titles.length, 1, `${what}: ${titles.join(' | ')}`);
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${what} is ${wide} wide at ${width}`);
    const lines = await page.$$eval('header nav > *', (items) =>
      items.map((item) => item.offsetTop),
    );
    assert.equal(new Set(lines).size, 1, `${what} has its navigation in one line at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('without a script there is a heading and a sentence, and nobody is deceived', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    for (const name of PAGES) {
      await page.goto(`${demo.origin}/${name}`);
      assert.equal((await headings(page)).length, 1, name);
      assert.match(
        await page.innerText('main'),
        /needs JavaScript.*需要 JavaScript.*需要 JavaScript/s,
      );
      assert.match(
        await page.innerText('.notice'),
        /not a service of the Hong Kong Government/,
        name,
      );
      assert.equal(await page.locator('.of-script:visible').count(), 0, name);
    }
  });
});

test('every page in every language: nothing that axe finds, one heading, a width that fits', async () => {
  const said = [
    /not a service of the Hong Kong Government/,
    /並非香港特別行政區政府的服務/,
    /并非香港特别行政区政府的服务/,
  ];
  for (const [index, language] of LANGUAGES.entries()) {
    await withPage({ locale: language, viewport: { width: 1280, height: 900 } }, async (page) => {
      const titles = new Set();
      for (const name of PAGES) {
        await loaded(page, name);
        titles.add(await page.title());
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
        assert.match(await page.innerText('.notice'), said[index], name);
        // What system-ui is on a Chinese Windows has apostrophes as wide as a character.
        const family = await page.$eval('body', (body) => getComputedStyle(body).fontFamily);
        assert.equal(family.startsWith('system-ui'), !language.startsWith('en'), family);
        await check(page, `${name} ${language}`);
      }
      assert.equal(titles.size, PAGES.length, `${[...titles]}`);
    });
  }
});

test('nothing moves while a page loads, in any language, on a desktop and on a phone', async () => {
  for (const locale of LANGUAGES) {
    for (const viewport of [
      { width: 1280, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await withPage({ locale, viewport }, async (page) => {
        await page.addInitScript(() => {
          globalThis.shifts = [];
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              const what = entry.sources?.map(({ node }) =>
                (node?.outerHTML ?? node?.textContent)?.slice(0, 80),
              );
              globalThis.shifts.push([entry.value, what]);
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        for (const name of PAGES) {
          await loaded(page, name);
          await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
          const shifts = await page.evaluate(() => globalThis.shifts);
          assert.deepEqual(shifts, [], `${name} ${locale} ${viewport.width}`);
        }
      });
    }
  }
});

test('“Log out” is there for those who are logged in', async () => {
  await withPage({}, async (page) => {
    await loaded(page, '');
    assert.ok(await page.isHidden('#log-out'));
    assert.equal(await page.getByRole('button', { name: 'Log out' }).count(), 0);
    // Nothing that is hidden is shown by what a class says.
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('[hidden]')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    assert.deepEqual(shown, []);
  });
});

test('each step of an application, in the language that is chosen on the way', async () => {
  const devices = await twoDevices(browser, demo);
  const { page, app, errors } = devices;
  const choose = (language) => page.selectOption('#language', language);
  const words = (selector) => page.locator(`${selector} slot:not([name])`).first().textContent();
  const more = (selector) =>
    page
      .locator(`${selector} [part="more-info"]`)
      .first()
      .evaluate(({ textContent, href }) => [textContent, href]);

  await page.goto(demo.origin);
  await page.waitForSelector('[data-view="log-in"]:not([hidden])');
  for (const [language, login, info, path] of [
    ['zh-HK', '智方便登入', '了解更多', 'tc'],
    ['zh-CN', '智方便登入', '了解更多', 'sc'],
    ['en', 'Login with iAM Smart', 'More info', 'en'],
  ]) {
    await choose(language);
    assert.equal(await words('#log-in'), login);
    assert.deepEqual(await more('#log-in'), [info, `https://www.iamsmart.gov.hk/${path}/`]);
  }
  assert.equal(
    await page.title(),
    'Apply for a resident parking permit · Resident parking permit · Demo',
  );
  await logIn(devices, demo, 'refuse');
  await page.waitForSelector('#problem:not([hidden])');
  await check(page, 'login refused');
  await logIn(devices, demo);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  assert.equal(await page.title(), 'Application (TD-318) · Resident parking permit · Demo');
  await check(page, 'form');
  // Three steps that are done, now and to come can be told apart where there are few colours.
  const lines = async () =>
    new Set(
      await page.$$eval('.steps li', (steps) =>
        steps.slice(0, 3).map((step) => {
          const { borderTopStyle, borderTopColor, outlineStyle } = getComputedStyle(step);
          return [borderTopStyle, borderTopColor, outlineStyle].join();
        }),
      ),
    );
  await page.emulateMedia({ forcedColors: 'active' });
  assert.equal((await lines()).size, 3);
  await page.emulateMedia({ forcedColors: 'none' });
  await choose('zh-CN');
  for (const [selector, label] of [
    ['#fill', '智方便填表'],
    ['#form iamsmart-button', '智方便数码签署'],
  ]) {
    assert.equal(await words(selector), label);
    assert.deepEqual(await more(selector), ['了解更多', 'https://www.iamsmart.gov.hk/sc/']);
  }
  await page.click('#fill button');
  await app.waitForSelector('[data-field="idNo"]');
  await check(page, 'filling');
  await app.click('[data-action="approve"]');
  await page.waitForSelector('#filled:not([hidden])');
  await check(page, 'filled');
  await app.goto(`${demo.gateway}/app`);
  await fillIn(page, { bytes: 10 });
  await page.click('[type="submit"]');
  await codes(devices);
  await page.click('#leave');
  await check(page, 'open');
  await page.click('#go-on');
  await choose('zh-HK');
  assert.equal(await page.title(), '核對後在手機授權 · 居民泊車許可證 · 示範');
  const element = page.locator('iamsmart-identification-code');
  assert.match(await element.locator('[part="compare"]').textContent(), /請確保「智方便」/);
  assert.match(await element.locator('.spoken').first().textContent(), /^識別碼/);
  await page.click('[data-view="sign"] summary');
  await check(page, 'sign');
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const out = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('iamsmart-identification-code');
      const digits = [...shadowRoot.querySelectorAll('.digit')];
      return digits.filter((digit) => digit.getBoundingClientRect().right > innerWidth - 16).length;
    });
    assert.equal(out, 0, `${width}`);
  }
  await app.click('[data-action="approve"]');
  await verdict(page, 'TOTAL-PASSED');
  await check(page, 'result');
  await choose('en');
  await page.waitForSelector('#report[lang="en"]');
  await page.click('[data-tamper="form"]');
  await verdict(page, 'TOTAL-FAILED');
  await check(page, 'changed');
  assert.deepEqual(errors, []);
  await devices.close();
});
