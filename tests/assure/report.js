// What a part of the report found, and how a part is run alone.

import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How much of a part is run.
 *
 * @typedef {object} Scale
 * @property {boolean} long
 * @property {number} minutes Shortest length of the endurance run of the long form.
 * @property {number} longestMinutes Its longest.
 */

/** @returns {Scale} */
const scaleOf = (env = process.env) => ({
  long: env.IAMSMART_LONG === 'true',
  minutes: Math.min(10, Number(env.IAMSMART_MINUTES ?? 10)),
  longestMinutes: Number(env.IAMSMART_MINUTES ?? Number.POSITIVE_INFINITY),
});

/** Findings of one part, in Markdown, with charts. */
export class Report {
  /** @type {string[]} */
  lines = [];
  /** SVG by name. @type {Record<string, string>} */
  charts = {};
  /** Transactions, results and words to the gateway that were lost. @type {string[]} */
  lost = [];
  /** What was done, counted or told twice. @type {string[]} */
  doubled = [];
  /** What was let in, or told to somebody whom it does not concern. @type {string[]} */
  letIn = [];
  /** Anything else that is not as it should be. @type {string[]} */
  wrong = [];

  /** @param {string} title */
  constructor(title) {
    this.title = title;
    this.began = Date.now();
  }

  /** @param {string} line */
  say(line = '') {
    this.lines.push(line);
  }

  /** @param {string[]} head @param {(string | number)[][]} rows */
  table(head, rows) {
    const line = (cells) =>
      `| ${cells.map((cell) => `${cell}`.replaceAll('|', '\\|')).join(' | ')} |`;
    this.lines.push('', line(head), line(head.map(() => '---')), ...rows.map(line), '');
  }

  /** @param {string} name @param {string} alt @param {string} svg */
  chart(name, alt, svg) {
    this.charts[name] = svg;
    this.lines.push('', `![${alt}](assurance/${name}.svg)`, '');
  }

  get failures() {
    const of = (kind, found) => found.map((text) => `${kind}: ${text}`);
    return [
      ...of('lost', this.lost),
      ...of('doubled', this.doubled),
      ...of('let in', this.letIn),
      ...of('wrong', this.wrong),
    ];
  }

  /** Load of the machine while the part ran. */
  toJSON() {
    const { title, lines, charts, lost, doubled, letIn, wrong, began } = this;
    const seconds = Math.round((Date.now() - began) / 1000);
    const machine = { processors: availableParallelism(), load: loadavg()[1].toFixed(1) };
    const { long } = scaleOf();
    return { title, long, lines, charts, lost, doubled, letIn, wrong, seconds, machine };
  }
}

/**
 * How often there is what, e.g. '3 signed'. Of Node 20, which has no `Object.groupBy`.
 *
 * @param {string[]} names
 */
export function counted(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`);
}

/**
 * Runs a part if its file is the program: prints the report, and writes it as JSON to IAMSMART_REPORT.
 *
 * @param {string} url Of the part's module.
 * @param {(scale: Scale) => Promise<Report>} run
 */
export async function alone(url, run) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const report = await run(scaleOf());
  console.log([`## ${report.title}`, '', ...report.lines].join('\n'));
  for (const failure of report.failures) console.log(failure);
  const path = process.env.IAMSMART_REPORT;
  if (path) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(report));
  }
  // Programs that a failed part has left end with this process.
  process.exit(report.failures.length > 0 ? 1 : 0);
}
