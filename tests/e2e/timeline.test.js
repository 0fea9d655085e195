// The picture of a time line follows the window: a phone is turned, a window made narrow.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browser, demo } from './opened.js';
import { verdict } from './people.js';

const fixtures = fileURLToPath(new URL('../fixtures/report', import.meta.url));

/** Run in the page: the picture's place, and its marks. */
function marksOf() {
  const { left, right } = document.querySelector('#timeline svg').getBoundingClientRect();
  const marks = [...document.querySelectorAll('#timeline circle')].map((circle) => {
    const { x, y, width, height } = circle.getBoundingClientRect();
    return {
      x: x + width / 2,
      y: y + height / 2,
      size: width,
      isInside: x >= left && x + width <= right,
    };
  });
  return { left, right, marks };
}

test('its marks keep their size, and lie on no other', async () => {
  const context = await browser.newContext({
    locale: 'en-HK',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  await page.goto(`${demo.origin}/verify.html`);
  await page.click('summary[data-text="trust"]');
  await page.setInputFiles('#anchors', join(fixtures, 'root.pem'));
  await page.setInputFiles('#evidence', join(fixtures, 'warned.json'));
  await verdict(page, 'TOTAL-PASSED');
  await page.waitForSelector('#timeline circle');
  const first = await page.evaluate(marksOf);
  const list = (await page.locator('#timeline li').allTextContents()).length;
  assert.ok(list > 4);
  for (const [width, height] of [
    [390, 844],
    [844, 390],
    [320, 640],
    [1280, 900],
  ]) {
    await page.setViewportSize({ width, height });
    // Two frames: what is observed is told before the second is painted.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const { left, right, marks } = await page.evaluate(marksOf);
    assert.ok(left >= 0 && right <= width, `${left} to ${right} of ${width}`);
    assert.equal(marks.length, list);
    for (const [index, mark] of marks.entries()) {
      assert.ok(mark.isInside, `${width}: a mark is outside`);
      const was = first.marks[index].size;
      assert.ok(Math.abs(mark.size - was) < 1, `${width}: ${mark.size} px, and ${was} before`);
      for (const other of marks.slice(index + 1)) {
        const apart = Math.hypot(mark.x - other.x, mark.y - other.y);
        assert.ok(apart >= mark.size, `${width}: two marks are ${apart} px apart`);
      }
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});
