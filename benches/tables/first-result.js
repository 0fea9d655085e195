// From import to first result: of a page a code challenge, of a verifier a verdict, of a server an
// opened callback.

import { engineOf } from '../chromium.js';
import { inChromium } from '../subjects/in-chromium.js';
import { inNode } from '../subjects/in-node.js';
import { inWorkerd } from '../subjects/in-workerd.js';
import { median, OURS } from '../table.js';
import { NODE, workerdVersion } from '../versions.js';

const ROUNDS = { node: 7, chromium: 5, workerd: 5 };

/** There is no `node:crypto` without `nodejs_compat`, and hash-wasm compiles while it runs, which is forbidden. */
const NOT_IN_WORKERD = /^(node:|hash-wasm)/;

const WORK = {
  page: 'page: code challenge',
  verify: 'verify: signature and chain of three',
  server: 'server: a callback opened',
};

/** Of a peer that takes less than this in a worker, it is within what an empty worker varies by. */
const MEASURABLE_MS = 1;

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
      const { goal } = GOALS[work];
      const shared = { engine: workerdVersion(), samples: times, goal, ...immeasurable(times) };
      yield { work: `${WORK[work]}, over an empty worker, processor time`, ...shared };
    }
  },
};

/**
 * Says of which peers nothing is measured: a ratio to one of them is made of noise.
 *
 * @param {Record<string, number[]>} times
 */
function immeasurable(times) {
  const names = Object.keys(times).filter(
    (name) => name !== OURS && median(times[name]) < MEASURABLE_MS,
  );
  if (names.length === 0) return {};
  return { note: `${names.join(', ')}: less than ${MEASURABLE_MS} ms over an empty worker` };
}

/**
 * @template Times
 * @param {Record<string, Times>} times
 * @param {(times: Times) => number[]} of
 */
function ofAll(times, of) {
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, of(all)]));
}
