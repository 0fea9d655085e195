// Requirements on a store that several processes use, and that are killed.

import assert from 'node:assert/strict';
import { dueProcesses } from './due-processes.js';
import { filesWith } from './leftovers.js';
import { isLong, SCALE } from './scale.js';

const KiB = 1024;
const MiB = 1024 * KiB;

const id = () => crypto.randomUUID();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const many = (count) => Array.from({ length: count }, id);
const mark = () => `personal-data-${id()}`;

/**
 * A store and what stands around it.
 *
 * @typedef {object} Place
 * @property {() => Promise<Host>} start Starts a process; each call may take another client.
 * @property {() => Promise<Host[]>} running Returns two processes, or one that is alone.
 * @property {boolean} [isAlone] True if one process has the store at a time.
 * @property {boolean} [wakesItself] True if entries wake themselves, and the store says nothing of it.
 * @property {(statements: string[]) => Promise<void>} [execute] Runs statements in SQL.
 * @property {{ time: string, bytes: string }} [types] Types of its columns.
 * @property {() => Promise<void>} [crash] Kills the store's server with SIGKILL and starts it again.
 * @property {string} [folder] Folder of the store's files.
 * @property {() => Promise<void>} [save] Makes a server write to its files.
 * @property {() => Promise<void>} [clean] What docs/stores.md says that an operator does.
 *
 * @typedef {object} Host
 * @property {(operation: string, options?: object) => Promise<any>} ask
 * @property {() => Promise<void>} kill Ends the process with SIGKILL.
 */

/**
 * @param {Place} place
 * @returns {Record<string, () => Promise<void>>}
 */
export function processSuite(place) {
  /** Runs with two processes, or with one as both. */
  const withTwo = (test) => async () => {
    const hosts = await place.running();
    try {
      await test(hosts[0], hosts.at(-1));
    } finally {
      // So that all clients have their turn.
      if (isLong) for (const host of hosts) await host.kill();
    }
  };
  /** Kills a process and returns one that has the store then. */
  const after = async (killed, other) => {
    await killed.kill();
    return place.isAlone ? place.start() : other;
  };
  const arrived = { state: 'arrived', whole: true };
  const seen = ({ state, whole }) => ({ state, whole });

  const suite = {
    'what one process begins another receives and takes': withTwo(async (a, b) => {
      const businessId = id();
      await a.ask('begin', { businessId });
      const start = Date.now();
      const waiting = a.ask('wait', { businessId, timeoutMs: 60_000 });
      await pause(100);
      const arrival = await b.ask('arrive', { businessId, size: KiB, mark: 'm' });
      assert.equal(arrival.outcome, 'accepted');
      assert.deepEqual(seen(await waiting), arrived);
      assert.ok(Date.now() - start < 30_000, `told after ${Date.now() - start} ms`);
      assert.deepEqual(seen(await b.ask('take', { businessId })), arrived);
      assert.equal((await a.ask('take', { businessId })).state, 'taken');
    }),

    'of fifty takers in two processes one gets each result': withTwo(async (a, b) => {
      for (const businessId of many(SCALE.races)) {
        await a.ask('begin', { businessId });
        await b.ask('arrive', { businessId, size: 10 * KiB, mark: 'm' });
        const takes = [a, b].map((host) => host.ask('takers', { businessId, count: 25 }));
        const states = (await Promise.all(takes)).flat().sort();
        assert.deepEqual(states, ['arrived', ...Array(49).fill('taken')]);
      }
    }),

    'a callback is early, doubled or delayed': withTwo(async (a, b) => {
      const arrive = (host, businessId) => host.ask('arrive', { businessId, size: KiB, mark: 'm' });
      const businessId = id();
      assert.equal((await arrive(b, businessId)).outcome, 'unknown');
      await a.ask('begin', { businessId });
      const both = await Promise.all([a, b, a, b].map((host) => arrive(host, businessId)));
      const outcomes = both.map(({ outcome }) => outcome).sort();
      assert.deepEqual(outcomes, ['accepted', 'repeated', 'repeated', 'repeated']);
      const late = id();
      await a.ask('begin', { businessId: late, options: { lifeMs: 300, keepMs: 60_000 } });
      await pause(400);
      assert.equal((await arrive(b, late)).outcome, 'late');
      assert.equal((await a.ask('look', { businessId: late })).state, 'expired');
    }),

    'a large result, and the process that received it is killed': withTwo(async (a, b) => {
      const businessId = id();
      await b.ask('begin', { businessId });
      const size = (SCALE.large / 2) * MiB;
      await a.ask('arrive', { businessId, size, mark: mark() });
      const left = await after(a, b);
      try {
        const taken = await left.ask('take', { businessId });
        assert.deepEqual([taken.state, taken.size, taken.whole], ['arrived', size, true]);
      } finally {
        await left.kill();
      }
    }),

    'a process is killed while it writes: nothing that was answered is lost': async () => {
      for (const kills of SCALE.kills) {
        await withTwo(async (a, b) => {
          const ids = many(SCALE.written);
          for (const businessId of ids) await b.ask('begin', { businessId });
          const told = new Set();
          const pushes = ids.map(async (businessId) => {
            const push = { businessId, size: 300 * KiB, mark: mark() };
            const { outcome } = await a.ask('arrive', push);
            if (outcome === 'accepted') told.add(businessId);
            if (told.size === kills) await a.kill();
          });
          await Promise.allSettled(pushes);
          const left = await after(a, b);
          try {
            for (const businessId of ids) {
              const found = await left.ask('look', { businessId });
              const isLost = told.has(businessId) && found.state !== 'arrived';
              assert.ok(!isLost && found.whole !== false, JSON.stringify(found));
              // The gateway pushes again what was not answered.
              const again = await left.ask('arrive', { businessId, size: KiB, mark: 'm' });
              const expected = found.state === 'arrived' ? 'repeated' : 'accepted';
              assert.equal(again.outcome, expected);
              assert.deepEqual(seen(await left.ask('take', { businessId })), arrived);
              assert.equal((await left.ask('take', { businessId })).state, 'taken');
            }
          } finally {
            await left.kill();
          }
        })();
      }
    },
  };

  const { crash, folder } = place;
  if (crash) {
    suite['the server of the store is killed while it writes'] = withTwo(async (a, b) => {
      const ids = many(SCALE.written);
      for (const businessId of ids) await b.ask('begin', { businessId });
      const told = new Set();
      const pushes = ids.map(async (businessId) => {
        const push = { businessId, size: 300 * KiB, mark: mark() };
        const { outcome } = await a.ask('arrive', push);
        if (outcome === 'accepted') told.add(businessId);
      });
      Promise.allSettled(pushes);
      while (told.size < 5) await pause(1);
      await place.crash();
      for (const host of [a, b]) await host.kill();
      const left = await place.start();
      try {
        for (const businessId of ids) {
          // Some clients send again meanwhile.
          const wasTold = told.has(businessId);
          const found = await left.ask('look', { businessId });
          if (wasTold) assert.deepEqual(seen(found), arrived);
          else assert.ok(found.state === 'pending' || found.whole, JSON.stringify(found));
        }
      } finally {
        await left.kill();
      }
    });
  }
  if (!place.wakesItself) Object.assign(suite, dueProcesses(place, withTwo));
  if (folder) Object.assign(suite, leftovers(place, withTwo));
  return suite;
}

