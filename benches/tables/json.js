import { engines } from '../content/engines.js';

/** @type {import('../table.js').Table} */
export default {
  name: 'json',
  title: '10 MB of JSON in its canonical form (RFC 8785), `JSON.parse` counted in',
  unit: 'ms',
  async *rows(tools) {
    for (const [engine, run] of await engines(tools, 'json.js')) {
      yield {
        work: '10 MB of records',
        engine,
        samples: await run({ size: 10_000_000, rounds: 3 }),
        goal: { overPeers: 1.5 },
        note: 'The peers keep the last of two members of one name, and refuse no number.',
      };
    }
  },
};
