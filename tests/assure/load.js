// Load: virtual users who sign, from one to 64 at once; the knee, 80 % of it for a while with faults,
// twice the knee, and what remains of the memory.

import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EXAMPLES } from '../examples/examples.js';
import { HKIC, Person } from '../examples/person.js';
import { lines } from './chart.js';
import { startPolite } from './polite.js';
import { alone, Report } from './report.js';
import { Requests } from './requests.js';

const STEPS = [1, 2, 4, 8, 16, 32, 64];
/** Share of requests that are spoiled during the endurance run. */
const RATE = 0.05;
/** From this many users on, more users bring less than this share more of signatures. */
const GAIN = 0.1;
/** A session of the example ends after 15 minutes. */
const SESSION_MS = 10 * 60_000;
/** Transactions of the long form. */
const TRANSACTIONS = 10_000;
/**
 * Growth of a process's memory during the second half of the endurance run, as a share of what it has:
 * a transaction that left a kilobyte would be above it.
 */
const GROWTH = 0.15;

/** @param {import('./report.js').Scale} scale */
export async function run({ long, minutes, longestMinutes }) {
  const report = new Report('Load');
  process.env.NODE_OPTIONS = `--require=${fileURLToPath(new URL('memory.cjs', import.meta.url))}`;
  const service = await EXAMPLES['express on Redis']();
  delete process.env.NODE_OPTIONS;
  const requests = new Requests(service);
  const crowd = new Crowd(service, requests);
  try {
    const steps = long ? STEPS : [1, 4];
    const seconds = long ? 15 : 2;
    /** @type {Measured[]} */
    const measured = [];
    for (const users of steps) measured.push(await crowd.work(users, { seconds }));
    const knee = kneeOf(measured);
    told(report, measured, knee);
    await endurance(report, crowd, { knee, long, minutes, longestMinutes });
    await overload(report, crowd, { knee, seconds });
    const { outcomes, words, requests: count, archived } = await requests.count(report);
    report.say();
    report.say(
      `Count over all of it: ${count} requests that pages saw, ${archived} that were told once each (${outcomes.join(', ')}); the gateway was told ${JSON.stringify(words)}.`,
    );
  } finally {
    await service.stop();
  }
  return report;
}

/**
 * @typedef {object} Measured
 * @property {number} users
 * @property {number} perSecond Signatures a second.
 * @property {number[]} signing Milliseconds, sorted.
 * @property {number[]} callbacks Milliseconds, sorted.
 * @property {number} count
 */

class Crowd {
  /** @type {{ person: Person, since: number }[]} */
  #people = [];

  constructor(service, requests) {
    this.service = service;
    this.requests = requests;
  }

  /** People who are logged in. */
  async people(users) {
    const personas = /** @type {(keyof typeof HKIC)[]} */ (Object.keys(HKIC));
    while (this.#people.length < users) {
      const persona = personas[this.#people.length % personas.length];
      this.#people.push({ person: new Person(this.service.place, persona), since: 0 });
    }
    const chosen = this.#people.slice(0, users);
    for (const one of chosen) await this.#fresh(one);
    return chosen;
  }

  async #fresh(one) {
    if (Date.now() - one.since < SESSION_MS) return;
    await one.person.logIn();
    one.since = Date.now();
  }

