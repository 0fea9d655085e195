// How cost grows with size: the slope of a line through the points on logarithmic axes.

import { median } from './table.js';

/**
 * A slope may be so much: n has 1, n log n has 1 + 1/ln n, 1.2 at 150 and 1.07 at a million, and a
 * square has 2.
 */
export const STEEPEST = 1.2;

/** A hostile input may cost so often what an honest one of its size does. */
export const DEAREST = 5;

/** How many of the largest sizes are looked at by themselves. */
const LARGEST = 3;

/** Ours and honest; others are hostile, unless they are peers'. */
const HONEST = 'honest';

/**
 * @typedef {{ x: number, y: number }} At
 *
 * @typedef {object} Series
 * @property {string} name
 * @property {At[]} points by size, each the median of its samples
 * @property {number} slope
 * @property {boolean} [peer]
 *
 * @typedef {object} JudgedGrowth
 * @property {Series[]} series
 * @property {import('./table.js').Reached[]} goals
 */

/**
 * The slope through all points, or through the largest if that is steeper: what every call costs makes
 * small sizes dear and a line flat.
 *
 * @param {At[]} points by size
 */
export function slope(points) {
  return Math.max(fitted(points), fitted(points.slice(-LARGEST)));
}

/**
 * The most that a series costs beside an honest one, at a size of both.
 *
 * @param {At[]} hostile
 * @param {At[]} honest
 */
export function dearness(hostile, honest) {
  const ratios = hostile.flatMap(({ x, y }) => {
    const same = honest.find((point) => point.x === x);
    return same ? [y / same.y] : [];
  });
  if (ratios.length === 0) throw new Error('A hostile series has no size of the honest one.');
  return Math.max(...ratios);
}

/**
 * @param {import('./table.js').Growth} growth
 * @param {import('./table.js').Point[]} points
 * @returns {JudgedGrowth}
 */
export function judgedGrowth({ atMost }, points) {
  const names = [...new Set(points.map(({ series }) => series))];
  const series = names.map((name) => {
    const own = points.filter((point) => point.series === name);
    const at = own.map(({ x, samples }) => ({ x, y: median(samples) })).sort((a, b) => a.x - b.x);
    const peer = own.some((point) => point.peer);
    return { name, points: at, slope: slope(at), ...(peer && { peer }) };
  });
  const honest = series.find(({ name }) => name === HONEST);
  const goals = series.flatMap((one) => {
    if (one.peer) return [];
    const grows = {
      goal: `${one.name}: ${atMost}, a slope of at most ${STEEPEST}`,
      value: one.slope,
      met: one.slope <= STEEPEST,
    };
    if (!honest || one === honest) return [grows];
    const value = dearness(one.points, honest.points);
    const goal = `${one.name}: at most ${DEAREST} × ${HONEST}`;
    return [grows, { goal, value, met: value <= DEAREST }];
  });
  return { series, goals };
}

/** Least squares of the logarithms. @param {At[]} points */
function fitted(points) {
  if (new Set(points.map(({ x }) => x)).size < 2) throw new Error('A slope wants two sizes.');
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(logs.map(([x]) => x));
  const y = mean(logs.map(([, y]) => y));
  return (
    mean(logs.map((at) => (at[0] - x) * (at[1] - y))) / mean(logs.map((at) => (at[0] - x) ** 2))
  );
}
