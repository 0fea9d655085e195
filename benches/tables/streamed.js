import { engines } from '../content/engines.js';

const MIB = 1024 * 1024;

const WORKS = /** @type {const} */ ([
  { algorithm: 'SHA-256', overPeers: 1.25 },
  { algorithm: 'SHA-512', overPeers: 1.1 },
]);

/** @type {import('../table.js').Table} */
export default {
  name: 'streamed',
  title: 'SHA-256 and SHA-512, streamed, 256 MiB in chunks of 64 KiB',
  unit: 'ms',
  async *rows(tools) {
    for (const [engine, run] of await engines(tools, 'streamed.js')) {
      for (const { algorithm, overPeers } of WORKS) {
        const samples = await run({ algorithm, total: 256 * MIB, rounds: 3 });
        yield {
          work: algorithm,
          engine,
          samples,
          ...('node:crypto' in samples && { limit: 'node:crypto' }),
          goal: { overPeers },
          note: '@noble/hashes is given 32 MiB, and its time multiplied by 8.',
        };
      }
    }
  },
};
