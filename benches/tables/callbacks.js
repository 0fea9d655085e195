// Callbacks with a signature that a worker takes in a second of one core: opened, verified with its
// chain of three and two CRLs, and stored.

import { callbackTimes } from '../callbacks/measured.js';
import { workerdVersion } from '../versions.js';

/** @type {import('../table.js').Table} */
export default {
  name: 'callbacks',
  title: 'Callbacks per second and core, on workerd',
  unit: 'per second',
  async *rows(tools) {
    const steps = ['held', 'stored/held', 'platform', 'stored/platform'];
    const times = await callbackTimes(tools, steps);
    const rate = (step) => times[step].map((time) => 1000 / time);
    const engine = workerdVersion();
    const row = (work, held, platform) => ({
      work,
      engine,
      samples: { iamsmart: rate(held), 'iamsmart, key in node:crypto': rate(platform) },
    });
    yield row('opened', 'held', 'platform');
    yield row('opened, verified, stored', 'stored/held', 'stored/platform');
  },
};
