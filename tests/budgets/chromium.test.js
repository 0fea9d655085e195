// Benches in Chromium: what a page finds there.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { endChromium, engineOf, inPage } from '../../benches/chromium.js';

const tools = {
  pkg: process.env.IAMSMART_PKG ?? '',
  chromium: process.env.IAMSMART_CHROMIUM,
};
after(endChromium);

test('a page has the package, packages of npm, turns, a fine clock and its memory', async () => {
  const found = await inPage(tools, '/files/tests/budgets/benches/page.js', { chunk: 'abc' });
  assert.deepEqual(found.digests, Array(3).fill('ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='));
  assert.deepEqual(found.rounds, [3, 3, 3]);
  assert.ok(found.step < 0.05, `the clock has steps of ${found.step} ms`);
  assert.ok(found.bytes > 100_000, `${found.bytes} bytes`);
  assert.ok(found.collects);
  assert.match(await engineOf(tools), /^Chromium \d+$/);
});

test('what a page throws is thrown', async () => {
  await assert.rejects(inPage(tools, '/files/tests/budgets/benches/page.js', {}), /no chunk/);
  await assert.rejects(inPage(tools, '/benches/absent.js'), /absent\.js/);
});

test('without a browser the error says what is missing', async () => {
  await endChromium();
  await assert.rejects(inPage({ pkg: tools.pkg }, '/benches/turns.js'), /Chromium is missing/);
});
