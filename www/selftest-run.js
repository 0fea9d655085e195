// Runs the cases of one group: in the worker, or in the page what needs a document.

/**
 * @typedef {Record<string, any>} Input
 * @typedef {string | { found: string, speed: Speed }} Told
 * @typedef {Record<string, (input: any) => Told | Promise<Told>>} Calls By the names in the vectors.
 *
 * Operations, or bytes, in a second.
 * @typedef {{ unit: 'MB/s' | '1/s', here: number, webCrypto?: number, ratio?: number }} Speed
 *
 * @typedef {object} Outcome
 * @property {string} name
 * @property {string} call What it looks at.
 * @property {string} by Who says what is expected.
 * @property {boolean} passed
 * @property {number} ms
 * @property {string} [expected] Of one that failed.
 * @property {string} [found] Of one that failed.
 * @property {Speed} [speed]
 *
 * @typedef {{ files: Record<string, string | [from: string, bytes: number, rest: string]>, cases: Case[] }} Vectors
 * @typedef {{ name: string, call: string, input?: unknown, expected: string, by: string }} Case
 */

/** Time between two pauses in milliseconds, so that a page that runs cases stays responsive. */
const PAUSE_AFTER_MS = 30;

/** What is shown of a text that is not the expected one: so much before the first difference, and in all. */
const BEFORE_DIFFERENCE = 40;
const SHOWN_CHARACTERS = 400;

/** A group that cannot be run at all. */
export class Problem extends Error {
  /**
   * @param {'platform' | 'policy' | 'bytes' | 'script' | 'vectors' | 'worker' | 'fault'} why
   * @param {unknown} cause
   */
  constructor(why, cause) {
    super(textOf(cause), { cause });
    this.why = why;
  }
}

/**
 * Runs a group, and tells each outcome.
 *
 * @param {string} group
 * @param {() => Promise<{ CALLS: Calls }>} load Loads the package with the calls.
 * @param {(outcome: Outcome) => void} tell
 * @param {AbortSignal} [signal]
 */
export async function runGroup(group, load, tell, signal) {
  const { files, cases } = await vectorsOf(group);
  const { CALLS } = await load().catch((error) => {
    throw new Problem('script', error);
  });
  let paused = performance.now();
  for (const one of cases) {
    if (signal?.aborted) return;
    tell(await outcomeOf(one, CALLS, files));
    if (performance.now() - paused < PAUSE_AFTER_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    paused = performance.now();
  }
}

/**
 * @param {Case} one
 * @param {Calls} calls
 * @param {Map<string, Uint8Array>} files
 * @returns {Promise<Outcome>}
 */
async function outcomeOf({ name, call, input, expected, by }, calls, files) {
  const filled = given(input, files);
  const start = performance.now();
  /** @type {Told} */
  let told;
  try {
    told = await (calls[call] ?? notThere(call))(filled);
  } catch (error) {
    told = thrown(error);
  }
  const ms = Math.round((performance.now() - start) * 10) / 10;
  const { found, speed } = typeof told === 'string' ? { found: told, speed: undefined } : told;
  const outcome = { name, call, by, passed: found === expected, ms, ...(speed && { speed }) };
  if (outcome.passed) return outcome;
  const [shownExpected, shownFound] = aroundDifference(expected, found);
  return { ...outcome, expected: shownExpected, found: shownFound };
}

/** @param {string} call */
function notThere(call) {
  return () => {
    throw new TypeError(`There is no call '${call}'.`);
  };
}

/**
 * The code of an error of the package, and the text of any other.
 *
 * @param {unknown} error
 */
export function thrown(error) {
  const { name, code } = /** @type {{ name?: string, code?: string }} */ (error);
  return name === 'IamSmartError' && code ? code : textOf(error);
}

/** @param {unknown} error */
export function textOf(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** @param {string} group */
async function vectorsOf(group) {
  /** @type {Vectors} */
  let vectors;
  try {
    const response = await fetch(`/selftest/${group}.json`);
    if (!response.ok) throw new Error(`HTTP status ${response.status} for ${response.url}`);
    vectors = await response.json();
  } catch (error) {
    throw new Problem('vectors', error);
  }
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  for (const [name, kept] of Object.entries(vectors.files)) {
    files.set(name, typeof kept === 'string' ? decoded(kept) : joined(kept, files));
  }
  return { files, cases: vectors.cases };
}

/**
 * A file that begins as an earlier one does.
 *
 * @param {[from: string, bytes: number, rest: string]} kept
 * @param {Map<string, Uint8Array>} files
 */
function joined([from, bytes, base64], files) {
  const start = files.get(from) ?? new Uint8Array();
  const rest = decoded(base64);
  const whole = new Uint8Array(bytes + rest.length);
  whole.set(start.subarray(0, bytes));
  whole.set(rest, bytes);
  return whole;
}

/** @param {string} base64 */
function decoded(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * A case's input with its files, texts and times in place of their names.
 *
 * @param {unknown} value
 * @param {Map<string, Uint8Array>} files
 * @returns {unknown}
 */
function given(value, files) {
  if (Array.isArray(value)) return value.map((item) => given(item, files));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[kind, name] = []] = entries;
  if (entries.length === 1 && typeof name === 'string') {
    if (kind === 'file') return files.get(name);
    if (kind === 'text') return new TextDecoder().decode(files.get(name));
    if (kind === 'time') return new Date(name);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, given(item, files)]));
}

/**
 * Both texts; of long ones, from a little before their first difference.
 *
 * @param {string} expected
 * @param {string} found
 */
function aroundDifference(expected, found) {
  if (Math.max(expected.length, found.length) <= SHOWN_CHARACTERS) return [expected, found];
  let same = 0;
  while (same < expected.length && expected[same] === found[same]) same += 1;
  const from = Math.max(0, same - BEFORE_DIFFERENCE);
  return [expected, found].map((text) => {
    const shown = text.slice(from, from + SHOWN_CHARACTERS);
    return `${from > 0 ? '…' : ''}${shown}${from + shown.length < text.length ? '…' : ''}`;
  });
}
