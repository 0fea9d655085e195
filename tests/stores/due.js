// Requirements on a store that says what is due. Runs unchanged for each store in its own runtime.

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const id = () => crypto.randomUUID();
const bytes = new TextEncoder().encode('entry');

/** A time before all others that are due, so that what other tests left does not come first. */
const longAgo = () => Math.floor(Math.random() * 1e12);

function equal(actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${a} is not ${b}`);
}

/**
 * @param {Required<import('../../pkg-template/server/api.ts').TransactionStore>} store
 * @param {import('./scale.js').Scale} scale
 * @returns {Record<string, () => Promise<void>>}
 */
export function dueSuite(store, { due: count }) {
  const put = async (key, wakeAt, keepMs = 60_000) => {
    const version = (await store.read(key))?.version;
    const keepUntil = new Date(Date.now() + keepMs);
    const options = {
      version,
      keepUntil,
      wakeAt: wakeAt === undefined ? wakeAt : new Date(wakeAt),
    };
    equal(await store.write(key, bytes, options), true);
  };
  /** Those of `keys` that are due, as the store orders them. */
  const dueOf = async (keys, now) => {
    const due = await store.due(new Date(now), 100_000);
    return due.filter((key) => keys.includes(key));
  };

  return {
    'what is due is told from its time on, earliest first, and no more than asked for':
      async () => {
        const start = longAgo();
        const [a, b, c] = [id(), id(), id()];
        const keys = [a, b, c];
        await put(a, start + 3);
        await put(b, start + 1);
        await put(c, start + 2);
        equal(await dueOf(keys, start), []);
        equal(await dueOf(keys, start + 1), [b]);
        equal(await dueOf(keys, start + 2), [b, c]);
        equal(await dueOf(keys, Date.now()), [b, c, a]);
        equal(await dueOf(keys, Date.now()), [b, c, a]);
        const asked = Array.from({ length: 4 }, () => dueOf(keys, Date.now()));
        equal(await Promise.all(asked), Array(4).fill([b, c, a]));
        equal((await store.due(new Date(start + 3), 2)).length, 2);
        for (const key of keys) await put(key);
        equal(await dueOf(keys, Date.now()), []);
      },

    'each write says anew when something is due, and one that fails says nothing': async () => {
      const start = longAgo();
      const key = id();
      const due = (ms) => dueOf([key], start + ms);
      await put(key);
      equal(await dueOf([key], Date.now()), []);
      await put(key, start + 5);
      await put(key, start + 5);
      equal([await due(4), await due(5)], [[], [key]]);
      await put(key, start + 9);
      equal([await due(5), await due(9)], [[], [key]]);
      await put(key, start + 2);
      equal([await due(1), await due(2)], [[], [key]]);
      const keepUntil = new Date(Date.now() + 60_000);
      const wakeAt = new Date(start);
      equal(await store.write(key, bytes, { keepUntil, wakeAt }), false);
      equal(await store.write(key, bytes, { keepUntil }), false);
      equal([await due(1), await due(2)], [[], [key]]);
      const { version } = await store.read(key);
      const at = (ms) => ({ version, keepUntil, wakeAt: new Date(start + ms) });
      const writes = await Promise.all([3, 4].map((ms) => store.write(key, bytes, at(ms))));
      equal(writes.filter(Boolean).length, 1);
      const written = writes[0] ? 3 : 4;
      equal([await due(written - 1), await due(written)], [[], [key]]);
      await put(key);
      equal(await dueOf([key], Date.now()), []);
      equal(await store.write(id(), bytes, { version, keepUntil, wakeAt }), false);
    },

    'what has expired is never due, and hides nothing': async () => {
      const start = longAgo();
      const gone = Array.from({ length: 12 }, id);
      for (const key of gone) await put(key, start, 300);
      const live = id();
      await put(live, start + 1);
      while ((await Promise.all(gone.map((key) => store.read(key)))).some(Boolean)) await pause(50);
      equal(await dueOf([...gone, live], Date.now()), [live]);
      const first = await store.due(new Date(start + 1), 1);
      equal(first.includes(live) || !gone.includes(first[0]), true);
      await put(live);
      // An entry with the same ID begins anew.
      const [again, other, later] = gone;
      await put(again);
      await put(other, start + 2);
      await put(later, Date.now() + 60_000);
      equal(await dueOf(gone, Date.now()), [other]);
      for (const key of [other, later]) await put(key);
      equal(await dueOf(gone, Date.now() + 120_000), []);
    },

    [`${count} entries are settled by two at once, each in its order`]: async () => {
      const start = longAgo();
      const keys = Array.from({ length: count }, id);
      const times = new Map(keys.map((key, i) => [key, start + ((i * 7) % count)]));
      await Promise.all(keys.map((key) => put(key, times.get(key))));
      const ordered = [...keys].sort((a, b) => times.get(a) - times.get(b));
      equal(await dueOf(keys, start + count), ordered);
      equal(await dueOf(keys, start + 99), ordered.slice(0, 100));
      const settled = new Set();
      const settler = async () => {
        for (;;) {
          const due = (await store.due(new Date(start + count), 100)).filter((key) =>
            times.has(key),
          );
          if (due.length === 0) return;
          equal(
            [...due].sort((a, b) => times.get(a) - times.get(b)),
            due,
          );
          for (const key of due) {
            const read = await store.read(key);
            const keepUntil = new Date(Date.now() + 60_000);
            const isMine = await store.write(key, bytes, { version: read.version, keepUntil });
            if (isMine) settled.add(key);
          }
        }
      };
      await Promise.all([settler(), settler()]);
      equal(settled.size, count);
      equal(await dueOf(keys, Date.now()), []);
    },
  };
}
