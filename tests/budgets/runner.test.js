// What runs the benches: rows and charts of one, and what becomes of one that fails.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shownIn, withParts, withRecorded } from '../../benches/document.js';
import { closingLines, growthLines, noteLines, rowLines } from '../../benches/print.js';
import { measured } from '../../benches/runner.js';

/** A bench of the folder benches, and what it told while it ran. */
async function run(name, env = {}) {
  const told = [];
  const listener = {
    begins: ({ title }) => told.push(title),
    row: ({ work }) => told.push(work),
    point: ({ series, x }) => told.push(`${series} ${x}`),
  };
  const path = fileURLToPath(new URL(`benches/${name}.js`, import.meta.url));
  const outcome = measured(path, { ...process.env, IAMSMART_PKG: 'pkg', ...env }, listener);
  return { told, outcome: await outcome.catch((error) => error) };
}

test('a table is told row by row, judged, printed, drawn and shown', async () => {
  const { told, outcome } = await run('sums');
  assert.deepEqual(told, ['Sums & <differences>', 'pkg']);
  const { judged, chart } = outcome;
  assert.deepEqual(rowLines(judged.rows[0], 'ms'), [
    '  pkg, Node',
    '    iamsmart                                       1.00 ms  ± 0 %',
    '    peer 1.0                                       2.00 ms  ± 0 %',
    '    platform                                       1.00 ms  ± 0 %     the limit',
    '    ratio: 2.00 × peer 1.0, 1.00 × platform',
    '    goal: at least 1.5 × the best peer: 2.00, met',
    '    goal: at least 1.5 × platform: 1.00, MISSED',
  ]);
  assert.deepEqual(noteLines(judged.rows), ['  The peer rounds.']);
  assert.match(chart, /<title>Sums &amp; &lt;differences&gt;<\/title>/);
  assert.match(chart, /<desc>pkg, Node: iamsmart 1\.00 ms, peer 1\.0 2\.00 ms/);
  const text = 'Before.\n<!-- table: sums -->\nold\n<!-- end -->\nAfter.\n';
  assert.equal(
    withRecorded(text, { benches: { sums: judged } }),
    `Before.
<!-- table: sums -->

| work | iamsmart | beside it | × best peer | × limit | goal |
| --- | --- | --- | --- | --- | --- |
| pkg, Node | 1.00 ms ± 0 % | peer 1.0 2.00 ms ± 0 %<br>platform 1.00 ms ± 0 % | 2.00 | 1.00 | at least 1.5 × the best peer: met<br>at least 1.5 × platform: **missed** |

- The peer rounds.

![Sums & <differences>](performance/sums.svg)

<!-- end -->
After.
`,
  );
  const results = { benches: { sums: judged } };
  const twice = '<!-- table: sums -->\n<!-- table: sums -->\nold\n<!-- end -->\n';
  const fresh = withRecorded(twice, results);
  assert.equal(fresh.match(/<!-- end -->/g)?.length, 2);
  assert.equal(withRecorded(fresh, results), fresh);
  assert.deepEqual(shownIn(fresh), ['sums', 'sums']);
  assert.throws(() => withRecorded(text, { benches: {} }), /'sums' is not recorded/);
});

test('a part that is not made anew stays', () => {
  const shares = '<!-- shares: page -->\nold\n<!-- end -->\n';
  const text = `${shares}<!-- shares: verify -->\nAfter.\n`;
  assert.equal(withRecorded(text, { benches: {} }), text);
  assert.deepEqual(shownIn(text), []);
  const make = (kind, name) => (name === 'verify' ? `\n${kind} of ${name}\n` : undefined);
  assert.equal(
    withParts(text, make),
    `${shares}<!-- shares: verify -->\n\nshares of verify\n<!-- end -->\nAfter.\n`,
  );
});

test('days and machines are said, of each bench if they differ', () => {
  const shown = (benches) =>
    withRecorded('<!-- bench: conditions -->\n<!-- end -->\n', { benches })
      .split('\n')
      .slice(2, -3);
  const one = { rows: [], conditions: 'on a Monday' };
  assert.deepEqual(shown({ a: one, b: one }), ['Measured on a Monday.']);
  assert.deepEqual(shown({ a: one, b: { rows: [], conditions: 'on a Friday' }, c: one }), [
    '- Measured on a Monday: a, c',
    '- Measured on a Friday: b',
  ]);
});

test('all benches at a glance', async () => {
  const rows = [
    { overPeers: 2, ofLimit: 0.5, goals: [{ met: true }, { met: false }] },
    { overPeers: 30, goals: [{ met: true }] },
  ];
  const benches = { a: { title: 'A', rows }, b: { title: 'B', series: [], goals: [] } };
  const text = withRecorded('<!-- bench: goals -->\n', { benches });
  assert.deepEqual(text.split('\n').slice(4, 6), [
    '| A | 2.00 to 30.0 | 0.500 | 2 of 3 |',
    '| B |  |  |  |',
  ]);
});

test('growth is told point by point, and its slopes are judged', async () => {
  const { told, outcome } = await run('squares');
  assert.equal(told.length, 7);
  assert.deepEqual(growthLines(outcome.judged), [
    '    honest: slope 1.00, 10.0 ms at 10 numbers, 1,000 ms at 1000 numbers',
    '    nested: slope 2.00, 100 ms at 10 numbers, 1,000,000 ms at 1000 numbers',
    '    goal: honest: n log n, a slope of at most 1.2: 1.00, met',
    '    goal: nested: n log n, a slope of at most 1.2: 2.00, MISSED',
    '    goal: nested: at most 5 × honest: 1,000, MISSED',
  ]);
  assert.match(outcome.chart, /nested, slope 2\.00/);
  assert.deepEqual(closingLines([outcome.judged]).slice(0, 2), [
    '1 benches with 3 goals, of which 2 are missed.',
    '  Squares: goal: nested: n log n, a slope of at most 1.2: 2.00, MISSED',
  ]);
});

test('a bench that throws has failed, though it had a row', async () => {
  const { told, outcome } = await run('throwing');
  assert.deepEqual(told, ['Throws after a row', 'first']);
  assert.match(outcome.message, /^throwing\.js ended with 1\.$/);
});

test('a bench that knows no other build fails beside one', async () => {
  const { outcome } = await run('sums', { IAMSMART_AGAINST: '/other' });
  assert.equal(outcome.message, 'sums does not compare builds.');
});
