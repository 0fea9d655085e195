// Contestants that take turns, in Node or in a page. What misleads other benchmarks is met here:
//
// - Warm-up: the first rounds are not counted, and the place of the call sees every contestant before
//   the first round that counts; the first function that a call site knows is inlined, others are not.
// - Order: whoever is first is first in as many rounds as the others, and who precedes whom changes.
// - Garbage: it is collected before each turn, outside of the clock, so that nobody pays for another's.
// - Dead code: each result is kept until the next one.
// - The clock's steps: a turn that is not long beside them is an error, or is made long enough.
// - Other programs: the processor's clock does not count them, and the median outlives a burst.
// - Promises: only what returns one waits for one.

/**
 * @typedef {Record<string, () => unknown>} Contestants
 *
 * @typedef {object} Turns
 * @property {number} [rounds] that count
 * @property {number} [warmUp] rounds before them
 * @property {number} [times] runs per turn; without it, each contestant runs so often that a turn
 *   takes `TURN` or longer
 * @property {'cpu' | 'wall'} [clock] processor time of all threads of the process, of which only Node
 *   knows, or the time that passes
 */

/** Milliseconds of a turn, if the number of runs is not given. */
const TURN = 10;

/** A turn takes at least so many steps of its clock: the error is 2 % at most. */
const STEPS = 50;

/** What was computed last: what somebody can still see is computed. @type {{ value: unknown }} */
export const kept = { value: undefined };

/**
 * The milliseconds of a run in each round, by contestant.
 *
 * @param {Contestants} contestants
 * @param {Turns} [options]
 * @returns {Promise<Record<string, number[]>>}
 */
export async function turns(contestants, { rounds = 21, warmUp = 4, times, clock = 'cpu' } = {}) {
  const names = Object.keys(contestants);
  const now = CLOCKS[clock];
  const runs = Object.fromEntries(names.map((name) => [name, times ?? 1]));
  /** @type {Record<string, number[]>} */
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < warmUp; round += 1) {
    for (const name of ordered(names, round)) {
      const took = await turn(contestants[name], runs[name], now);
      if (!times && took < TURN) runs[name] = longer(runs[name], took);
    }
  }
  const shortest = STEPS * step(now);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ordered(names, round)) {
      let took = await turn(contestants[name], runs[name], now);
      while (!times && took < shortest) {
        runs[name] = longer(runs[name], took);
        took = await turn(contestants[name], runs[name], now);
      }
      if (took < shortest) {
        const [is, least] = [took, shortest].map((time) => time.toFixed(3));
        throw new Error(
          `${name}: a turn of ${is} ms is too short, it takes ${least}: raise 'times'.`,
        );
      }
      samples[name].push(took / runs[name]);
    }
  }
  return samples;
}

/** @type {Record<'cpu' | 'wall', () => number>} */
const CLOCKS = {
  cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  wall: () => performance.now(),
};

/**
 * @param {() => unknown} run
 * @param {number} times
 * @param {() => number} now
 */
async function turn(run, times, now) {
  globalThis.gc?.();
  const start = now();
  for (let i = 0; i < times; i += 1) {
    const result = run();
    kept.value = isPromise(result) ? await result : result;
  }
  return now() - start;
}

/** @param {unknown} value */
const isPromise = (value) => typeof value === 'object' && value !== null && 'then' in value;

/**
 * So many runs that a turn takes `TURN`, as far as a short one tells.
 *
 * @param {number} times
 * @param {number} took
 */
function longer(times, took) {
  return Math.ceil(times * Math.min(10, Math.max(1.2, (1.2 * TURN) / Math.max(took, 0.001))));
}

/**
 * Each begins as often as another, and after a cycle the order is reversed.
 *
 * @param {string[]} names
 * @param {number} round
 */
function ordered(names, round) {
  const first = round % names.length;
  const turned = [...names.slice(first), ...names.slice(0, first)];
  return Math.floor(round / names.length) % 2 ? turned.reverse() : turned;
}

/** The smallest step of a clock, in milliseconds. @param {() => number} now */
function step(now) {
  let smallest = Number.POSITIVE_INFINITY;
  for (let steps = 0; steps < 20; steps += 1) {
    const start = now();
    let next = now();
    while (next === start) next = now();
    smallest = Math.min(smallest, next - start);
  }
  return smallest;
}
