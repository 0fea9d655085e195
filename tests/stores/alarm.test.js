// Durable Objects that wake themselves, in workerd.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { placeOf } from './places.js';
import { isLong } from './scale.js';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const NAMES = ['Durable Objects in memory', 'Durable Objects on disk'];
const places = await Promise.all(NAMES.map(placeOf));

describe('Durable Objects that wake themselves', { concurrency: true }, () => {
  for (const [i, place] of places.entries())
    describe(NAMES[i], { concurrency: 1 }, () => alarms(place));
});

/** Declares the tests of a place. */
function alarms(place) {
  const { journal } = place;
  let host;
  before(async () => {
    host = await place.start();
  });
  after(async () => {
    await host.kill();
    await place.close();
  });

  const begun = async (options, ...orders) => {
    const key = `order ${crypto.randomUUID()} & 陳`;
    journal.order(key, ...orders);
    const { written } = await host.ask('put', { settling: true, key, ...options });
    assert.equal(written, true);
    return key;
  };
  const has = async (key) => (await host.ask('has', { settling: true, key })).has;
  const called = async (key, count) => {
    while (journal.of(key).length < count) await pause(20);
    return journal.of(key);
  };

  describe('settling', { concurrency: true }, () => {
    test('an object settles in time, and reads and writes itself meanwhile', async () => {
      const wakeAt = Date.now() + 700;
      const key = await begun({ wakeAt });
      const [call] = await called(key, 1);
      assert.ok(call.time >= wakeAt - 5, `${wakeAt - call.time} ms early`);
      assert.match(call.version, /^".+"$/);
      await pause(2500);
      assert.equal(journal.of(key).length, 1);
      assert.equal(await has(key), true);
    });

    test('an object settles again when it wrote that more is due, and not before', async () => {
      const key = await begun({ wakeAt: Date.now() }, { wakeInMs: 4000 }, { wakeInMs: 0 });
      const [first, second, third] = await called(key, 3);
      assert.ok(second.time - first.time >= 3990, `after ${second.time - first.time} ms`);
      assert.ok(third.time - second.time < 3990, `after ${third.time - second.time} ms`);
      assert.equal(new Set([first, second, third].map(({ version }) => version)).size, 3);
      await pause(1500);
      assert.equal(journal.of(key).length, 3);
    });

    test('a settling that fails, or writes nothing, is repeated later each time', async () => {
      const orders = [{ throws: true }, {}, ...(isLong ? [{ throws: true }] : [])];
      const key = await begun({ wakeAt: Date.now() }, ...orders);
      const times = (await called(key, orders.length + 1)).map(({ began }) => began);
      const waits = orders.map((_, i) => times[i + 1] - times[i]);
      // The time runs from before the object's first write, which may take a while.
      for (const [i, wait] of waits.entries()) assert.ok(wait >= 1000 * 2 ** i - 500, `${waits}`);
      await pause(1500);
      assert.equal(journal.of(key).length, orders.length + 1);
    });

    test('a settling that fails after it wrote is repeated when it wrote', async () => {
      const key = await begun({ wakeAt: Date.now() }, { wakeInMs: 3000, throws: true });
      const [first, second] = await called(key, 2);
      assert.ok(second.time - first.time >= 2990, `after ${second.time - first.time} ms`);
    });

    test('a settling that takes long is not begun again meanwhile', async () => {
      const key = await begun({ wakeAt: Date.now() }, { delayMs: 3500, done: true });
      await called(key, 1);
      await pause(5500);
      assert.equal(journal.of(key).length, 1);
    });

    test('what is written meanwhile by another counts', async () => {
      const key = await begun({ wakeAt: Date.now() + 60_000 });
      await host.ask('put', { settling: true, key, wakeAt: Date.now() + 300 });
      await called(key, 1);
      const ended = await begun({ wakeAt: Date.now() + 4000 });
      await host.ask('put', { settling: true, key: ended });
      await pause(4700);
      assert.equal(journal.of(ended).length, 0);
    });

    test('an entry that expires is forgotten, and settles no more', async () => {
      const key = await begun({ wakeAt: Date.now() + 5000, keepMs: 1500 });
      const failing = Array.from({ length: 9 }, () => ({ throws: true }));
      const failed = await begun({ wakeAt: Date.now(), keepMs: 2000 }, ...failing);
      await pause(5500);
      for (const gone of [key, failed]) assert.equal(await has(gone), false);
      assert.ok(journal.of(failed).length <= 2, `${journal.of(failed).length} times`);
      assert.equal(journal.of(key).length, 0);
    });

    test('an object whose class settles nothing keeps what is due until it expires', async () => {
      const key = crypto.randomUUID();
      await host.ask('put', { key, wakeAt: Date.now(), keepMs: 4000 });
      await pause(500);
      assert.equal((await host.ask('has', { key })).has, true);
      await pause(4000);
      assert.equal((await host.ask('has', { key })).has, false);
    });

    // In memory, an object that nobody uses for ten seconds is gone.
    if (isLong && place.folder) {
      test('a settling is repeated more often than an alarm that throws', async () => {
        const orders = Array.from({ length: 7 }, () => ({ throws: true }));
        const key = await begun({ wakeAt: Date.now(), keepMs: 600_000 }, ...orders);
        await called(key, 8);
      });
    }
  });

  describe('many', () => {
    test('a hundred objects settle', async () => {
      const wakeAt = Date.now() + 1500;
      const keys = await Promise.all(Array.from({ length: 100 }, () => begun({ wakeAt })));
      for (const key of keys) await called(key, 1);
      await pause(1500);
      for (const key of keys) assert.equal(journal.of(key).length, 1);
    });
  });

  if (place.folder) {
    describe('killed', () => {
      test('an object whose process is killed settles after the restart', async () => {
        const hanging = await begun({ wakeAt: Date.now() }, { hangs: true });
        const leased = await begun({ wakeAt: Date.now() }, { wakeInMs: 1500, hangs: true });
        const waiting = await begun({ wakeAt: Date.now() + 3000 });
        for (const key of [hanging, leased]) await called(key, 1);
        await host.kill();
        await pause(3100);
        assert.equal(journal.of(waiting).length, 0);
        host = await place.start();
        for (const key of [hanging, leased]) await called(key, 2);
        await called(waiting, 1);
        await pause(1500);
        const counts = [hanging, leased, waiting].map((key) => journal.of(key).length);
        assert.deepEqual(counts, [2, 2, 1]);
        for (const key of [hanging, leased, waiting]) assert.equal(await has(key), true);
      });
    });
  }
}
