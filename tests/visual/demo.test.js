// The demo's pages and the sandbox's app beside them, from the login to the report.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/browser.js';
import { startDemo } from '../e2e/demo.js';
import { codes, fillIn, logIn, twoDevices, verdict } from '../e2e/people.js';
import { look } from './looks.js';
import { Pictures } from './pictures.js';
import { BROWSER, CONTEXT, withFonts } from './steady.js';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
/** What the app calls the languages. */
const LANG = { en: 'en-US', 'zh-HK': 'zh-HK', 'zh-CN': 'zh-CN' };

const pictures = new Pictures('demo');
let browser;
let demo;
let devices;
before(async () => {
  demo = await startDemo();
  browser = await launchBrowser(BROWSER);
  await pictures.start();
  devices = await twoDevices(browser, demo, CONTEXT);
  await withFonts(devices.page.context());
  await withFonts(devices.app.context());
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Takes the pictures of the e-service's page, and leaves it in English. */
async function ofPage(name, page = devices.page) {
  const speak = async (language) => {
    await page.selectOption('#language', language);
    // A report is made anew in the language.
    await page.waitForFunction((language) => {
      const reports = [...document.querySelectorAll('iamsmart-report[lang]')];
      return reports.every((report) => report.lang === language || !report.checkVisibility());
    }, language);
  };
  await look(pictures, name, page, speak);
  await speak('en');
}

/** Takes those of a page of the sandbox. */
async function ofApp(name) {
  const { app } = devices;
  const speak = async (language) => {
    await app.evaluate(
      (lang) =>
        fetch('/app/api/language', { method: 'POST', body: JSON.stringify({ lang }) }).then(
          (response) => response.text(),
        ),
      LANG[language],
    );
    await app.reload();
  };
  await look(pictures, `app-${name}`, app, speak);
  await speak('en');
}

/** Takes those of a page whose address has its language. */
async function ofAddress(name, address) {
  const context = await browser.newContext({ locale: 'en-HK', ...CONTEXT });
  await withFonts(context);
  const page = await context.newPage();
  const speak = async (language) => {
    await page.setExtraHTTPHeaders({ 'Accept-Language': language });
    await page.goto(address(LANG[language]));
  };
  await look(pictures, name, page, speak);
  await context.close();
}

const fillInView = () => devices.page.waitForSelector('[data-view="fill-in"]:not([hidden])');

test('the sandbox’s own pages', async () => {
  await ofAddress('sandbox-front', (lang) => `${demo.gateway}/?lang=${lang}`);
  await ofAddress('sandbox-faults', (lang) => `${demo.gateway}/faults?lang=${lang}`);
  const { clientId } = JSON.parse(await readFile(demo.registration, 'utf8'));
  const page = (lang, more) => {
    const query = {
      ...{ clientID: clientId, responseType: 'code', source: 'PC_Browser', scope: 'eidapi_auth' },
      ...{ redirectURI: `${demo.origin}/`, lang, state: 'a' },
      ...more,
    };
    return `${demo.gateway}/api/v1/auth/getQR?${new URLSearchParams(query)}`;
  };
  await ofAddress('sandbox-qr', (lang) => page(lang, {}));
  await ofAddress('sandbox-qr-broker', (lang) => page(lang, { brokerPage: 'true' }));
  await ofAddress('sandbox-qr-refused', (lang) => page(lang, { clientID: 'another' }));
  await ofApp('home');
  for (const name of ['details', 'people']) {
    await devices.app.goto(`${demo.gateway}/app/${name}`);
    await ofApp(name);
  }
});

test('login, form, filling', async () => {
  const { page, app } = devices;
  await page.goto(demo.origin);
  await page.waitForSelector('[data-view="log-in"]:not([hidden])');
  await ofPage('log-in');
  await logIn(devices, demo, 'refuse');
  await page.waitForSelector('#problem:not([hidden])');
  await ofPage('log-in-refused');

  await logIn(devices, demo);
  await fillInView();
  await ofPage('form');
  await page.click('[type="submit"]');
  await ofPage('form-errors');
  await page.fill('#phone', '91234567');
  await page.waitForSelector('#phone-error.mended');
  await ofPage('form-corrected');
  await page.reload();
  await fillInView();
  await page.click('#fill button');
  await app.waitForSelector('[data-field="idNo"]');
  await ofPage('filling');
  await ofApp('form');
  await app.click('[data-action="approve"]');
  await page.waitForSelector('#filled:not([hidden])');
  await ofPage('filled');
});

test('signing, report, tampering, refusal', async () => {
  const { page, app } = devices;
  const sign = async (answer) => {
    await fillInView();
    await fillIn(page, { bytes: 1000 });
    await page.click('[type="submit"]');
    await codes(devices);
    if (answer === 'approve') {
      await ofPage('sign');
      await ofApp('sign');
    }
    await app.click(`[data-action="${answer}"]`);
  };
  await sign('approve');
  await verdict(page, 'TOTAL-PASSED');
  await ofPage('signed');
  // At its own address, because a page that is loaded anew shows what is open.
  await app.waitForSelector('[data-answer="approved"]');
  const id = await app.getAttribute('[data-request]', 'data-request');
  await app.goto(`${demo.gateway}/app/hash-sign?ticketID=${id}`);
  await ofApp('answered');
  await app.goto(`${demo.gateway}/app`);
  await page.click('[data-tamper="signature"]');
  await verdict(page, 'TOTAL-FAILED');
  await ofPage('tampered');

  await page.click('#again');
  await sign('refuse');
  await page.waitForSelector('#problem:not([hidden])');
  await ofPage('refused');
  await app.goto(`${demo.gateway}/app/given`);
  await ofApp('given');
});

test('the verifying page', async () => {
  const context = await browser.newContext({ locale: 'en-HK', ...CONTEXT });
  await withFonts(context);
  const page = await context.newPage();
  await page.goto(`${demo.origin}/verify.html`);
  await ofPage('verify', page);
  await page.click('summary[data-text="trust"]');
  await page.setInputFiles('#anchors', join(fixtures, 'report/root.pem'));
  await ofPage('verify-options', page);
  for (const name of ['warned', 'expired']) {
    const before = await page.$eval('#report', ({ shadowRoot }) => shadowRoot.innerHTML);
    await page.setInputFiles('#evidence', join(fixtures, `report/${name}.json`));
    await page.waitForFunction(
      (before) => document.querySelector('#report').shadowRoot.innerHTML !== before,
      before,
    );
    await ofPage(`verify-${name}`, page);
  }
  await context.close();
});

test('the self-test', async () => {
  const context = await browser.newContext({ locale: 'en-HK', ...CONTEXT });
  await withFonts(context);
  const page = await context.newPage();
  const speak = async (language) => {
    await page.selectOption('#language', language);
    await page.evaluate(withoutMeasures);
  };
  const take = async (name) => {
    await page.goto(`${demo.origin}/selftest`);
    await page.waitForFunction(
      () => !['loading', 'running'].includes(document.documentElement.dataset.state),
    );
    await look(pictures, name, page, speak);
    await speak('en');
  };
  await take('selftest');
  // One that fails.
  await page.route('**/selftest/pkce.json', async (route) => {
    const response = await route.fetch();
    const vectors = await response.json();
    vectors.cases[0].expected = 'another';
    await route.fulfill({ response, json: vectors });
  });
  await take('selftest-failed');
  await context.close();
});

/** Run in the page: in place of what was measured, which has now fewer and now more digits, always the same. */
function withoutMeasures() {
  const cells = '[data-group] td:last-child, [data-speed] td';
  for (const cell of document.querySelectorAll(cells)) {
    cell.textContent = cell.textContent.replace(/[\d.,]+/, '0.0');
  }
  const verdict = document.querySelector('#verdict-text');
  verdict.textContent = verdict.textContent.replace(/\d+\.\d/, '0.0');
  document.querySelector('#json').textContent = '{}';
}

test('they look as they did', () => pictures.check());
