/** @type {import('../../../benches/table.js').Table} */
export default {
  name: 'throwing',
  title: 'Throws after a row',
  unit: 'ms',
  async *rows() {
    yield { work: 'first', engine: 'Node', samples: { iamsmart: [1] } };
    await import('a-peer-that-is-missing');
  },
};
