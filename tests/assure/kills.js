// Processes, stores’ servers, the sandbox and the browser killed at every step: the step is held on
// its way, the program is ended by SIGKILL and started again, and everything comes to its one end.

import { execFile } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EXAMPLES } from '../examples/examples.js';
import { Person } from '../examples/person.js';
import { matrix } from './chart.js';
import { alone, counted, Report } from './report.js';
import { Requests } from './requests.js';
import { bySuites } from './suites.js';

const API = '/api/v1';
/** Where each step is held: on the way to the gateway or to the e-service, or the answer to it. */
const STEPS = [
  held('login', 'getToken sent', 'gateway', 'hold', `${API}/auth/getToken`),
  held('login', 'getToken answered', 'gateway', 'holdAnswer', `${API}/auth/getToken`),
  held('fill', 'request sent', 'gateway', 'hold', `${API}/account/eme/initiateRequest`),
  held('fill', 'request answered', 'gateway', 'holdAnswer', `${API}/account/eme/initiateRequest`),
  held('fill', 'callback sent', 'service', 'hold', '/iamsmart/callback'),
  held('fill', 'callback answered', 'service', 'holdAnswer', '/iamsmart/callback'),
  held('sign', 'request sent', 'gateway', 'hold', `${API}/account/signing/initiateRequest`),
  held(
    'sign',
    'request answered',
    'gateway',
    'holdAnswer',
    `${API}/account/signing/initiateRequest`,
  ),
  held('sign', 'callback sent', 'service', 'hold', '/iamsmart/callback'),
  held('sign', 'callback answered', 'service', 'holdAnswer', '/iamsmart/callback'),
  held('sign', 'list or OCSP asked', 'gateway', 'hold', '/ca/'),
  held('sign', 'list or OCSP answered', 'gateway', 'holdAnswer', '/ca/'),
  { flow: 'sign', name: 'onSettled called', settles: true },
  held('sign', 'ackResult sent', 'gateway', 'hold', `${API}/account/signing/ackResult`),
  held('sign', 'ackResult answered', 'gateway', 'holdAnswer', `${API}/account/signing/ackResult`),
];

function held(flow, name, proxy, how, path) {
  return { flow, name, proxy, how, path };
}

/** What is killed, in which service. */
const TARGETS = [
  { service: 'express on Redis', kill: 'processes' },
  { service: 'express on Redis', kill: 'store' },
  { service: 'express on Redis', kill: 'sandbox' },
  { service: 'hono on Postgres', kill: 'processes', long: true },
  { service: 'hono on Postgres', kill: 'store', long: true },
  { service: 'worker on Durable Objects', kill: 'processes', long: true },
  { service: 'worker on Durable Objects', kill: 'sandbox', long: true },
];
/** Steps of the short form, by what is killed. */
const SHORT = {
  processes: ['sign: request answered', 'sign: callback sent', 'sign: onSettled called'],
  store: ['sign: callback sent'],
  sandbox: ['sign: ackResult answered'],
};

const BROWSER_KILLS = 'tests/e2e/browser-kill.test.js';
/** @type {import('./suites.js').Case[]} */
const BROWSER = [
  ['login: at iAM Smart’s page', BROWSER_KILLS, 'nothing was begun, and the next login works'],
  ['fill: while the app asks', BROWSER_KILLS, 'they are filled in when the page is back'],
  ['sign: while the gateway is asked', BROWSER_KILLS, 'one request, found again'],
  ['sign: while the app asks', BROWSER_KILLS, 'the same code again'],
  ['sign: before the app approves', BROWSER_KILLS, 'approved while there is no browser'],
  ['sign: the result is shown, then saved', BROWSER_KILLS, 'shown again, until it is saved'],
];

const LEGEND = { good: '✓ settles', again: '↻ done again by the user', bad: '✗ wrong' };

/** @param {import('./report.js').Scale} scale */
export async function run({ long }) {
  const report = new Report('Kills at each step');
  const cells = new Map();
  const targets = TARGETS.filter((target) => long || !target.long);
  for (const name of new Set(targets.map(({ service }) => service))) {
    const service = await EXAMPLES[name]();
    try {
      for (const target of targets.filter((one) => one.service === name)) {
        // The sandbox forgets requests and tokens, so not every word can be told.
        await ofTarget(service, target, { report, cells, long });
      }
    } finally {
      await service.stop();
    }
  }
  const rows = targets.map(nameOf);
  const columns = STEPS.map(({ flow, name }) => `${flow}: ${name}`);
  const cell = (row, column) => cells.get(`${row} ${column}`);
  report.table(
    ['killed', ...columns],
    rows.map((row) => [row, ...columns.map((column) => cell(row, column)?.mark ?? '')]),
  );
  const counts = counted([...cells.values()].map(({ kind }) => LEGEND[kind]));
  report.say(`${cells.size} kills: ${counts.join(', ')}.`);
  const title = 'Killed at each step';
  report.chart('kills', title, matrix({ title, rows, columns, cell, legend: LEGEND }));
  report.say('The desktop’s browser, on the demo’s page:');
  await bySuites(report, { cases: BROWSER, head: 'killed', long, failures: report.wrong });
  return report;
}

