import { iamsmart, someBytes } from '../content/engine.js';
import { turns } from '../turns.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** @type {import('../table.js').Growth} */
export default {
  name: 'content',
  title: 'SHA-256 of content in memory, by its size',
  x: 'bytes',
  unit: 'ms',
  atMost: 'n log n',
  async *points({ pkg }) {
    const { hashContent } = await iamsmart(pkg);
    for (const size of [KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB, 16 * MIB, 64 * MIB]) {
      const bytes = someBytes(size);
      async function* chunks() {
        for (let at = 0; at < size; at += 64 * KIB) yield bytes.subarray(at, at + 64 * KIB);
      }
      const series = { honest: () => hashContent(bytes), streamed: () => hashContent(chunks()) };
      const samples = await turns(series, { rounds: 7, warmUp: 2, clock: 'wall' });
      yield { series: 'honest', x: size, samples: samples.honest };
      yield { series: 'in chunks of 64 KiB', peer: true, x: size, samples: samples.streamed };
    }
  },
};
