// The demo and a browser, for a file of tests.

import { after, before } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { twoDevicesAtTheForm } from './people.js';

export let browser;
export let demo;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

export const atTheForm = (options) => twoDevicesAtTheForm(browser, demo, options);