const nameOf = ({ service, kill }) => `${service}: ${kill}`;

async function ofTarget(service, target, { report, cells, long }) {
  const requests = new Requests(service);
  const person = new Person(service.place);
  for (const step of STEPS) {
    const column = `${step.flow}: ${step.name}`;
    if (!long && !SHORT[target.kill].includes(column)) continue;
    if (step.settles && target.service.startsWith('worker')) continue;
    // A killed sandbox has forgotten who is logged in.
    await person.logIn();
    const what = `${nameOf(target)}, ${column}`;
    const cell = await tried({ service, target, step, requests, person, what }).catch((error) => ({
      kind: 'bad',
      mark: '✗',
      why: error.stack,
    }));
    if (cell.why) report.wrong.push(`${what}: ${cell.why}`);
    cells.set(`${nameOf(target)} ${column}`, cell);
  }
  const known = new Set(service.counted ?? []);
  service.counted = [...known, ...requests.seen.map(({ businessId }) => businessId)];
  const { outcomes } = await new Counted(service, requests.seen, known).count(report, {
    words: target.kill !== 'sandbox',
  });
  report.say(`${nameOf(target)}: ${outcomes.join(', ')}.`);
  report.say();
}

/** Counts requests beside those that were counted before. */
class Counted extends Requests {
  constructor(service, seen, before) {
    super({
      archived: async () => {
        const all = await service.archived();
        return new Map([...all].filter(([businessId]) => !before.has(businessId)));
      },
    });
    this.seen = seen;
  }
}

async function tried({ service, target, step, requests, person, what }) {
  const gate = step.settles ? await settling(service) : gateOf(service[step.proxy], step);
  const isSandbox = target.kill === 'sandbox';
  const flow =
    step.flow === 'login'
      ? loggedIn(person)
      : requests.wish(person, step.flow, {
          of: what,
          asked: gate.asked,
          timeoutMs: isSandbox ? 8000 : 90_000,
        });
  const reached = await Promise.race([gate.reached, pause(60_000, 'late')]);
  if (reached === 'late') {
    gate.release();
    return {
      kind: 'bad',
      mark: '✗',
      why: `the step was not reached: ${JSON.stringify(await flow)}`,
    };
  }
  await killed(service, target.kill, gate);
  const { outcome, errors, withdrawn } = await flow;
  const good = { login: 'logged in', fill: 'filled', sign: 'signed' }[step.flow];
  if (outcome !== good) return { kind: 'bad', mark: '✗', why: `${outcome} ${errors}` };
  const isAgain = errors.length > 0 || withdrawn > 0;
  return isAgain ? { kind: 'again', mark: '↻' } : { kind: 'good', mark: '✓' };
}

async function killed(service, kill, gate) {
  const indexes = Array.from({ length: service.count }, (_, index) => index);
  switch (kill) {
    case 'processes':
      for (const index of indexes) await service.killHost(index);
      await gate.release();
      for (const index of indexes) await service.startHost(index);
      return;
    case 'store':
      await service.crash();
      await gate.release(true);
      return;
    default:
      await service.crashSandbox();
      await gate.release(true);
  }
}

/** Holds the first request to a path. */
function gateOf(proxy, { how, path }) {
  let release = () => {};
  const released = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  const reached = new Promise((resolve) => {
    proxy[how] = (asked) => {
      if (!asked.startsWith(path)) return undefined;
      resolve('reached');
      return released;
    };
  });
  return {
    reached,
    release: () => {
      proxy[how] = () => undefined;
      release();
    },
  };
}

/** Holds `onSettled`: what it writes to is a pipe that nobody reads. */
async function settling(service) {
  let asked = (_open) => {};
  let path = '';
  const known = new Promise((resolve) => {
    asked = async ({ businessId }) => {
      // The first request alone.
      if (path) return;
      path = join(service.archive, `${businessId}.signed.json`);
      await promisify(execFile)('mkfifo', [path]);
      resolve(undefined);
    };
  });
  const fetched = new Promise((resolve) => {
    service.gateway.answered = (asked) => {
      if (asked.startsWith('/ca/')) resolve(undefined);
    };
  });
  return {
    asked,
    // From the last answer of the authority it is not far.
    reached: Promise.all([known, fetched]).then(() => pause(1500)),
    release: async (isAlive) => {
      service.gateway.answered = () => {};
      const pipe = `${path}.pipe`;
      await rename(path, pipe);
      // Who still waits is let go, and what it wrote is kept.
      if (isAlive) await writeFile(path, once(await readFile(pipe, 'utf8')));
      await rm(pipe);
    },
  };
}

/** A text, of which there may be a second copy: by another process, after the first one's lease. */
function once(text) {
  const [first, second] = [text.slice(0, text.length / 2), text.slice(text.length / 2)];
  return first === second ? first : text;
}

async function loggedIn(person) {
  const errors = [];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      person.cookies.clear();
      await person.logInOnce();
      return { outcome: 'logged in', errors, withdrawn: 0 };
    } catch (error) {
      errors.push(error.message);
      await pause(300);
    }
  }
  return { outcome: 'not logged in', errors, withdrawn: 0 };
}

await alone(import.meta.url, run);
