// The whole report: runs the parts, each as a program of its own, prints it, and writes it as Markdown
// with its charts. Ends with an error unless nothing was lost, doubled or let in.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = ['attacks', 'matrix', 'kills', 'clocks', 'load', 'secrets', 'keys'];
const { IAMSMART_WRITE, IAMSMART_KEPT } = process.env;
const results = join(root, 'target/assure');

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !PARTS.includes(name));
if (unknown) throw new Error(`There is no part '${unknown}'. There are: ${PARTS.join(', ')}.`);

/** @type {any[]} */
const reports = [];
for (const name of PARTS) {
  const path = join(results, `${name}.json`);
  // With IAMSMART_KEPT, parts that are not run are taken as they were written last; with 'only', none is.
  const isWanted = IAMSMART_KEPT !== 'only' && (chosen.length === 0 || chosen.includes(name));
  if (isWanted) await runPart(name, path);
  else if (!IAMSMART_KEPT) continue;
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  reports.push(kept ? JSON.parse(kept) : { title: name, failed: true });
}
const count = (kind) => reports.reduce((sum, report) => sum + (report[kind]?.length ?? 0), 0);
const [lost, doubled, letIn, wrong] = ['lost', 'doubled', 'letIn', 'wrong'].map(count);
const failed = reports.filter((report) => report.failed).length;
const closing = `${lost} lost, ${doubled} doubled, ${letIn} let in, ${wrong} otherwise wrong, ${failed} parts that did not end`;
if (IAMSMART_WRITE) await written();
console.log(`\n${closing}`);
process.exit(lost + doubled + letIn + wrong + failed === 0 ? 0 : 1);

async function runPart(name, path) {
  await mkdir(results, { recursive: true });
  await rm(path, { force: true });
  const program = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const env = { ...process.env, IAMSMART_REPORT: path };
  const child = spawn(process.execPath, ['--no-warnings', program], {
    env,
    // Of the programs that a part starts, only what the part says is of interest.
    stdio: ['ignore', 'inherit', 'ignore'],
  });
  await once(child, 'exit');
}

async function written() {
  const folder = join(root, 'docs/assurance');
  await mkdir(folder, { recursive: true });
  const lines = [
    '# Assurance',
    '',
    'What was tried against the flows, the stores and the examples, and what became of it. Written by `cargo xtask assure --write`; each part is a file of tests/assure that runs alone. Times are of one machine, and nothing but counts, ratios and flatness is asserted.',
    '',
    `**${closing}.**`,
    '',
  ];
  for (const { title, lines: said = [], charts = {}, seconds, machine, long } of reports) {
    lines.push(`## ${title}`, '', ...said, '');
    const { processors, load } = machine ?? {};
    if (seconds) {
      lines.push(
        `${seconds} s, ${long ? 'long' : 'short'} form, on ${processors} processors that others shared: load ${load} at the end.`,
        '',
      );
    }
    for (const [name, svg] of Object.entries(charts)) {
      await writeFile(join(folder, `${name}.svg`), svg);
    }
  }
  const text = lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
  await writeFile(join(root, 'docs/assurance.md'), `${text.trimEnd()}\n`);
}
