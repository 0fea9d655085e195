import { iamsmart } from '../content/engine.js';
import { HOSTILE, jsonOf } from '../content/json-texts.js';
import { turns } from '../turns.js';

/** @type {import('../table.js').Growth} */
export default {
  name: 'json',
  title: 'JSON in its canonical form, by its size',
  x: 'bytes',
  unit: 'ms',
  atMost: 'n log n',
  async *points({ pkg }) {
    const { canonicalizeJson } = await iamsmart(pkg);
    for (const size of [1e3, 1e4, 1e5, 1e6, 1e7]) {
      const texts = { honest: jsonOf, ...HOSTILE };
      const series = Object.entries(texts).map(([name, make]) => {
        const text = make(size);
        return [name, () => canonicalizeJson(text)];
      });
      const rounds = size < 1e7 ? 5 : 2;
      const samples = await turns(Object.fromEntries(series), { rounds, warmUp: 1 });
      for (const [name, times] of Object.entries(samples)) {
        yield { series: name, x: size, samples: times };
      }
    }
  },
};
