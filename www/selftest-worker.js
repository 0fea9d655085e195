// The self-test's worker: runs the groups that the page names, so that the page stays responsive.

import { Problem, runGroup, textOf } from './selftest-run.js';

/**
 * What each group needs of the package is loaded with its first case.
 *
 * @type {Record<string, () => Promise<{ CALLS: import('./selftest-run.js').Calls }>>}
 */
const LOADERS = {
  ...each('pkce logins hashes json forms codes', () => import('./selftest-content-calls.js')),
  ...each('signatures paths cms timestamps evidence', () => import('./selftest-verdict-calls.js')),
  pdf: () => import('./selftest-pdf-calls.js'),
  speed: () => import('./selftest-speed-calls.js'),
};

/**
 * @template Value
 * @param {string} names
 * @param {Value} value
 */
function each(names, value) {
  return Object.fromEntries(names.split(' ').map((name) => [name, value]));
}

/** @param {import('./selftest.js').FromWorker} message */
const send = (message) => postMessage(message);

addEventListener('message', async ({ data: group }) => {
  try {
    const load = LOADERS[group];
    if (!load) throw new Error(`There is no group '${group}'.`);
    await runGroup(group, load, (outcome) => send({ outcome }));
    send({ done: true });
  } catch (error) {
    const why = error instanceof Problem ? error.why : 'fault';
    send({ problem: { why, text: error instanceof Problem ? error.message : textOf(error) } });
  }
});
