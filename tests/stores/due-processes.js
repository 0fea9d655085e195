// Requirements on a store that says what is due, with several processes, and kills.

import assert from 'node:assert/strict';
import { filesWith } from './leftovers.js';

const id = () => crypto.randomUUID();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const many = (count) => Array.from({ length: count }, id);

/** Which of these entries are due, in order. */
async function dueOf(host, keys) {
  const due = await host.ask('due');
  return due.filter((key) => keys.includes(key));
}

/**
 * @param {import('./processes.js').Place} place
 * @param {(test: (a: any, b: any) => Promise<void>) => () => Promise<void>} withTwo
 * @returns {Record<string, () => Promise<void>>}
 */
export function dueProcesses(place, withTwo) {
  /** Writes until killed: each entry is due, and every other one then no more. */
  const interrupted = async (a, kill, left) => {
    const start = Date.now() - 1000;
    const keys = many(200);
    const told = new Map();
    const writes = keys.map(async (key, i) => {
      await a.ask('put', { key, wakeAt: start + i });
      told.set(key, true);
      if (i % 2 === 1) {
        told.set(key, undefined);
        await a.ask('put', { key });
        told.set(key, false);
      }
    });
    const ended = Promise.allSettled(writes);
    while (told.size < 30) await pause(1);
    await kill();
    const host = await left();
    try {
      await Promise.race([ended, pause(3000)]);
      const due = await dueOf(host, keys);
      assert.deepEqual(
        [...due].sort((x, y) => keys.indexOf(x) - keys.indexOf(y)),
        due,
      );
      const check = async (key) => {
        const { has } = await host.ask('has', { key });
        if (told.has(key)) assert.ok(has, 'what was answered is lost');
        if (told.get(key) !== undefined) assert.equal(due.includes(key), told.get(key));
        if (due.includes(key)) assert.ok(has, 'an entry is due that does not exist');
        const written = await host.ask('put', { key });
        assert.equal(written.written, true);
      };
      await Promise.all(keys.map(check));
      assert.deepEqual(await dueOf(host, keys), []);
    } finally {
      await host.kill();
    }
  };

  const suite = {
    'what one process writes is due in each': withTwo(async (a, b) => {
      const keys = many(50);
      const start = Date.now() - 1000;
      await Promise.all(
        keys.map((key, i) => (i % 2 ? a : b).ask('put', { key, wakeAt: start + i })),
      );
      const told = await Promise.all([a, b, a, b].map((host) => dueOf(host, keys)));
      assert.deepEqual(told, Array(4).fill(keys));
      for (const [i, key] of keys.entries()) {
        await (i % 2 ? b : a).ask('put', { key });
        if (i % 10 === 0) assert.deepEqual(await dueOf(a, keys), keys.slice(i + 1));
      }
      assert.deepEqual(await dueOf(b, keys), []);
    }),

    'a process is killed while it writes: what is due is what was written': withTwo(
      async (a, b) => {
        await interrupted(
          a,
          () => a.kill(),
          async () => (place.isAlone ? place.start() : b),
        );
      },
    ),
  };

  const { crash, execute, types, folder } = place;
  if (crash) {
    suite['the server of the store is killed: what is due is what was written'] = withTwo((a, b) =>
      interrupted(a, crash, async () => {
        for (const host of [a, b]) await host.kill();
        return place.start();
      }),
    );
  }
  if (execute) {
    suite['several processes at once give a table of an earlier build what it lacks'] =
      async () => {
        for (const host of await place.running()) await host.kill();
        await execute([
          'DROP TABLE iamsmart_transactions',
          `CREATE TABLE iamsmart_transactions (id text PRIMARY KEY, version text NOT NULL,
keep_until ${types.time} NOT NULL, content ${types.bytes} NOT NULL)`,
        ]);
        const hosts = await Promise.all(Array.from({ length: 4 }, () => place.start()));
        try {
          const key = id();
          await hosts[0].ask('put', { key, wakeAt: Date.now() });
          for (const host of hosts) assert.deepEqual(await dueOf(host, [key]), [key]);
        } finally {
          for (const host of hosts) await host.kill();
        }
      };
  }
  if (folder) {
    suite['nothing is left on disk of the ID of what was due and expired'] = withTwo(
      async (a, b) => {
        // The mark is in the ID, which the indexes have, too.
        const mark = `due-${id()}`;
        const far = Date.now() + 30 * 24 * 3600 * 1000;
        const keys = [`${mark} 1`, `${mark} 2`];
        await a.ask('put', { key: keys[0], wakeAt: Date.now(), keepMs: 1200 });
        await a.ask('put', { key: keys[1], wakeAt: far, keepMs: 1200 });
        await place.save?.();
        const files = await filesWith(folder, mark);
        assert.ok(files.length > 0, 'the search finds nothing before it is deleted');
        await pause(1300);
        for (const key of keys) assert.equal((await a.ask('has', { key })).has, false);
        await b.ask('sweep');
        assert.deepEqual(await dueOf(b, keys), []);
        await place.clean?.();
        assert.deepEqual(await filesWith(folder, mark), []);
      },
    );
  }
  return suite;
}
