// What a process with a store does for the tests, asked for as JSON over HTTP. Runs unchanged in
// Node, Deno, Bun and workerd.

import { dueSuite } from './due.js';
import { suite } from './suite.js';

/** Distance of the marks in a signature: each page or piece on a disk has several. */
const STEP = 1000;

/**
 * @param {typeof import('../../pkg-template/server/api.ts').Transactions} Transactions
 * @param {import('../../pkg-template/server/api.ts').TransactionStore} store
 * @returns {(request: any) => Promise<unknown>}
 */
export function operations(Transactions, store) {
  const transactions = new Transactions(store);
  const tests = (scale) => ({
    ...suite(Transactions, store, scale),
    ...(store.due ? dueSuite(store, scale) : {}),
  });
  const done = {
    tests: ({ scale }) => Object.keys(tests(scale)),
    test: async ({ name, scale }) => {
      await tests(scale)[name]();
      return {};
    },
    begin: ({ businessId, options }) =>
      new Transactions(store, options).begin(begun(businessId)).then(() => ({})),
    arrive: ({ businessId, size, mark, options }) =>
      new Transactions(store, options).arrive(result(businessId, size, mark)),
    look: async ({ businessId }) => told(await transactions.look(businessId)),
    wait: async ({ businessId, timeoutMs }) =>
      told(await transactions.wait(businessId, { timeoutMs })),
    take: async ({ businessId }) => told(await transactions.take(businessId)),
    takers: async ({ businessId, count }) => {
      const takes = Array.from({ length: count }, () => transactions.take(businessId));
      return (await Promise.all(takes)).map(({ state }) => state);
    },
    put: async ({ key, wakeAt, keepMs = 60_000 }) => {
      const version = (await store.read(key))?.version;
      const keepUntil = new Date(Date.now() + keepMs);
      const options = { version, keepUntil, wakeAt: wakeAt ? new Date(wakeAt) : undefined };
      const bytes = new TextEncoder().encode('entry');
      return { written: await store.write(key, bytes, { ...options, erase: !wakeAt }) };
    },
    has: async ({ key }) => ({ has: (await store.read(key)) !== undefined }),
    due: ({ now = Date.now(), limit = 100_000 }) => store.due(new Date(now), limit),
    sweep: async () => ({ count: await store.sweep?.() }),
  };
  return async ({ operation, ...options }) => {
    try {
      return await done[operation](options);
    } catch (error) {
      return { error: `${error.stack}`, code: error.code };
    }
  };
}

const begun = (businessId) => ({ businessId, state: `state of ${businessId}`, kind: 'signing' });

const result = (businessId, size, mark) => ({
  ...{ kind: 'signing', businessId, state: `state of ${businessId}`, hashCode: mark },
  signature: signature(businessId, size, mark),
});

/** Bytes that do not compress, with a mark every thousand. */
function signature(businessId, size, mark) {
  let seed = [...businessId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 1);
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    bytes[i] = seed >>> 24;
  }
  const marked = new TextEncoder().encode(mark);
  for (let i = 0; i + marked.length <= size; i += STEP) bytes.set(marked, i);
  return bytes;
}

/** A state without the signature, but with whether it is whole. */
function told(seen) {
  if (seen.state !== 'arrived') return { state: seen.state };
  const { businessId, hashCode, signature: found } = seen.result;
  const expected = signature(businessId, found.length, hashCode);
  const whole = found.every((byte, i) => byte === expected[i]);
  return { state: seen.state, businessId, size: found.length, whole };
}
