// A page that asks for a signature: the steps that the tests of what is kept share.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { codes, fillIn, twoDevicesAtTheForm } from './people.js';
import { until } from './until.js';

export let browser;
export let demo;

before(async () => {
  demo = await startDemo();
  // With "back" as users have it; browsers under test go without it.
  browser = await launchBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

export const atTheForm = (look) => twoDevicesAtTheForm(browser, demo, look);

/** Fills in the form and presses the button. */
export async function submit(page, changes = {}) {
  await fillIn(page, { bytes: 10, ...changes });
  await page.click('[type="submit"]');
}

/** Has the signature requested; returns the devices and the code that both show. */
export async function asked(look) {
  const devices = await atTheForm(look);
  await submit(devices.page);
  const { inPage, inApp } = await codes(devices);
  assert.equal(inPage, inApp);
  return { ...devices, code: inPage };
}

export async function approve({ app }) {
  await app.click('[data-action="approve"]');
  await app.waitForSelector('[data-answer="approved"]');
}

export const codeIn = async (page) => {
  await page.waitForSelector('[data-view="sign"]:not([hidden])');
  return page.$eval('iamsmart-identification-code', ({ code }) => code);
};

/** Waits until the newest request has come to a stage; `undefined` when there is none any more. */
export async function reached(page, stage) {
  const newest = () =>
    page.evaluate(async () => (await (await fetch('/api/requests')).json())[0]?.stage);
  await until(`the newest request is ${stage}`, async () => (await newest()) === stage);
}
