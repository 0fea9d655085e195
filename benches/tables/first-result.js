// From import to first result: of a page a code challenge, of a verifier a verdict, of a server an
// opened callback.

import { engineOf } from '../chromium.js';
import { inChromium } from '../subjects/in-chromium.js';
import { inNode } from '../subjects/in-node.js';
import { inWorkerd } from '../subjects/in-workerd.js';
import { median, OURS } from '../table.js';
import { NODE, workerdVersion } from '../versions.js';

const ROUNDS = { node: 15, chromium: 11, workerd: 9 };

/** There is no `node:crypto` without `nodejs_compat`, and hash-wasm compiles while it runs, which is forbidden. */
const NOT_IN_WORKERD = /^(node:|hash-wasm)/;

const WORK = {
  page: 'page: code challenge',
  verify: 'verify: signature and chain of three',
  server: 'server: a callback opened',
};

/** Of a peer that takes less than this in a worker, it is within what an empty worker varies by. */
const MEASURABLE_MS = 1;

/**
 * A part of an app's budget in place of a multiple of nothing: a request has 10 ms of processor time in the
 * smallest plan (Cloudflare Workers, Limits, "CPU time").
 */
const IN_WORKERD = { goal: { atMost: 10 } };

/** The goals; what is measured without one shows what else there is. */
const GOALS = {
  page: { goal: { ofPeer: ['oauth4webapi', 1.5] } },
  verify: { goal: { overPeers: 1 } },
  server: { limit: 'node:crypto' },
};

/** @type {import('../table.js').Table} */
export default {
  name: 'first-result',
  title: 'From import to first result',
  unit: 'ms',
  async *rows(tools) {
    for (const work of ['page', 'verify', 'server']) {
      const times = await inNode(tools, work, { rounds: ROUNDS.node });
      const samples = ofAll(times, ({ firstResult }) => firstResult.map(({ wall }) => wall));
      yield { work: WORK[work], engine: NODE, samples, ...GOALS[work] };
      const processor = ofAll(times, ({ firstResult }) => firstResult.map(({ cpu }) => cpu));
      const shared = { engine: NODE, samples: processor };
      yield { work: `${WORK[work]}, processor time`, ...shared, ...GOALS[work] };
    }
    // Secrets of a server are not for pages.
    for (const work of ['page', 'verify']) {
      const visits = await inChromium(tools, work, { rounds: ROUNDS.chromium });
      for (const [cache, what] of [
        ['cold', 'first visit'],
        ['warm', 'later visit'],
      ]) {
        const samples = ofAll(visits, (all) => all[cache].map(({ firstResult }) => firstResult));
        const shared = { engine: await engineOf(tools), samples };
        yield { work: `${WORK[work]}, ${what}`, ...shared, ...GOALS[work] };
      }
    }
    for (const work of ['page', 'verify', 'server']) {
      const times = await inWorkerd(tools, work, {
        rounds: ROUNDS.workerd,
        only: (name) => !NOT_IN_WORKERD.test(name),
      });
      const shared = { engine: workerdVersion(), ...measurable(times) };
      const goal = { page: IN_WORKERD, verify: GOALS.verify }[work];
      yield { work: `${WORK[work]}, over an empty worker, processor time`, ...shared, ...goal };
    }
  },
};

/**
 * Leaves out peers of which nothing is measured, and says so: no ratio is made of noise.
 *
 * @param {Record<string, number[]>} times
 */
function measurable(times) {
  const isMeasured = ([name, samples]) => name === OURS || median(samples) >= MEASURABLE_MS;
  const samples = Object.fromEntries(Object.entries(times).filter(isMeasured));
  const others = Object.keys(times).filter((name) => !samples[name]);
  const note = `${others.join(', ')}: less than ${MEASURABLE_MS} ms over an empty worker`;
  return { samples, ...(others.length > 0 && { note }) };
}

/**
 * @template Times
 * @param {Record<string, Times>} times
 * @param {(times: Times) => number[]} of
 */
function ofAll(times, of) {
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, of(all)]));
}
