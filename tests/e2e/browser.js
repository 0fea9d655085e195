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

export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.IAMSMART_CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS,
  });
}
