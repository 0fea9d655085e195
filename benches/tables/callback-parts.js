// Where the time of a callback goes: each step of `callbacks`, less the one before it.

import { callbackTimes } from '../callbacks/measured.js';
import { workerdVersion } from '../versions.js';

/** Of each part: the step that ends with it, and the step before. */
const PARTS = {
  'request and answer': ['answered'],
  'frame, decryption, content': ['known', 'answered'],
  'content key unwrapped': ['held', 'known'],
  'signature, path and CRLs verified': ['verified/held', 'held'],
  'result stored': ['stored/held', 'verified/held'],
};

/** @type {import('../table.js').Table} */
export default {
  name: 'callback-parts',
  title: 'A callback on workerd, by its parts',
  unit: 'ms',
  areParts: true,
  async *rows(tools) {
    const times = await callbackTimes(tools, [...new Set(Object.values(PARTS).flat())]);
    for (const [work, [step, before]] of Object.entries(PARTS)) {
      const less = before ? times[before] : [];
      // In one round, which other programs disturb alike; a part that is lost in it takes nothing.
      const iamsmart = times[step].map((time, round) => Math.max(0, time - (less[round] ?? 0)));
      yield { work, engine: workerdVersion(), samples: { iamsmart } };
    }
  },
};
