/** @type {import('../../../benches/table.js').Growth} */
export default {
  name: 'squares',
  title: 'Squares',
  x: 'numbers',
  unit: 'ms',
  atMost: 'n log n',
  async *points() {
    for (const x of [10, 100, 1000]) {
      yield { series: 'honest', x, samples: [x] };
      yield { series: 'nested', x, samples: [x * x] };
    }
  },
};
