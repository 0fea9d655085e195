// The identification code: what is shown, for how long, and said to whom does not see it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, page, show, text } from './opened.js';

test('the time left ticks for the eye, and is said twice', async () => {
  await page.clock.install({ time: new Date('2026-11-26T08:00:00Z') });
  await open();
  await show(
    '<iamsmart-identification-code code="8051" expires="2026-11-26T08:18:00Z"></iamsmart-identification-code>',
  );
  await page.evaluate(() => {
    globalThis.said = [];
    const { shadowRoot } = document.querySelector('iamsmart-identification-code');
    for (const region of shadowRoot.querySelectorAll('[role="status"]')) {
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(
        region,
        { childList: true, characterData: true, subtree: true },
      );
    }
  });
  assert.equal(await text('[part="time"]'), 'Time left 18:00');
  await page.clock.runFor(5_000);
  assert.equal(await text('[part="time"]'), 'Time left 17:55');
  assert.deepEqual(await page.evaluate(() => said), []);
  await page.clock.runFor((18 * 60 - 6) * 1000);
  assert.equal(await text('[part="time"]'), 'Time left 0:01');
  assert.deepEqual(await page.evaluate(() => said), ['5 minutes left.', 'One minute left.']);
  await page.clock.runFor(2_000);
  assert.equal(await text('[part="time"]'), '');
  assert.equal(await page.locator('[part~="expired"]').count(), 1);
  assert.match(await text('[part="compare"]'), /time to authorise is over/);
  assert.equal((await page.evaluate(() => said)).length, 3, 'that it is over is said once');
});

test('a clock that is wrong takes no code away, and counts no hours', async () => {
  await page.clock.install({ time: new Date('2026-11-26T09:00:00Z') });
  await open();
  for (const expires of ['2026-11-26T08:18:00Z', '2026-11-26T12:00:00Z', 'soon', '']) {
    await show(
      `<iamsmart-identification-code code="8051" expires="${expires}"></iamsmart-identification-code>`,
    );
    assert.equal(await text('[part="time"]'), '', expires);
    assert.equal(await page.locator('[part~="expired"]').count(), 0, expires);
    assert.match(await text('[part="compare"]'), /^Check that/);
  }
});

test('no code is shown that is none', async () => {
  await open();
  for (const code of ['', '12', '12345', '１２３４', '<b>1', '12 4']) {
    await show('<iamsmart-identification-code></iamsmart-identification-code>');
    await page.evaluate((code) => {
      document.querySelector('iamsmart-identification-code').code = code;
    }, code);
    assert.equal(await page.locator('[part="digit"]').count(), 0, code);
    assert.match(await text('[part="compare"]'), /^Waiting/);
  }
});

test('the code fits into any width, also where its parent shrinks to fit', async () => {
  await open();
  for (const style of [
    'width: 90px',
    'width: 200px',
    'display: inline-block',
    'display: flex',
    'float: left',
    'display: grid; justify-items: center',
  ]) {
    await show(
      '<div><iamsmart-identification-code code="8888"></iamsmart-identification-code></div>',
    );
    const sizes = await page.evaluate((style) => {
      const div = document.querySelector('#place > div');
      div.style.cssText = style;
      const code = div.firstElementChild;
      const digits = [...code.shadowRoot.querySelectorAll('.digit')].map((digit) =>
        digit.getBoundingClientRect(),
      );
      const own = code.getBoundingClientRect();
      return {
        inside: digits.every(({ left, right }) => left >= own.left - 1 && right <= own.right + 1),
        oneLine: new Set(digits.map(({ top }) => top)).size === 1,
        width: digits[0].width,
      };
    }, style);
    assert.ok(
      sizes.inside && sizes.oneLine && sizes.width > 10,
      `${style}: ${JSON.stringify(sizes)}`,
    );
  }
});
