// How large the tests are: small enough for every change, or with `--all` as large as it gets.

/** Whether tests run that take minutes. */
export const isLong = process.env.IAMSMART_LONG === 'true';

/**
 * @typedef {object} Scale
 * @property {number} many Number of concurrent transactions in the largest test.
 * @property {number} due Number of entries that are due at once.
 * @property {number} faulty Number of transactions in a store that fails.
 * @property {number} large Size of the largest result in MiB; a callback's may have 12.
 * @property {number} races Number of transactions that fifty want to take.
 * @property {number} written Number of transactions that are written when a process is killed.
 * @property {number[]} kills After how many of them it is, one run for each.
 */

/** @type {Scale} */
export const SCALE = isLong
  ? {
      ...{ many: 1000, due: 1000, faulty: 100, large: 12 },
      ...{ races: 20, written: 40, kills: [2, 20] },
    }
  : {
      ...{ many: 200, due: 200, faulty: 20, large: 1 },
      ...{ races: 3, written: 16, kills: [4] },
    };
