// One bench in a process of its own: what it measures, judged, and its chart.

import { fork } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bars, lines } from './chart.js';
import { judgedGrowth } from './growth.js';
import { whole } from './parts.js';
import { idOf } from './record.js';
import { judged } from './table.js';

const MEASURE = fileURLToPath(new URL('measure.js', import.meta.url));

/** The contestant that is another build. */
const AGAINST = 'iamsmart, against';

/**
 * @typedef {object} Done
 * @property {string} id
 * @property {import('./record.js').Recorded} judged
 * @property {object[]} samples rows or points as the bench gave them
 * @property {string} chart
 *
 * @typedef {object} Listener
 * @property {(about: { name: string, title: string }) => void} begins
 * @property {(row: import('./table.js').JudgedRow, unit: string) => void} row
 * @property {(point: import('./table.js').Point, x: string) => void} point
 */

/**
 * Runs a bench, and tells of each row as soon as it is there.
 *
 * @param {string} path
 * @param {NodeJS.ProcessEnv} env with the package, the browser, another build
 * @param {Listener} listener
 * @returns {Promise<Done>}
 */
export async function measured(path, env, listener) {
  const name = basename(path, '.js');
  /** @type {any} */
  let about;
  const samples = [];
  const rows = [];
  const hear = (/** @type {any} */ said) => {
    if (said.about) {
      about = said.about;
      if (about.name !== name) throw new Error(`${name}.js calls itself '${about.name}'.`);
      listener.begins(about);
    }
    if (said.row) {
      const row = judged(said.row, about.unit);
      rows.push(row);
      samples.push(said.row);
      listener.row(row, about.unit);
    }
    if (said.point) {
      samples.push(said.point);
      listener.point(said.point, about.x);
    }
  };
  await ended(path, env, hear);

  const isCompared = rows.some((row) => row.contestants.some((one) => one.name === AGAINST));
  if (env.IAMSMART_AGAINST && !isCompared) throw new Error(`${name} does not compare builds.`);
  if (samples.length === 0) throw new Error(`${name} measured nothing.`);
  const id = idOf(path);
  if (rows.length > 0) {
    const chart = (about.areParts ? whole : bars)(about.title, about.unit, rows);
    return { id, samples, judged: { ...about, rows }, chart };
  }
  const growth = judgedGrowth(about, samples);
  return { id, samples, judged: { ...about, ...growth }, chart: lines(about, growth) };
}

/**
 * @param {string} path
 * @param {NodeJS.ProcessEnv} env
 * @param {(said: unknown) => void} hear
 */
function ended(path, env, hear) {
  const child = fork(MEASURE, [path], { env, execArgv: ['--expose-gc'] });
  return new Promise((resolve, reject) => {
    child.on('message', (said) => {
      try {
        hear(said);
      } catch (error) {
        child.kill();
        reject(error);
      }
    });
    child.on('error', reject);
    // What was said last may be heard after the end of the process, but not after that of the channel.
    const isHeard = new Promise((heard) => child.on('disconnect', () => heard(undefined)));
    child.on('exit', (code, signal) => {
      if (code === 0) isHeard.then(resolve);
      else reject(new Error(`${basename(path)} ended with ${signal ?? code}.`));
    });
  });
}
