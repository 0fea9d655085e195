/** @type {import('../../../benches/table.js').Table} */
export default {
  name: 'sums',
  title: 'Sums & <differences>',
  unit: 'ms',
  async *rows({ pkg }) {
    const samples = { iamsmart: [1, 1, 1], 'peer 1.0': [2, 2, 2], platform: [1, 1, 1] };
    const goal = { overPeers: 1.5, ofLimit: 1.5 };
    yield { work: pkg, engine: 'Node', samples, limit: 'platform', goal, note: 'The peer rounds.' };
  },
};
