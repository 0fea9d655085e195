// One person with two devices: a desktop browser with the form, a phone with the app.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/**
 * Saves a full-page screenshot of the last run in target/e2e.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name With the test file's folder, because files run in parallel.
 */
export function picture(page, name) {
  return page.screenshot({ path: join(root, 'target/e2e', `${name}.png`), fullPage: true });
}

/**
 * Two browser contexts that share nothing; the phone already has its user.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ origin: string, gateway: string }} demo
 * @param {{ persona?: string, locale?: string, colorScheme?: 'light' | 'dark' }} [options]
 */
export async function twoDevices(browser, demo, options = {}) {
  const { persona = 'chan', ...look } = options;
  const desktop = await browser.newContext({
    locale: 'en-HK',
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...look,
  });
  const phone = await browser.newContext({ locale: 'en-HK', ...PHONE, ...look });
  const errors = [];
  const page = await desktop.newPage();
  page.on('pageerror', (error) => errors.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const app = await phone.newPage();
  await app.goto(`${demo.gateway}/app`);
  await app.click(`[data-action="persona"][data-persona="${persona}"]`);
  await app.waitForSelector('[data-key="home"]');
  return {
    page,
    app,
    /** Errors in the desktop's console. */
    errors,
    async close() {
      await desktop.close();
      await phone.close();
    },
  };
}

/**
 * Logs in from the first page to the form: getQR page, "scanned" QR code, approved login. What an
 * earlier test has left of this person is cleared away.
 */
export async function logIn(devices, demo, answer = 'approve') {
  const { page } = devices;
  await logInAgain(devices, demo, answer);
  await page.waitForSelector(':is(#log-out, #problem):not([hidden])');
  if (await page.isHidden('#log-out')) return;
  const isLeft = await page.evaluate(async () => {
    const kept = await (await fetch('/api/requests')).json();
    for (const { businessId } of kept) {
      for (const step of ['withdraw', 'take']) {
        await fetch(`/api/requests/${businessId}/${step}`, { method: 'POST' });
      }
    }
    return kept.length > 0;
  });
  if (isLeft) await page.reload();
}

/** Two devices, the desktop logged in and at the form; the options are those of `twoDevices`. */
export async function twoDevicesAtTheForm(browser, demo, options) {
  const devices = await twoDevices(browser, demo, options);
  await logIn(devices, demo);
  await devices.page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  return devices;
}

/** Logs in, and finds again what this person has begun. */
export async function logInAgain({ page, app }, demo, answer = 'approve') {
  await page.goto(demo.origin);
  await page.click('#log-in button');
  await page.waitForSelector('main[data-request]');
  const link = await page.getAttribute('[data-action="open-app"]', 'href');
  await app.goto(new URL(link, demo.gateway).href);
  await app.click(`[data-action="${answer}"]`);
  await page.waitForURL(`${demo.origin}/`);
  await app.goto(`${demo.gateway}/app`);
}

/** Fills in the form with a file of `bytes` bytes, and returns those bytes. */
export async function fillIn(page, { bytes = 5_000_000, ...changes } = {}) {
  const fields = {
    fullName: 'CHAN, Tai Man',
    chineseName: '陳大文',
    hkic: 'A123456(3)',
    phone: '91234567',
    address: 'Flat 3A, 12/F, Example House\n1 Sample Street\nWan Chai, Hong Kong',
    vehicle: 'AB 1234',
    ...changes,
  };
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
  await page.check('[name="declaration"]');
  const buffer = Buffer.alloc(bytes, '%PDF-1.7 proof of address ');
  const file = { name: 'proof.pdf', mimeType: 'application/pdf', buffer };
  await page.setInputFiles('[name="proof"]', file);
  return buffer;
}

/** The identification codes shown by the page and by the app. */
export async function codes({ page, app }) {
  await page.waitForSelector('[data-view="sign"]:not([hidden])');
  const inPage = await page.$eval('iamsmart-identification-code', ({ code }) => code);
  const shown = await app.waitForSelector('[data-identification-code]');
  return { inPage, inApp: await shown.getAttribute('data-identification-code') };
}

/** Waits until the page shows this indication; returns the sub-indication. */
export async function verdict(page, indication) {
  await page.waitForSelector(`#report[data-indication="${indication}"]`);
  return page.$eval('#report', ({ dataset }) => dataset.subIndication);
}
