// Budgets: ratios between contestants that take turns in one process. No time by itself is asserted.

import assert from 'node:assert/strict';
import { DEAREST, dearness, STEEPEST, slope } from '../../benches/growth.js';
import { turns } from '../../benches/turns.js';

/**
 * Other programs only ever make a run slower, so the fastest of all attempts is compared with the
 * fastest: more attempts come closer to the truth, and a budget that is broken stays so.
 */
const ATTEMPTS = 10;

/** @typedef {import('../../benches/turns.js').Contestants} Contestants */
/** @typedef {Omit<import('../../benches/turns.js').Turns, 'warmUp'>} Options */

/**
 * Asserts that the fastest of the others takes at least `least` times what 'iamsmart' takes. Below 1
 * they may be faster: 0.54 is 60 % of a measured 0.9.
 *
 * @param {Contestants} contestants 'iamsmart' and others
 * @param {number} least
 * @param {Options} [options]
 */
export async function assertAhead(contestants, least, options) {
  const { iamsmart, ...others } = contestants;
  assert.ok(iamsmart, "no contestant is 'iamsmart'");
  assert.ok(Object.keys(others).length > 0, 'nothing to be ahead of');
  const ratioOf = ({ iamsmart: ours, ...theirs }) => Math.min(...Object.values(theirs)) / ours;
  const fastest = await fastestOf(contestants, (times) => ratioOf(times) >= least, options);
  const ratio = ratioOf(fastest);
  assert.ok(
    ratio >= least,
    `${ratio.toFixed(2)} × the fastest other, not ${least}: ${said(fastest)}`,
  );
  return ratio;
}

/**
 * Asserts that the time of `prepare(size)()` grows no faster than n log n.
 *
 * @param {number[]} sizes the largest is ten times the smallest, or more
 * @param {(size: number) => () => unknown} prepare
 * @param {Options} [options]
 */
export async function assertGrowth(sizes, prepare, options) {
  const bySize = sizes.toSorted((a, b) => a - b);
  assert.ok(bySize[bySize.length - 1] >= 10 * bySize[0], 'the sizes are too close to each other');
  const contestants = Object.fromEntries(bySize.map((size) => [`n = ${size}`, prepare(size)]));
  const slopeOf = (times) => slope(bySize.map((x) => ({ x, y: times[`n = ${x}`] })));
  const fastest = await fastestOf(contestants, (times) => slopeOf(times) <= STEEPEST, options);
  const steep = slopeOf(fastest);
  assert.ok(steep <= STEEPEST, `a slope of ${steep.toFixed(2)}, not ${STEEPEST}: ${said(fastest)}`);
  return steep;
}

/**
 * Asserts that each hostile input costs at most five times what the honest one does. The caller makes
 * them of one size.
 *
 * @param {() => unknown} honest
 * @param {Contestants} hostile
 * @param {Options} [options]
 */
export async function assertHarmless(honest, hostile, options) {
  const dearest = ({ honest: usual, ...others }) =>
    Math.max(...Object.values(others).map((y) => dearness([{ x: 1, y }], [{ x: 1, y: usual }])));
  const contestants = { honest, ...hostile };
  const fastest = await fastestOf(contestants, (times) => dearest(times) <= DEAREST, options);
  const ratio = dearest(fastest);
  assert.ok(ratio <= DEAREST, `${ratio.toFixed(2)} × honest, not ${DEAREST}: ${said(fastest)}`);
  return ratio;
}

/**
 * The fastest run of each, of as many attempts as it takes.
 *
 * @param {Contestants} contestants
 * @param {(fastest: Record<string, number>) => boolean} isEnough
 * @param {Options} [options]
 */
async function fastestOf(contestants, isEnough, { rounds = 5, ...options } = {}) {
  /** @type {Record<string, number>} */
  const fastest = {};
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const warmUp = attempt === 0 ? 2 : 0;
    const samples = await turns(contestants, { ...options, rounds, warmUp });
    for (const [name, times] of Object.entries(samples)) {
      fastest[name] = Math.min(fastest[name] ?? Number.POSITIVE_INFINITY, ...times);
    }
    if (isEnough(fastest)) break;
  }
  return fastest;
}

/** @param {Record<string, number>} times */
const said = (times) =>
  Object.entries(times)
    .map(([name, time]) => `${name} ${time.toPrecision(3)} ms`)
    .join(', ');
