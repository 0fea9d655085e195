import assert from 'node:assert/strict';
import { turns } from '../turns.js';

/**
 * Samples of a run. An honest input passes; a hostile one may end in any verdict, since limits end some.
 *
 * @param {() => { indication: string }} run
 * @param {{ isHonest?: boolean, rounds?: number }} [options]
 */
export async function sampled(run, { isHonest = false, rounds = 5 } = {}) {
  if (isHonest) assert.equal(run().indication, 'TOTAL-PASSED');
  const { it } = await turns({ it: run }, { rounds, warmUp: 2, clock: 'cpu' });
  return it;
}
