// The harness itself: it finds what breaks a budget, and lets pass what keeps it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dearness, judgedGrowth, slope } from '../../benches/growth.js';
import { digits, judged, median, spread } from '../../benches/table.js';
import { kept, turns } from '../../benches/turns.js';
import { assertAhead, assertGrowth, assertHarmless } from './ratio.js';

/** Work that takes time in proportion to n. */
const work = (n) => () => {
  let sum = 0;
  for (let i = 0; i < n * 5000; i += 1) sum = (sum * 31 + i) | 0;
  return sum;
};

test('a ratio that is reached passes, another does not', async () => {
  const contestants = { iamsmart: work(1), other: work(4), slower: work(8) };
  const reached = await assertAhead(contestants, 2);
  assert.ok(reached > 2 && reached < 8, `${reached}`);
  await assert.rejects(assertAhead(contestants, 12), /× the fastest other, not 12: iamsmart/);
  await assert.rejects(assertAhead({ other: work(1) }, 1), /no contestant is 'iamsmart'/);
  await assert.rejects(assertAhead({ iamsmart: work(1) }, 1), /nothing to be ahead of/);
});

test('n passes as growth, a square does not', async () => {
  const sizes = [2, 8, 32];
  await assertGrowth(sizes, work);
  await assert.rejects(
    assertGrowth(sizes, (n) => work(n * n)),
    /a slope of [\d.]+, not 1\.2/,
  );
  await assert.rejects(assertGrowth([1, 2], work), /too close/);
});

test('a hostile input may cost a few times an honest one', async () => {
  await assertHarmless(work(2), { deep: work(3), wide: work(4) });
  await assert.rejects(
    assertHarmless(work(2), { deep: work(2), wide: work(20) }),
    /× honest, not 5/,
  );
});

test('promises are waited for, and results kept', async () => {
  const samples = await turns(
    { soon: async () => 'done', at_once: work(1) },
    { rounds: 3, warmUp: 1, clock: 'wall' },
  );
  assert.deepEqual(Object.keys(samples), ['soon', 'at_once']);
  assert.ok(Object.values(samples).every((times) => times.length === 3));
  assert.notEqual(kept.value, undefined);
  assert.ok(!(kept.value instanceof Promise));
});

// Of equal functions, benchmarks that end one before the next have found the first ten times as fast:
// https://github.com/tinylibs/tinybench/issues/46
test('equal contestants are equal, whoever is first', async () => {
  const loop = (call) => () => {
    let last = 0;
    for (let i = 0; i < 20_000; i += 1) last = call(i);
    return last;
  };
  const equal = { a: loop((i) => i), b: loop((i) => i), c: loop((i) => i) };
  const fastest = Object.values(await turns(equal, { rounds: 9 })).map((all) => Math.min(...all));
  assert.ok(Math.max(...fastest) < 2 * Math.min(...fastest), `${fastest}`);
});

test('nobody pays for the garbage of another', async () => {
  assert.ok(globalThis.gc, 'node --expose-gc');
  const litter = () => Array.from({ length: 100_000 }, (_, i) => ({ i }));
  const alone = await turns({ tidy: work(20) }, { rounds: 9, times: 3 });
  const beside = await turns({ tidy: work(20), litter }, { rounds: 9, times: 3 });
  const ratio = Math.min(...beside.tidy) / Math.min(...alone.tidy);
  assert.ok(ratio < 1.5, `${ratio}`);
});

test('a turn that is shorter than its clock can tell is an error', async () => {
  await assert.rejects(
    turns({ nothing: () => 0 }, { times: 1 }),
    /nothing: a turn of .* too short/,
  );
});

test('median and spread are not moved by an outlier', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([1, 2, 3, 4]), 2.5);
  const usual = [98, 99, 100, 101, 102];
  assert.equal(spread(usual), 0.01);
  assert.equal(median([...usual.slice(0, 4), 9000]), 100);
  assert.equal(spread([...usual.slice(0, 4), 9000]), 0.01);
});

test('a row is judged by medians', () => {
  const row = {
    work: 'work',
    engine: 'Node',
    samples: { iamsmart: [10], 'a 1.0': [15], 'b 2.0': [30], platform: [5] },
    limit: 'platform',
    goal: { overPeers: 1.5, ofLimit: 0.6, ofPeer: ['b', 0.5], atMost: 9 },
  };
  const { contestants, best, overPeers, ofLimit, goals } = judged(row, 'ms');
  assert.deepEqual(
    contestants.map(({ name }) => name),
    ['iamsmart', 'a 1.0', 'b 2.0', 'platform'],
  );
  assert.deepEqual([best, overPeers, ofLimit], ['a 1.0', 1.5, 0.5]);
  assert.deepEqual(
    goals.map(({ met }) => met),
    [true, false, true, false],
  );
  const { goals: ofRate } = judged({ ...row, goal: { overPeers: 0.3, atLeast: 9 } }, 'per second');
  assert.deepEqual(
    ofRate.map(({ value, met }) => [digits(value), met]),
    [
      ['0.333', true],
      ['10.0', true],
    ],
  );
  assert.throws(() => judged({ ...row, goal: { ofPeer: ['c', 1] } }, 'ms'), /no contestant is 'c'/);
  assert.throws(() => judged({ ...row, samples: { other: [1] } }, 'ms'), /'iamsmart'/);
  assert.throws(() => judged({ ...row, samples: { iamsmart: [] } }, 'ms'), /not numbers/);
});

test('growth is judged by slopes, and hostile series beside the honest one', () => {
  const points = (name, of, more = {}) =>
    [10, 100, 1000].map((x) => ({ series: name, x, samples: [of(x)], ...more }));
  const { series, goals } = judgedGrowth({ atMost: 'n log n' }, [
    ...points('honest', (x) => x),
    ...points('nested', (x) => 4 * x),
    ...points('square', (x) => x * x),
    ...points('peer 1.0', (x) => x * x, { peer: true }),
  ]);
  assert.deepEqual(
    series.map(({ slope }) => slope.toFixed(2)),
    ['1.00', '1.00', '2.00', '2.00'],
  );
  assert.deepEqual(
    goals.map(({ value, met }) => [digits(value), met]),
    [
      ['1.00', true],
      ['1.00', true],
      ['4.00', true],
      ['2.00', false],
      ['1,000', false],
    ],
  );
  // What grows at the end only is not hidden by a flat beginning.
  const bent = [1, 10, 100, 1000, 10_000, 100_000].map((x) => ({ x, y: 1e6 + x * x }));
  assert.ok(slope(bent) > 1.5);
  assert.equal(
    dearness(
      [{ x: 2, y: 6 }],
      [
        { x: 1, y: 1 },
        { x: 2, y: 3 },
      ],
    ),
    2,
  );
  assert.throws(() => dearness([{ x: 2, y: 6 }], [{ x: 1, y: 1 }]), /no size/);
});
