// Mutated wrapped keys: one answer to all, and one distribution of times.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { alone, Report } from './report.js';

/** Number of keys: fewer where a run has to be cut. */
const KEYS = Number(process.env.IAMSMART_WRAPPED_KEYS ?? 100_000);
const PROGRAM = fileURLToPath(new URL('../gateway/wrapped-keys.test.js', import.meta.url));

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Mutated wrapped keys');
  if (!long) {
    report.say('The step gateway tries 400 of them; the long form 100,000.');
    return report;
  }
  const { code, output } = await tested();
  const lines = output.split('\n').flatMap((line) => /^(?:ℹ|#) (.*)$/.exec(line)?.[1] ?? []);
  report.say(
    `tests/gateway/wrapped-keys.test.js with ${KEYS} keys: how many got which answer (one number: all got the same), and the time of each class of keys as a share of the first one’s, with a t statistic of its runs and the difference that would be seen; the control, which is told apart on purpose, shows that a difference is seen:`,
  );
  report.say();
  for (const line of lines) {
    if (/ keys: |, t = /.test(line)) report.say(`- ${line}`);
  }
  report.say();
  if (code !== 0) report.letIn.push(`mutated keys: ${output.slice(-2000)}`);
  return report;
}

/** @returns {Promise<{ code: number, output: string }>} */
function tested() {
  const env = { ...process.env, IAMSMART_WRAPPED_KEYS: `${KEYS}` };
  const args = ['--test', '--test-reporter=spec', PROGRAM];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: `${stdout}\n${stderr}` });
    });
  });
}

await alone(import.meta.url, run);
