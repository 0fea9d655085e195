// A group of the self-test: its cases, and the files of tests/ that they name.

import { readdirSync, readFileSync } from 'node:fs';

const TESTS = new URL('../../tests/', import.meta.url);

/** A file that begins as an earlier one is kept as what differs if this many bytes are alike. */
const WORTH_SHARING = 1024;

/**
 * What a case is given. `{ file }`, `{ text }` and `{ time }` become the bytes of a file, its text and
 * a `Date` in the page.
 *
 * @typedef {Record<string, unknown>} Input
 *
 * @typedef {object} Case
 * @property {string} name Unique in its group.
 * @property {string} call A function of www/selftest-calls.js.
 * @property {Input} [input]
 * @property {string} expected
 * @property {string} by Who says so: a standard, or another implementation.
 */

export class Group {
  /** @type {Case[]} */
  cases = [];
  /** @type {Map<string, Buffer>} */
  #files = new Map();

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {Case} added */
  add(added) {
    if (this.cases.some(({ name }) => name === added.name)) {
      throw new Error(`Two cases of '${this.name}' have the name '${added.name}'.`);
    }
    this.cases.push(added);
  }

  /**
   * A file of tests/, by its path there.
   *
   * @param {string} path
   */
  file(path) {
    return this.bytes(path, read(path));
  }

  /**
   * Bytes that are made from a file.
   *
   * @param {string} name
   * @param {Buffer} bytes
   */
  bytes(name, bytes) {
    this.#files.set(name, bytes);
    return { file: name };
  }

  /**
   * The text of a file of tests/.
   *
   * @param {string} path
   */
  text(path) {
    return { text: this.file(path).file };
  }

  /** What the page fetches. */
  toJSON() {
    /** @type {Record<string, string | [from: string, bytes: number, rest: string]>} */
    const files = {};
    /** @type {[string, Buffer][]} */
    const whole = [];
    for (const [name, bytes] of this.#files) {
      const [from, shared] = mostAlike(bytes, whole);
      if (from && shared >= WORTH_SHARING) {
        files[name] = [from, shared, bytes.subarray(shared).toString('base64')];
        continue;
      }
      files[name] = bytes.toString('base64');
      whole.push([name, bytes]);
    }
    return { files, cases: this.cases };
  }
}

/** @param {string} path Under tests/. */
export function read(path) {
  return readFileSync(new URL(path, TESTS));
}

/** @param {string} path Under tests/. */
export function namesIn(path) {
  return readdirSync(new URL(path, TESTS)).sort();
}

/**
 * The rows of a table, without its comments.
 *
 * @param {string} path Under tests/.
 */
export function table(path) {
  const rows = read(path).toString().split('\n');
  return rows.filter((row) => row && !row.startsWith('#')).map((row) => row.split('\t'));
}

/**
 * The file that begins like these bytes for longest, and for how many.
 *
 * @param {Buffer} bytes
 * @param {[string, Buffer][]} others
 * @returns {[name: string | undefined, shared: number]}
 */
function mostAlike(bytes, others) {
  /** @type {[string | undefined, number]} */
  let best = [undefined, 0];
  for (const [name, other] of others) {
    const least = Math.min(bytes.length, other.length);
    let shared = 0;
    while (shared < least && bytes[shared] === other[shared]) shared += 1;
    if (shared > best[1]) best = [name, shared];
  }
  return best;
}
