import { engines } from '../content/engines.js';

/** @type {import('../table.js').Table} */
export default {
  name: 'form',
  title: 'Canonical form and digest of a form of 200 fields',
  unit: 'ms',
  async *rows(tools) {
    for (const [engine, run] of await engines(tools, 'form.js')) {
      yield {
        work: '200 fields',
        engine,
        samples: await run({ fields: 200, rounds: 15 }),
        goal: { overPeers: 2 },
        note: 'canonicalize knows nothing of line breaks, byte order marks and escaped names.',
      };
    }
  },
};
