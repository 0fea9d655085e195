import { engines } from '../content/engines.js';

const KIB = 1024;
const MIB = 1024 * KIB;

const WORKS = [
  { work: '1 KiB in memory', size: KIB, rounds: 11 },
  { work: '1 MiB in memory', size: MIB, rounds: 11 },
  { work: '64 MiB in memory', size: 64 * MIB, rounds: 5 },
  { work: 'Blob of 1 MiB', size: MIB, isBlob: true, rounds: 11 },
  { work: 'Blob of 64 MiB', size: 64 * MIB, isBlob: true, rounds: 5 },
];

/** @type {import('../table.js').Table} */
export default {
  name: 'content',
  title: 'SHA-256 of content in memory, and of a Blob up to 64 MiB',
  unit: 'ms',
  async *rows(tools) {
    for (const [engine, run] of await engines(tools, 'at-once.js')) {
      for (const { work, size, isBlob = false, rounds } of WORKS) {
        const samples = await run({ size, isBlob, rounds });
        yield { work, engine, samples, limit: 'WebCrypto', goal: { ofLimit: 0.9 } };
      }
    }
  },
};
