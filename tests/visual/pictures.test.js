// What a comparison finds, and what it lets pass.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { differenceOf, reduced } from './pictures.js';

/** A white page with rectangles, each [left, top, width, height, colour]. */
function page(...rectangles) {
  const picture = new PNG({ width: 390, height: 844 });
  picture.data.fill(255);
  for (const [left, top, width, height, colour] of rectangles) {
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) {
        picture.data.set([...colour, 255], (y * picture.width + x) * 4);
      }
    }
  }
  return reduced(picture);
}

const GREEN = [20, 120, 80];
const button = /** @type {const} */ ([20, 400, 160, 44, GREEN]);
const found = (...rectangles) => differenceOf(page(button), page(...rectangles)).found;

test('the same is the same, and small', () => {
  assert.equal(found(button), undefined);
  assert.equal(page(button).width, 65);
});

test('a button that moved, vanished, or has another colour', () => {
  const [left, top, width, height] = button;
  for (const other of [
    [],
    [[left, top + 12, width, height, GREEN]],
    [[left, top, width, height, [160, 40, 40]]],
    [[left, top, width + 18, height, GREEN]],
  ]) {
    assert.match(found(...other), /pixels differ/);
  }
});

test('a line of text that is not there any more', () => {
  const line = [20, 200, 200, 10, [90, 90, 90]];
  assert.match(found(button, line), /pixels differ/);
});

test('another edge of the same letters passes', () => {
  const [left, top, width, height] = button;
  const edge = [left, top, width, 1, [60, 140, 110]];
  assert.equal(found([left, top, width, height, GREEN], edge), undefined);
});

test('a page of another height', () => {
  const shorter = reduced(new PNG({ width: 390, height: 800 }));
  assert.match(differenceOf(page(button), shorter).found, /^65×134, was 65×141$/);
});
