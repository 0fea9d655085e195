// What is found of a Blob of 1 GiB is in three tables, of time and of memory, from one measurement.

import { engineOf, inPage } from '../chromium.js';

const GIB = 1024 ** 3;

/** @type {Map<import('../table.js').Tools, Promise<Record<'took' | 'grown' | 'held', Record<string, number[]>>>>} */
const found = new Map();

/**
 * @param {import('../table.js').Tools} tools
 * @param {'took' | 'grown' | 'held'} what
 */
export async function largeBlob(tools, what) {
  const measured =
    found.get(tools) ??
    inPage(tools, new URL('large-blob.js', import.meta.url), { size: GIB, rounds: 2 });
  found.set(tools, measured);
  return { engine: await engineOf(tools), samples: (await measured)[what] };
}
