// The demo and a browser, for a file of tests.

import { after } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemo } from './demo.js';
import { twoDevicesAtTheForm } from './people.js';

// Not in a hook: hooks of the file that imports this need both, and may begin beside it.
export const [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);

after(async () => {
  await browser.close();
  await demo.stop();
});

export const atTheForm = (options) => twoDevicesAtTheForm(browser, demo, options);
