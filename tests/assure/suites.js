// What the project’s other suites hold: each case with its test, which the long form runs.

import { existsSync, readFileSync } from 'node:fs';
import { run as runFile } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {[what: string, file: string, test: string]} Case */

/**
 * @param {import('./report.js').Report} report
 * @param {{ cases: Case[], head: string, long: boolean, failures: string[] }} options `head` names the
 *   first column; `failures` is the report’s list of what does not hold.
 */
export async function bySuites(report, { cases, head, long, failures }) {
  const results = long ? await resultsOf(cases) : undefined;
  const rows = cases.map(([what, file, test]) => {
    const word = results ? (results.get(`${file} ${test}`) ?? 'not run') : stands(file, test);
    if (!['held', 'has its test'].includes(word)) failures.push(`${what}: ${word}`);
    return [what, `[${test}](../${file})`, word];
  });
  report.say(
    long
      ? `In the other suites, ${rows.length}, each run for this report:`
      : `In the other suites, ${rows.length}; their own steps run them:`,
  );
  report.table([head, 'test', ''], rows);
}

function stands(file, test) {
  const path = `${root}${file}`;
  // A name that a loop completes is written up to there.
  const isThere = existsSync(path) && readFileSync(path, 'utf8').includes(test);
  return isThere ? 'has its test' : 'has no test';
}

/** Runs files of tests; each result by the file and the name that a case gives it. */
async function resultsOf(cases) {
  const files = [...new Set(cases.map(([, file]) => file))];
  const results = new Map();
  const stream = runFile({ files: files.map((file) => `${root}${file}`), concurrency: 1 });
  for await (const { type, data } of stream) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.file?.slice(root.length);
    for (const [, of, test] of cases) {
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
