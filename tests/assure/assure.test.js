// The short form of the report: nothing lost, nothing doubled, nobody in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PARTS } from './parts.js';

for (const [name, run] of Object.entries(PARTS)) {
  test(name, async (context) => {
    const report = await run({ long: false, minutes: 0, longestMinutes: 0 });
    for (const line of report.lines) if (line.endsWith('.')) context.diagnostic(line);
    assert.deepEqual(report.failures, []);
  });
}
