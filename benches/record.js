// What a run measured, kept for the documents: docs/performance, and the tables in the documents.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withRecorded } from './document.js';

/**
 * @typedef {object} RecordedTable
 * @property {string} name
 * @property {string} title
 * @property {string} unit
 * @property {import('./table.js').JudgedRow[]} rows
 *
 * @typedef {{ name: string, title: string, x: string, unit: string, atMost: string }
 *   & import('./growth.js').JudgedGrowth} RecordedGrowth
 *
 * @typedef {RecordedTable | RecordedGrowth} Recorded
 *
 * @typedef {object} Results
 * @property {Record<string, Recorded & { conditions: string }>} benches by their ids, each with day
 *   and machine
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/performance');
const file = join(folder, 'results.json');

/** The digits of a figure that are kept; whole numbers, as bytes are, are kept whole. */
const DIGITS = 4;

/** What was recorded. @returns {Promise<Results>} */
export async function recorded() {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The modules of all benches: tables first. */
export async function modules() {
  const inFolders = await Promise.all(
    ['tables', 'growth'].map(async (name) => {
      const folder = join(root, 'benches', name);
      const files = (await readdir(folder)).filter((file) => file.endsWith('.js'));
      return files.sort().map((file) => join(folder, file));
    }),
  );
  return inFolders.flat();
}

/** The ids of all benches. */
export async function ids() {
  return (await modules()).map(idOf);
}

/**
 * A name of a module; `growth-` sets those of growth apart, since a table and a growth may be of one
 * subject.
 *
 * @param {string} path
 */
export function idOf(path) {
  const name = basename(path, '.js');
  return basename(dirname(path)) === 'growth' ? `growth-${name}` : name;
}

/**
 * Keeps what was measured now, beside what other benches measured before.
 *
 * @param {import('./runner.js').Done[]} done
 */
export async function record(done) {
  await mkdir(folder, { recursive: true });
  const now = done.map(({ id, judged }) => [id, { ...rounded(judged), conditions: conditions() }]);
  const all = { ...(await recorded()).benches, ...Object.fromEntries(now) };
  const existing = await ids();
  const kept = existing.filter((id) => id in all).sort();
  const benches = Object.fromEntries(kept.map((id) => [id, all[id]]));
  await writeFile(file, `${JSON.stringify({ benches }, null, 1)}\n`);
  for (const { id, chart } of done) await writeFile(join(folder, `${id}.svg`), chart);
  for (const name of await readdir(folder)) {
    const isOfNone = name.endsWith('.svg') && !kept.includes(basename(name, '.svg'));
    if (isOfNone) await rm(join(folder, name));
  }
  await refresh();
}

/** Writes what is recorded into the documents. */
export async function refresh() {
  const results = await recorded();
  const documents = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  for (const name of documents) {
    const path = join(root, 'docs', name);
    const text = await readFile(path, 'utf8');
    const fresh = withRecorded(text, results);
    if (fresh !== text) await writeFile(path, fresh);
  }
}

/** Day and machine. */
function conditions() {
  const [{ model }] = cpus();
  const { node, v8 } = process.versions;
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} cores of ${model.trim()}, ${process.platform} ${process.arch}, Node ${node} (V8 ${v8.split('.').slice(0, 2).join('.')})`;
}

/** @param {Recorded} judged @returns {Recorded} */
function rounded(judged) {
  const isFraction = (value) => typeof value === 'number' && !Number.isInteger(value);
  const round = (_key, value) => (isFraction(value) ? Number(value.toPrecision(DIGITS)) : value);
  return JSON.parse(JSON.stringify(judged, round));
}
