import { engines } from '../content/engines.js';

const MIB = 1024 * 1024;

/** @type {import('../table.js').Table} */
export default {
  name: 'files',
  title: '`hashForm` of 4 files of 16 MiB, beside `hashContent` of one after another',
  unit: 'ms',
  async *rows(tools) {
    for (const [engine, run] of await engines(tools, 'files.js')) {
      const samples = await run({ count: 4, size: 16 * MIB, rounds: 9 });
      yield { work: '4 files', engine, samples, goal: { overPeers: 1.7 } };
    }
  },
};
