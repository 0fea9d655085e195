// A page with the elements under a strict policy, new for each test.

import { after, before, beforeEach } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { serve } from './served.js';

let browser;
export let served;
export let page;
/** What the page threw. */
export let errors;
before(async () => {
  served = await serve();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await served?.stop();
});
beforeEach(async () => {
  errors = [];
  await another({ locale: 'en-HK', viewport: { width: 800, height: 600 } });
  served.asked.length = 0;
});

/** Has another page instead, in a context of its own. */
export async function another(options) {
  await page?.context().close();
  const context = await browser.newContext(options);
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(`${error}`));
}

export const open = async () => {
  await page.goto(served.origin);
  await page.waitForFunction(() => globalThis.elements);
};
export const show = (html) =>
  page.evaluate((html) => {
    document.querySelector('#place').innerHTML = html;
  }, html);
export const text = (selector) => page.locator(selector).textContent();
export const told = (name) =>
  page
    .waitForFunction((name) => globalThis.told.find(([one]) => one === name)?.[1], name)
    .then((handle) => handle.jsonValue());

/** What is told of a request that nobody has answered yet. */
export const PENDING = {
  stage: 'pending',
  businessId: 'b',
  kind: 'signing',
  confirmed: true,
  authByQr: true,
  ticketId: 't 1',
};
