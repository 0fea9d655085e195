// The chart of a whole by its parts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whole } from '../../benches/parts.js';

const part = (work, median) => ({
  work,
  engine: '',
  contestants: [{ name: 'iamsmart', median, spread: 0 }],
  goals: [],
});

test('parts are as long as their share, and named with it', () => {
  const chart = whole('A callback', 'ms', [part('read & opened', 3), part('stored', 1)]);
  assert.match(chart, /<title>A callback: 4\.00 ms<\/title>/);
  assert.match(chart, /read &amp; opened: 3\.00 ms, 75 %/);
  assert.match(chart, /stored: 1\.00 ms, 25 %/);
  const [first, , second] = [...chart.matchAll(/d="M([\d.]+) \d+H([\d.]+)"/g)].map(
    ([, from, to]) => [from, to],
  );
  assert.deepEqual(first, ['20.0', '560.0']);
  assert.deepEqual(second, ['560.0', '740.0']);
});
