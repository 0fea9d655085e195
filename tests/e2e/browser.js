// Headless Chromium.

import { chromium } from 'playwright-core';
import { start } from './programs.js';

const CHROMIUM = process.env.IAMSMART_CHROMIUM ?? '/usr/bin/chromium';

/**
 * Chromium renders suggestions of its address bar, which nobody sees here, in two processes for each window. The others
 * are those that Playwright turns off: of several such switches, the last one counts.
 */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** As root, Chromium requires --no-sandbox. The other options keep it off the network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${FEATURES_OFF.join()}`,
];

/** What a page is waited for, and the browser: on a busy machine, Playwright's 30 s are too few now and then. */
export const PATIENCE_MS = 120_000;

/** A connection to a browser that has just started never ends now and then (microsoft/playwright#35928). */
const CONNECTION = { attempts: 4, withinMs: 30_000 };

/** @param {import('playwright-core').LaunchOptions} [options] */
export async function launchBrowser({ args = [], ...options } = {}) {
  const browser = await chromium.launch({
    timeout: PATIENCE_MS,
    ...options,
    executablePath: CHROMIUM,
    args: [...ARGS, ...args],
  });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

/**
 * A browser with its profile in this folder. `kill` ends it so that it writes nothing more; one that
 * is launched with the same folder has what had come to the disk by then.
 *
 * @param {string} folder
 */
export async function launchMortalBrowser(folder) {
  for (let attempt = 1; ; attempt += 1) {
    const { match, kill } = await start(
      CHROMIUM,
      [...ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`],
      { ready: /^DevTools listening on (ws:\S+)/, from: 'stderr', withinMs: PATIENCE_MS },
    );
    try {
      const browser = await chromium.connectOverCDP(match[1], { timeout: CONNECTION.withinMs });
      const [context] = browser.contexts();
      context.setDefaultTimeout(PATIENCE_MS);
      return { context, kill };
    } catch (error) {
      await kill();
      if (attempt === CONNECTION.attempts) throw error;
    }
  }
}
