// A Blob of 1 GiB, hashed in a page: how long it takes, what it holds in memory, and how long the page
// does not answer.

import { hex, iamsmart, peer, someBytes } from './engine.js';

const MIB = 1024 * 1024;
const PART = 64 * MIB;

/**
 * Time and memory are looked at in different runs: watching either costs some of the other.
 *
 * @param {{ size: number, rounds: number, ofMemory: boolean }} argument sizes in bytes
 */
export default async function largeBlob({ size, rounds, ofMemory }) {
  const { hashContent } = await iamsmart('');
  const { createSHA256 } = await peer('hash-wasm');
  // The browser keeps the parts, which are one and the same, outside of the page.
  const blob = new Blob(Array(size / PART).fill(new Blob([someBytes(PART)])));
  const contestants = {
    iamsmart: async () => hex(await hashContent(blob)),
    async 'hash-wasm'() {
      const hasher = await createSHA256();
      hasher.init();
      const reader = blob.stream().getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return hasher.digest('hex');
        hasher.update(value);
      }
    },
  };
  const names = Object.keys(contestants);
  const samples = () => Object.fromEntries(names.map((name) => [name, []]));
  const found = { took: samples(), grown: samples(), held: samples() };
  const digests = new Set();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? names.toReversed() : names) {
      globalThis.gc?.();
      if (ofMemory) {
        const { digest, grown } = await watched(contestants[name]);
        digests.add(digest);
        found.grown[name].push(Math.max(grown, 0) / MIB);
        continue;
      }
      const watch = longestTask();
      const start = performance.now();
      digests.add(await contestants[name]());
      found.took[name].push(performance.now() - start);
      found.held[name].push(watch());
    }
  }
  if (digests.size !== 1) throw new Error('The digests differ.');
  return found;
}

/** Returns the digest and how much the page's memory grew meanwhile, in bytes. */
async function watched(hash) {
  const memory = async () => (await performance.measureUserAgentSpecificMemory()).bytes;
  const before = await memory();
  let most = before;
  let digest;
  const work = hash().then((result) => {
    digest = result;
  });
  while (!digest) {
    await Promise.race([
      work,
      memory().then((bytes) => {
        most = Math.max(most, bytes);
      }),
    ]);
  }
  return { digest, grown: most - before };
}

/**
 * Watches for how long the page does nothing else; returns what ends that and gives the longest time
 * in milliseconds.
 */
function longestTask() {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  port1.onmessage = () => {
    look();
    port2.postMessage(0);
  };
  port2.postMessage(0);
  return () => {
    look();
    port1.close();
    return longest;
  };
}
