// Attacks: those that other suites try, and here those on the flows.

import { ATTACKS } from './flow-attacks.js';
import { HELD } from './held.js';
import { startSandbox } from './inside.js';
import { alone, Report } from './report.js';
import { bySuites } from './suites.js';

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Attacks tried and held');
  await onFlows(report);
  await bySuites(report, { cases: HELD, head: 'attack', long, failures: report.letIn });
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

await alone(import.meta.url, run);
