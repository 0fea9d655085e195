// A login from the page's side: code verifier and challenge, the request's address, the callback read
// and its state compared. The modules are there already: their import is in `first-result`.

import { engineOf } from '../chromium.js';
import { inChromium } from '../subjects/in-chromium.js';
import { inNode } from '../subjects/in-node.js';
import { contestantsOf } from '../subjects/in-turns.js';
import { turns } from '../turns.js';
import { NODE } from '../versions.js';

const CALLS = 100;
const ROUNDS = { node: 9, chromium: 7 };

const FIRST = 'PKCE, URL and callback, first call';
const LAST = 'PKCE, URL and callback, hundredth call';
const COMPILED = 'PKCE, URL and callback, compiled by the engine';
const IN_ALL = 'PKCE, URL and callback, with the import';
const GOAL = { overPeers: 2 };
const NOTE = 'oauth4webapi leaves the storage of the state to the caller';

/** @type {import('../table.js').Table} */
export default {
  name: 'login',
  title: 'A login: PKCE, URL, callback',
  unit: 'ms',
  async *rows(tools) {
    const engine = NODE;
    const times = await inNode(tools, 'login', { rounds: ROUNDS.node, calls: CALLS });
    const wall = (what) =>
      Object.fromEntries(
        Object.entries(times).map(([name, all]) => [name, all[what].map(({ wall }) => wall)]),
      );
    yield { work: FIRST, engine, samples: wall('firstCall'), goal: GOAL, note: NOTE };
    yield { work: LAST, engine, samples: wall('lastCall'), goal: GOAL, note: NOTE };
    yield { work: IN_ALL, engine, samples: wall('firstResult'), note: NOTE };

    const compiled = await turns(await contestantsOf(tools, 'login'), { warmUp: 40 });
    yield { work: COMPILED, engine, samples: compiled, note: NOTE };

    const chromium = await engineOf(tools);
    const options = { rounds: ROUNDS.chromium, calls: CALLS, again: false };
    const visits = await inChromium(tools, 'login', options);
    const first = (what) =>
      Object.fromEntries(
        Object.entries(visits).map(([name, { cold }]) => [name, cold.map((took) => took[what])]),
      );
    const shared = { engine: chromium, note: NOTE };
    yield { work: FIRST, samples: first('firstCall'), goal: GOAL, ...shared };
    yield { work: LAST, samples: first('lastCall'), goal: GOAL, ...shared };
    yield { work: IN_ALL, samples: first('firstResult'), ...shared };
  },
};
