import { iamsmart } from '../content/engine.js';
import { formOf, HOSTILE } from '../content/form-fields.js';
import { turns } from '../turns.js';

/** @type {import('../table.js').Growth} */
export default {
  name: 'fields',
  title: 'Canonical form and digest of a form, by its number of fields',
  x: 'fields',
  unit: 'ms',
  atMost: 'n log n',
  async *points({ pkg }) {
    const { hashForm } = await iamsmart(pkg);
    for (const fields of [10, 100, 1000, 10_000]) {
      const forms = { honest: formOf, ...HOSTILE };
      const series = Object.entries(forms).map(([name, make]) => {
        const form = make(fields);
        return [name, () => hashForm(form, { formName: 'f' })];
      });
      const samples = await turns(Object.fromEntries(series), { rounds: 7, clock: 'wall' });
      for (const [name, times] of Object.entries(samples)) {
        yield { series: name, x: fields, samples: times };
      }
    }
  },
};