  /**
   * Lets people sign one after the other.
   *
   * @param {number} users
   * @param {{ seconds: number, atLeast?: number, longest?: number }} until Ends after `seconds` and
   *   `atLeast` signatures, or after `longest` seconds.
   * @returns {Promise<Measured>}
   */
  async work(users, { seconds, atLeast = 0, longest = Number.POSITIVE_INFINITY }) {
    const people = await this.people(users);
    /** @type {number[]} */
    const signing = [];
    /** @type {number[]} */
    const callbacks = [];
    const { service } = this.service;
    service.answered = (path, status, ms) => {
      if (path === '/iamsmart/callback' && status === 200) callbacks.push(ms);
    };
    const began = performance.now();
    const isOver = () => {
      const spent = (performance.now() - began) / 1000;
      return (spent > seconds && signing.length >= atLeast) || spent > longest;
    };
    await Promise.all(
      people.map(async (one) => {
        while (!isOver()) {
          await this.#fresh(one);
          const start = performance.now();
          // The user answers at once, so that all of the time is the machines’.
          const { outcome } = await this.requests.wish(one.person, 'sign', { timeoutMs: 120_000 });
          if (outcome === 'signed') signing.push(performance.now() - start);
        }
      }),
    );
    const spent = (performance.now() - began) / 1000;
    service.answered = () => {};
    const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
    return {
      users,
      perSecond: signing.length / spent,
      count: signing.length,
      signing: sorted(signing),
      callbacks: sorted(callbacks),
    };
  }
}

const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const row = ({ users, perSecond, signing, callbacks, count }) => [
  users,
  count,
  perSecond.toFixed(1),
  ...[0.5, 0.95, 0.99].map((share) => at(signing, share).toFixed(0)),
  ...[0.5, 0.95, 0.99].map((share) => at(callbacks, share).toFixed(0)),
];
const HEAD = [
  ...['users', 'signed', 'a second', 'signing p50', 'p95', 'p99'],
  ...['callback p50', 'p95', 'p99'],
];

/** The least number of users beyond which more users bring hardly more signatures. */
function kneeOf(measured) {
  const best = Math.max(...measured.map(({ perSecond }) => perSecond));
  const found = measured.find(({ perSecond }) => perSecond >= best * (1 - GAIN));
  return /** @type {Measured} */ (found);
}

/** @param {Report} report @param {Measured[]} measured @param {Measured} knee */
function told(report, measured, knee) {
  report.say(
    'Two processes of examples/express on Redis, sandbox, users and proxies on one machine. Milliseconds; a signing is from the submission until the page has the verdict, without the user’s own time; a callback is from the push until its answer:',
  );
  report.table(HEAD, measured.map(row));
  report.say(
    `The knee is at ${knee.users} users, with ${knee.perSecond.toFixed(1)} signatures a second: more users bring less than ${GAIN * 100} % more.`,
  );
  const series = [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ].map(([name, share]) => ({
    name: `${name}`,
    points: measured.map(({ users, signing }) => [users, at(signing, share)]),
  }));
  const axis = { x: 'users at once', doubling: true };
  const title = 'Milliseconds of a signing';
  report.chart(
    'load',
    title,
    lines({ title, y: 'ms', series: /** @type {any} */ (series), ...axis }),
  );
  const rate = 'Signatures a second';
  const points = measured.map(({ users, perSecond }) => [users, perSecond]);
  const one = [{ name: 'signatures', points }];
  report.chart(
    'rate',
    rate,
    lines({ title: rate, y: 'per second', series: /** @type {any} */ (one), ...axis }),
  );
}

/** 80 % of the knee, with faults. */
async function endurance(report, crowd, { knee, long, minutes, longestMinutes }) {
  const { service } = crowd;
  const users = Math.max(1, Math.floor(knee.users * 0.8));
  const seconds = long ? minutes * 60 : 5;
  const atLeast = long ? TRANSACTIONS : 0;
  const longest = long ? longestMinutes * 60 : seconds;
  await crowd.people(users);
  service.service.rate = RATE;
  service.gateway.rate = RATE;
  const over = new AbortController();
  const watching = memoryOf(service, long ? 20_000 : 1000, over.signal);
  const began = Date.now();
  const done = await crowd.work(users, { seconds, atLeast, longest });
  const spent = (Date.now() - began) / 60_000;
  over.abort();
  const memory = await watching;
  service.service.rate = 0;
  service.gateway.rate = 0;
  report.say();
  report.say(
    `80 % of it, ${users} users, with ${RATE * 100} % of all requests spoiled (${JSON.stringify(service.service.counts)} to the e-service, ${JSON.stringify(service.gateway.counts)} to the gateway):`,
  );
  report.table(HEAD, [row(done)]);
  if (long) {
    const cut = done.count < TRANSACTIONS ? `; cut there, before ${TRANSACTIONS}` : '';
    report.say(`${done.count} signatures in ${spent.toFixed(1)} minutes${cut}.`);
    report.say();
  }
  if (done.count === 0) report.wrong.push('nobody signed during the endurance run');
  flat(report, memory, { long });
}

