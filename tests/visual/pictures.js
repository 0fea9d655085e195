// Pictures beside their references. A reference is small: each of its pixels is the mean of a square of
// the page's, in few colours. So it shows what moved, vanished or changed its colour, and not how a
// machine draws the edge of a letter.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Pixels of the page along the side of one of a reference. */
const SIDE = 6;
/** Colours of a channel are multiples of it. */
const STEP = 8;
/** Part of a reference's pixels that may differ, and how far apart colours may be (pixelmatch). */
const TOLERANCE = { part: 0.001, least: 3, threshold: 0.12 };

/** What to do with differences that are meant. */
const MEANT = 'If it is meant to be so: IAMSMART_VISUAL=update cargo xtask test visual';

const UPDATE = process.env.IAMSMART_VISUAL === 'update';
const root = fileURLToPath(new URL('../..', import.meta.url));
const references = join(root, 'tests/visual/references');
/** Every picture of the last run, and of each that differs: expected, actual, difference. */
const artefacts = join(root, 'target/visual');

/** Of one group of pictures, which a test file takes. */
export class Pictures {
  #group;
  #names = [];
  #different = [];

  /** @param {string} group */
  constructor(group) {
    this.#group = group;
  }

  /** Forgets what an earlier run left. */
  async start() {
    await rm(join(artefacts, this.#group), { recursive: true, force: true });
    if (UPDATE) await rm(join(references, this.#group), { recursive: true, force: true });
  }

  /**
   * Compares a picture with its reference, or makes it the reference.
   *
   * @param {string} name
   * @param {Buffer} png
   */
  async add(name, png) {
    const path = join(this.#group, name);
    this.#names.push(`${name}.png`);
    await write(join(artefacts, `${path}.png`), png);
    const actual = reduced(PNG.sync.read(png));
    const reference = join(references, `${path}.png`);
    if (UPDATE) return write(reference, PNG.sync.write(actual));
    const file = await readFile(reference).catch(() => undefined);
    if (!file) return void this.#different.push(`${path} has no reference`);
    const difference = differenceOf(PNG.sync.read(file), actual);
    if (!difference.found) return undefined;
    this.#different.push(`${path}: ${difference.found}`);
    await write(join(artefacts, `${path}-expected.png`), file);
    await write(join(artefacts, `${path}-actual.png`), PNG.sync.write(actual));
    return write(join(artefacts, `${path}-difference.png`), PNG.sync.write(difference.picture));
  }

  /** Asserts that no picture differed, and that no reference is left over. */
  async check() {
    assert.ok(this.#names.length > 0, 'there are pictures');
    // In full: a list that is compared is shortened.
    assert.ok(
      this.#different.length === 0,
      [...this.#different, `The pictures are in target/visual/${this.#group}.`, MEANT].join('\n'),
    );
    const kept = await readdir(join(references, this.#group));
    assert.deepEqual(kept.sort(), this.#names.sort());
  }
}

/**
 * The small form of a picture.
 *
 * @param {PNG} picture
 */
export function reduced({ width, height, data }) {
  const small = new PNG({ width: Math.ceil(width / SIDE), height: Math.ceil(height / SIDE) });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const sums = [0, 0, 0];
      let count = 0;
      for (let row = y * SIDE; row < Math.min((y + 1) * SIDE, height); row++) {
        for (let column = x * SIDE; column < Math.min((x + 1) * SIDE, width); column++) {
          const at = (row * width + column) * 4;
          for (let channel = 0; channel < 3; channel++) sums[channel] += data[at + channel];
          count++;
        }
      }
      const at = (y * small.width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const mean = sums[channel] / count;
        small.data[at + channel] = Math.min(255, Math.round(mean / STEP) * STEP);
      }
      small.data[at + 3] = 255;
    }
  }
  return small;
}

/**
 * @param {PNG} expected
 * @param {PNG} actual
 */
export function differenceOf(expected, actual) {
  const width = Math.max(expected.width, actual.width);
  const height = Math.max(expected.height, actual.height);
  const picture = new PNG({ width, height });
  const { threshold, part, least } = TOLERANCE;
  const options = { threshold, includeAA: true };
  const [before, after] = [expected, actual].map((one) => padded(one, width, height));
  const count = pixelmatch(before, after, picture.data, width, height, options);
  const sizes = [expected, actual].map((one) => `${one.width}×${one.height}`);
  if (sizes[0] !== sizes[1]) return { picture, found: `${sizes[1]}, was ${sizes[0]}` };
  const limit = Math.max(least, Math.floor(width * height * part));
  return { picture, found: count > limit ? `${count} pixels differ, ${limit} may` : undefined };
}

/** The data of a picture, with nothing where another is larger. */
function padded(picture, width, height) {
  const larger = new PNG({ width, height });
  PNG.bitblt(picture, larger, 0, 0, picture.width, picture.height, 0, 0);
  return larger.data;
}

async function write(path, data) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
}
