// The real Chromium, without a window.

import { chromium } from 'playwright-core';

/** As root Chromium runs only without its own sandbox; the rest keeps it off the network. */
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
