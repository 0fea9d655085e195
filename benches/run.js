// Runs the benches of tables/ and growth/, or those named, and prints each row as soon as it is there:
// node benches/run.js [NAME …] [--record]; `cargo xtask bench` builds and finds what they need.
//
// target/bench has all samples and a chart of each. With --record they go into docs/performance, and
// the tables into the documents.

import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closingLines, growthLines, noteLines, rowLines } from './print.js';
import { idOf, modules, record } from './record.js';
import { measured } from './runner.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'bench');
const env = { ...process.env, IAMSMART_PKG: process.env.IAMSMART_PKG ?? join(root, 'pkg') };

const asked = process.argv.slice(2).filter((word) => word !== '--record');
const all = await modules();
const nameOf = (path) => basename(path, '.js');
const unknown = asked.find((name) => !all.map(nameOf).includes(name));
if (unknown) {
  console.error(`No bench is named '${unknown}'. There are: ${all.map(nameOf).join(', ')}.`);
  process.exit(1);
}
const chosen = asked.length === 0 ? all : all.filter((path) => asked.includes(nameOf(path)));

const done = [];
const failed = [];
for (const [index, path] of chosen.entries()) {
  const start = performance.now();
  try {
    const bench = await measured(path, env, {
      begins: ({ name, title }) =>
        console.log(`\n[${index + 1} of ${chosen.length}] ${title} (${name})`),
      row: (row, unit) => console.log(rowLines(row, unit).join('\n')),
      point: ({ series, x }, grows) => console.log(`  ${series}: ${x} ${grows}`),
    });
    const { judged } = bench;
    const closing = 'rows' in judged ? noteLines(judged.rows) : growthLines(judged);
    if (closing.length > 0) console.log(closing.join('\n'));
    done.push(bench);
  } catch (error) {
    console.log(`  FAILED: ${error instanceof Error ? error.message : error}`);
    failed.push(idOf(path));
  }
  console.log(`  (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

await mkdir(target, { recursive: true });
const samples = Object.fromEntries(done.map(({ id, samples }) => [id, samples]));
await writeFile(join(target, 'results.json'), `${JSON.stringify(samples, null, 1)}\n`);
for (const { id, chart } of done) await writeFile(join(target, `${id}.svg`), chart);
if (process.argv.includes('--record')) await record(done);

console.log(`\n${closingLines(done.map(({ judged }) => judged)).join('\n')}`);
console.log(`Samples and charts are in ${target}.`);
if (failed.length > 0) {
  console.log(`FAILED: ${failed.join(', ')}`);
  process.exitCode = 1;
}
