// Installs Chrome for Testing and ChromeDriver of the same version into a cache folder.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  Browser,
  BrowserPlatform,
  computeExecutablePath,
  detectBrowserPlatform,
  install,
} from '@puppeteer/browsers';

/**
 * SHA-256 digests of the archives, by platform. Google publishes none; these are from Selenium's
 * build (common/repositories.bzl). Platforms that are not listed are not supported.
 *
 * @type {Release}
 */
export const RELEASE = {
  version: '151.0.7922.47',
  checksums: {
    [BrowserPlatform.LINUX]: {
      chrome: '14ac03a67e154e3f8bbc57e03ef03315fda8fedff8e045eee8b31500283a33f4',
      chromedriver: '2faa72828261cd3c5ff00cbc71cfca57a12c26c1406e084e1a34d8d90e292140',
    },
    [BrowserPlatform.MAC_ARM]: {
      chrome: '9529990b6afd9867a862c7a5bff2a4a8eef84614d910acac22e4c5fa5c24daee',
      chromedriver: 'd450678936f5a2b39598a4e7d548177931a7a5c4759c0e4824f2cab1ae26523e',
    },
  },
};

/** @type {Program[]} */
const PROGRAMS = [Browser.CHROME, Browser.CHROMEDRIVER];

/** Number of download attempts: a connection may break once. */
const TRIES = 2;

/**
 * @typedef {Browser.CHROME | Browser.CHROMEDRIVER} Program
 * @typedef {Partial<Record<BrowserPlatform, Record<Program, string>>>} Checksums
 * @typedef {{ version: string, checksums: Checksums }} Release
 */

/**
 * Installs both programs if necessary, and returns their paths. The folder is created only after
 * both are complete and report their version.
 *
 * @param {object} options
 * @param {string} options.cache the folder to install into
 * @param {BrowserPlatform} [options.platform] by default this machine's
 * @param {Release} [options.release]
 * @param {string} [options.baseUrl] the server to download from; by default Google's storage
 * @returns {Promise<Record<Program, string>>}
 */
export async function installChromeForTesting({
  cache,
  platform = detectBrowserPlatform(),
  release = RELEASE,
  baseUrl,
}) {
  const { version } = release;
  const checksums = platform && release.checksums[platform];
  if (!checksums) {
    const known = Object.keys(release.checksums).join(', ');
    const wanted = platform ?? `${process.platform} ${process.arch}`;
    throw new Error(`No checksum is known for '${wanted}', only for: ${known}.`);
  }
  const folder = join(cache, `chrome-for-testing-${version}-${platform}`);
  /** @param {string} root @param {Program} browser */
  const path = (root, browser) =>
    computeExecutablePath({ cacheDir: root, browser, platform, buildId: version });

  if (!existsSync(folder)) {
    const scratch = `${folder}.${process.pid}.new`;
    try {
      for (const browser of PROGRAMS) {
        await downloaded({
          browser,
          platform,
          buildId: version,
          cacheDir: scratch,
          expectedHash: checksums[browser],
          ...(baseUrl && { baseUrl }),
        });
        await ensureVersion(path(scratch, browser), version);
      }
      await rename(scratch, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  return {
    chrome: path(folder, Browser.CHROME),
    chromedriver: path(folder, Browser.CHROMEDRIVER),
  };
}

/** @param {import('@puppeteer/browsers').InstallOptions & { unpack?: true }} options */
async function downloaded(options) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await install(options);
    } catch (error) {
      if (tries === TRIES) {
        throw error;
      }
      await rm(join(options.cacheDir, options.browser), { recursive: true, force: true });
    }
  }
}

/**
 * Checks that the program starts and reports its version. If a system library is missing, the
 * error has its name.
 *
 * @param {string} program
 * @param {string} version
 */
async function ensureVersion(program, version) {
  const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 60_000 });
  if (!stdout.split(/\s+/).includes(version)) {
    throw new Error(`${program} is not of version ${version}: ${stdout.trim()}`);
  }
}
