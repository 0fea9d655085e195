// Runs the benches of tables/ and growth/, or those named, and prints each row as soon as it is there:
// node benches/run.js [NAME …] [--record]; `cargo xtask bench` builds and finds what they need.
//
// target/bench has all samples and a chart of each. With --record they go into docs/performance, and
// the tables into the documents.

import { fork } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bars, lines } from './chart.js';
import { judgedGrowth } from './growth.js';
import { record } from './record.js';
import { digits, judged, shown } from './table.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'bench');
process.env.IAMSMART_PKG ??= join(root, 'pkg');

const asked = process.argv.slice(2).filter((word) => word !== '--record');
const records = process.argv.includes('--record');

/** The contestant that is another build. */
const AGAINST = 'iamsmart, against';

/** @typedef {{ samples: object[], judged: import('./record.js').Recorded, chart: string }} Done */

const failures = [];
/** @type {Done[]} */
const done = [];
const start = performance.now();
for (const bench of await chosen()) {
  try {
    done.push(await measured(bench));
  } catch (error) {
    console.log(`  FAILED: ${error.message}`);
    failures.push(basename(bench, '.js'));
  }
}

await mkdir(target, { recursive: true });
const samples = Object.fromEntries(done.map(({ judged, samples }) => [judged.name, samples]));
await writeFile(join(target, 'results.json'), `${JSON.stringify(samples, null, 1)}\n`);
for (const { judged, chart } of done) await writeFile(join(target, `${judged.name}.svg`), chart);
if (records) await record(done);
end();

/** The modules that are asked for, or all. */
async function chosen() {
  const folders = ['tables', 'growth'].map((name) => join(root, 'benches', name));
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder))
        .filter((name) => name.endsWith('.js'))
        .sort()
        .map((name) => join(folder, name)),
    ),
  );
  const all = files.flat();
  const names = all.map((path) => basename(path, '.js'));
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown) {
    console.error(`No bench is named '${unknown}'. There are: ${names.join(', ')}.`);
    process.exit(1);
  }
  return asked.length === 0 ? all : all.filter((path) => asked.includes(basename(path, '.js')));
}

/**
 * Runs one bench in a process of its own.
 *
 * @param {string} path
 * @returns {Promise<Done>}
 */
async function measured(path) {
  const name = basename(path, '.js');
  /** @type {any} */
  let about;
  const samples = [];
  const rows = [];
  const points = [];
  let isCompared = false;
  await new Promise((resolve, reject) => {
    const child = fork(join(root, 'benches/measure.js'), [path], { execArgv: ['--expose-gc'] });
    const refuse = (error) => {
      child.kill();
      reject(error);
    };
    child.on('message', (/** @type {any} */ said) => {
      try {
        if (said.about) {
          about = said.about;
          if (about.name !== name) throw new Error(`${name}.js calls itself '${about.name}'.`);
          console.log(`\n${about.title} (${name})`);
        }
        if (said.row) {
          const row = judged(said.row, about.unit);
          print(row, about.unit);
          isCompared ||= row.contestants.some(({ name }) => name === AGAINST);
          rows.push(row);
          samples.push(said.row);
        }
        if (said.point) {
          const { series, x } = said.point;
          points.push(said.point);
          samples.push(said.point);
          console.log(`  ${series}, ${x} ${about.x}`);
        }
      } catch (error) {
        refuse(error);
      }
    });
    child.on('error', refuse);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`${name} ended with ${signal ?? code}.`));
    });
  });
  if (process.env.IAMSMART_AGAINST && !isCompared) {
    throw new Error(`${name} does not compare builds.`);
  }
  if ('x' in about) {
    if (points.length === 0) throw new Error(`${name} has no point.`);
    const growth = judgedGrowth(about, points);
    printGrowth(growth, about);
    return { samples, judged: { ...about, ...growth }, chart: lines(about, growth) };
  }
  if (rows.length === 0) throw new Error(`${name} has no row.`);
  return { samples, judged: { ...about, rows }, chart: bars(about.title, about.unit, rows) };
}

/** @param {import('./table.js').JudgedRow} row @param {string} unit */
function print({ work, engine, contestants, best, overPeers, limit, ofLimit, goals, note }, unit) {
  console.log(`  ${work}, ${engine}`);
  for (const { name, median, spread } of contestants) {
    const figure = shown(median, unit).padStart(18);
    const around = `± ${digits(100 * spread)} %`;
    const role = name === limit ? '  the limit' : '';
    console.log(`    ${name.padEnd(36)}${figure}  ${around.padEnd(9)}${role}`);
  }
  const ratios = [];
  if (best) ratios.push(`${digits(overPeers ?? 0)} × ${best}`);
  if (limit) ratios.push(`${digits(ofLimit ?? 0)} × ${limit}`);
  if (ratios.length > 0) console.log(`    ratio: ${ratios.join(', ')}`);
  printGoals(goals);
  if (note) console.log(`    ${note}`);
}

/** @param {import('./growth.js').JudgedGrowth} growth */
function printGrowth({ series, goals }, { x: grows, unit }) {
  for (const { name, points, slope } of series) {
    const [from, to] = [points[0], points[points.length - 1]];
    const range = [from, to].map(({ x, y }) => `${x} ${grows} ${shown(y, unit)}`).join(', ');
    console.log(`  ${name}: slope ${slope.toFixed(2)}; ${range}`);
  }
  printGoals(goals);
}

/** @param {import('./table.js').Reached[]} goals */
function printGoals(goals) {
  for (const { goal, value, met } of goals) {
    console.log(`    goal: ${goal}: ${digits(value)}, ${met ? 'met' : 'MISSED'}`);
  }
}

function end() {
  const goals = done.flatMap(({ judged }) =>
    'rows' in judged
      ? judged.rows.flatMap((row) => row.goals.map((goal) => ({ ...goal, of: `${row.work}, ${row.engine}` })))
      : judged.goals.map((goal) => ({ ...goal, of: judged.title })),
  );
  const missed = goals.filter(({ met }) => !met);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`\n${done.length} benches in ${seconds} s: of ${goals.length} goals, ${missed.length} are missed.`);
  for (const { of, goal, value } of missed) console.log(`  ${of}: ${goal}: ${digits(value)}`);
  console.log(`Samples and charts are in ${target}.`);
  if (failures.length > 0) {
    console.log(`FAILED: ${failures.join(', ')}`);
    process.exitCode = 1;
  }
}
