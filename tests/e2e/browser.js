// Headless Chromium.

import { chromium } from 'playwright-core';

/** As root, Chromium requires --no-sandbox. The other options keep it off the network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param {import('playwright-core').LaunchOptions} [options] */
export function launchBrowser(options) {
  return chromium.launch({
    ...options,
    executablePath: process.env.IAMSMART_CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS,
  });
}