/** Memory of each process after its garbage is collected, again and again. */
async function memoryOf(service, everyMs, signal) {
  for (;;) {
    for (let index = 0; index < service.count; index += 1) {
      process.kill(service.pidOf(index), 'SIGUSR2');
    }
    if (signal.aborted) break;
    await pause(everyMs, undefined, { signal }).catch(() => {});
  }
  await pause(500);
  return service
    .output()
    .map((text) => [...text.matchAll(/^memory (.*)$/gm)].map(([, json]) => JSON.parse(json)));
}

function flat(report, memory, { long }) {
  const series = memory.map((samples, index) => ({
    name: `process ${index + 1}`,
    points: samples.map(({ rss, at }) => [(at - samples[0].at) / 60_000, rss / 2 ** 20]),
  }));
  for (const [index, samples] of memory.entries()) {
    // What grows in the first half are caches and compiled code.
    const half = samples.slice(Math.floor(samples.length / 2));
    const growth = (name) => share(half, (sample) => sample[name]);
    const [rss, heap] = [growth('rss'), growth('heapUsed')];
    const last = samples.at(-1);
    report.say(
      `Process ${index + 1}: ${mb(samples[0].rss)} at first, ${mb(last.rss)} at last after its garbage was collected, heap ${mb(last.heapUsed)}; growth in the second half, by the slope: ${(rss * 100).toFixed(1)} % (heap ${(heap * 100).toFixed(1)} %).`,
    );
    report.say();
    if (long && (rss > GROWTH || heap > GROWTH)) {
      report.wrong.push(`process ${index + 1} grows by ${rss} and ${heap}`);
    }
  }
  const title = 'Memory of each process after its garbage is collected';
  report.chart(
    'memory',
    title,
    lines({ title, x: 'minutes', y: 'MB', series: /** @type {any} */ (series) }),
  );
}

const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Growth over the samples by the line of least squares, as a share of their mean. */
function share(samples, of) {
  const values = samples.map(of);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = (values.length - 1) / 2;
  const products = values.reduce((sum, value, x) => sum + (x - middle) * (value - mean), 0);
  const squares = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  return squares === 0 ? 0 : (products / squares) * ((values.length - 1) / mean);
}

/** Twice the knee, behind a limit at the knee: some are refused, all come to their end, and it recovers. */
async function overload(report, crowd, { knee, seconds }) {
  const { service } = crowd;
  const users = knee.users * 2;
  await crowd.people(users);
  const targets = service.service.targets.splice(0);
  let next = 0;
  const polite = await startPolite(() => targets[next++ % targets.length], {
    atOnce: Math.max(1, Math.floor(knee.users / 2)),
  });
  service.service.targets.push(polite.origin);
  const loaded = await crowd.work(users, { seconds });
  const refused = polite.counts.refused;
  service.service.targets.splice(0, 1, ...targets);
  polite.stop();
  const after = await crowd.work(Math.max(1, Math.floor(knee.users / 2)), { seconds });
  report.say(
    `Twice the knee, behind the package’s ConcurrencyLimit: ${polite.counts.passed} requests passed and ${refused} were refused with 503 and Retry-After, by users and gateway, who came again; then half of the knee without it:`,
  );
  report.table(HEAD, [loaded, after].map(row));
  if (refused === 0) report.wrong.push('twice the knee was not refused anything');
  if (loaded.count === 0) report.wrong.push('twice the knee: nobody signed');
  if (after.perSecond < knee.perSecond / 4) report.wrong.push('it has not recovered');
}

await alone(import.meta.url, run);
