// Installs Chrome for Testing into a cache folder.

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
    [BrowserPlatform.LINUX]: '14ac03a67e154e3f8bbc57e03ef03315fda8fedff8e045eee8b31500283a33f4',
    [BrowserPlatform.MAC_ARM]: '9529990b6afd9867a862c7a5bff2a4a8eef84614d910acac22e4c5fa5c24daee',
  },
};

/** Number of download attempts: a connection may break once. */
const TRIES = 2;

/**
 * @typedef {Partial<Record<BrowserPlatform, string>>} Checksums
 * @typedef {{ version: string, checksums: Checksums }} Release
 */

/**
 * Installs the browser if necessary, and returns its path. The folder is created only after it is
 * complete and reports its version.
 *
 * @param {object} options
 * @param {string} options.cache the folder to install into
 * @param {BrowserPlatform} [options.platform] by default this machine's
 * @param {Release} [options.release]
 * @param {string} [options.baseUrl] the server to download from; by default Google's storage
 * @returns {Promise<string>}
 */
export async function installChromeForTesting({
  cache,
  platform = detectBrowserPlatform(),
  release = RELEASE,
  baseUrl,
}) {
  const { version } = release;
  const expectedHash = platform && release.checksums[platform];
  if (!expectedHash) {
    const known = Object.keys(release.checksums).join(', ');
    const wanted = platform ?? `${process.platform} ${process.arch}`;
    throw new Error(`No checksum is known for '${wanted}', only for: ${known}.`);
  }
  const folder = join(cache, `chrome-for-testing-${version}-${platform}`);
  const browser = Browser.CHROME;
  /** @param {string} root */
  const path = (root) =>
    computeExecutablePath({ cacheDir: root, browser, platform, buildId: version });

  if (!existsSync(folder)) {
    const scratch = `${folder}.${process.pid}.new`;
    try {
      await downloaded({
        browser,
        platform,
        buildId: version,
        cacheDir: scratch,
        expectedHash,
        ...(baseUrl && { baseUrl }),
      });
      await ensureVersion(path(scratch), version);
      await rename(scratch, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  return path(folder);
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
