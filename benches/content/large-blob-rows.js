// What is found of a Blob of 1 GiB is in two tables, of time and of memory, each from a process of its own.

import { engineOf, inPage } from '../chromium.js';

const GIB = 1024 ** 3;

/** Of the page's memory, what one Blob leaves; another one could hide in what the first has left. */
const ROUNDS = { took: 2, held: 2, grown: 1 };

/** @type {Map<import('../table.js').Tools, Promise<Record<'took' | 'grown' | 'held', Record<string, number[]>>>>} */
const found = new Map();

/**
 * @param {import('../table.js').Tools} tools
 * @param {'took' | 'grown' | 'held'} what
 */
export async function largeBlob(tools, what) {
  const measured =
    found.get(tools) ??
    inPage(tools, new URL('large-blob.js', import.meta.url), {
      size: GIB,
      rounds: ROUNDS[what],
      ofMemory: what === 'grown',
    });
  found.set(tools, measured);
  return { engine: await engineOf(tools), samples: (await measured)[what] };
}
