// Attacks: those that other suites try, and here those on the flows.

import { existsSync, readFileSync } from 'node:fs';
import { run as runFile } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ATTACKS } from './flow-attacks.js';
import { HELD } from './held.js';
import { startSandbox } from './inside.js';
import { alone, Report } from './report.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Attacks tried and held');
  await onFlows(report);
  await ofSuites(report, long);
  return report;
}

/** @param {Report} report */
async function onFlows(report) {
  const rows = [];
  const sandbox = await startSandbox();
  try {
    for (const [name, attack] of Object.entries(ATTACKS)) {
      /** @type {string[]} */
      const letIn = [];
      const tries = await attack(sandbox, (isHeld, what) => {
        if (!isHeld) letIn.push(`${name}: ${what}`);
      }).catch((error) => {
        report.wrong.push(`${name}: ${error.stack}`);
        return 0;
      });
      report.letIn.push(...letIn);
      rows.push([name, tries, letIn.length === 0 && tries > 0 ? 'held' : 'NOT HELD']);
    }
  } finally {
    await sandbox.stop();
  }
  report.say(`On the flows, ${rows.length} kinds:`);
  report.table(['attack', 'tries', ''], rows);
}

/** The tests of other suites: by name here, and with --long run. */
async function ofSuites(report, long) {
  const results = long ? await resultsOf([...new Set(HELD.map(([, file]) => file))]) : undefined;
  const rows = HELD.map(([attack, file, test]) => {
    const word = results ? (results.get(`${file} ${test}`) ?? 'not run') : stands(file, test);
    if (!['held', 'has its test'].includes(word)) report.letIn.push(`${attack}: ${word}`);
    return [attack, `[${test}](../${file})`, word];
  });
  report.say(
    long
      ? `In the other suites, ${rows.length}, each run for this report:`
      : `In the other suites, ${rows.length}; their own steps run them:`,
  );
  report.table(['attack', 'test', ''], rows);
}

function stands(file, test) {
  const path = `${root}${file}`;
  // A name that a loop completes is written up to there.
  const isThere = existsSync(path) && readFileSync(path, 'utf8').includes(test);
  return isThere ? 'has its test' : 'has no test';
}

/** Runs files of tests; each result by the file and the name that HELD gives it. */
async function resultsOf(files) {
  const results = new Map();
  const stream = runFile({ files: files.map((file) => `${root}${file}`), concurrency: 1 });
  for await (const { type, data } of stream) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.file?.slice(root.length);
    for (const [, of, test] of HELD) {
      if (of !== file || !data.name.includes(test)) continue;
      const key = `${of} ${test}`;
      const isSkipped = data.skip !== undefined && data.skip !== false;
      const word = type === 'test:pass' && !isSkipped ? 'held' : 'NOT HELD';
      // Of several with this name, each must hold.
      if (results.get(key) !== 'NOT HELD') results.set(key, word);
    }
  }
  return results;
}

await alone(import.meta.url, run);
