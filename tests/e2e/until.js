// What comes about by itself, waited for.

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from './browser.js';

/**
 * Waits until something is so; fails, and says what was waited for, if it never is.
 * Playwright's `waitForFunction` waits for no promise.
 *
 * @param {string} what
 * @param {() => Promise<boolean>} isSo
 */
export async function until(what, isSo) {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, `waited for in vain: ${what}`);
    await pause(50);
  }
}