/** Requirements on the files of a store. */
function leftovers(place, withTwo) {
  const gone = async (word) => {
    await place.clean?.();
    assert.deepEqual(await filesWith(place.folder, word), []);
  };
  const found = async (word) => {
    await place.save?.();
    const files = await filesWith(place.folder, word);
    assert.ok(files.length > 0, 'the search finds nothing before it is deleted');
  };
  const sizes = { 'a small one': 2 * KiB, ...(isLong ? { 'a large one': 6 * MiB } : {}) };
  const tests = Object.entries(sizes).map(([name, size]) => [
    [
      `nothing is left on disk of a result that was taken: ${name}`,
      withTwo(async (a, b) => {
        const [businessId, word] = [id(), mark()];
        await a.ask('begin', { businessId });
        await a.ask('arrive', { businessId, size, mark: word });
        await found(word);
        assert.equal((await b.ask('take', { businessId })).whole, true);
        await gone(word);
        assert.equal((await a.ask('look', { businessId })).state, 'taken');
      }),
    ],
    [
      `nothing is left on disk of a transaction that expired: ${name}`,
      withTwo(async (a, b) => {
        const [businessId, word] = [id(), mark()];
        const options = { lifeMs: isLong ? 3000 : 1000, keepMs: 500 };
        await a.ask('begin', { businessId, options });
        await a.ask('arrive', { businessId, size, mark: word, options });
        await found(word);
        while ((await a.ask('look', { businessId })).state !== 'unknown') await pause(50);
        await b.ask('sweep');
        await gone(word);
      }),
    ],
  ]);
  return Object.fromEntries(tests.flat());
}
