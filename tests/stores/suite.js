// Requirements on a transaction store. Runs unchanged for each store in its own runtime.

const FAULT = 'a fault of the store';

/** A store of whose operations a share fails: half before they are done, half after. */
function faults(store, share) {
  const faulty = async (work) => {
    if (Math.random() < share / 2) throw new Error(FAULT);
    const done = await work();
    if (Math.random() < share / 2) throw new Error(FAULT);
    return done;
  };
  return {
    read: (id) => faulty(() => store.read(id)),
    write: (...write) => faulty(() => store.write(...write)),
    changed: (...change) => store.changed(...change),
  };
}

/** Longer than anybody waits here: who is told before was told by what happened. */
const LONG_MS = 60_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const id = () => crypto.randomUUID();

function equal(actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${a} is not ${b}`);
}

async function rejects(promise, code) {
  const error = await promise.then(
    () => undefined,
    (error) => error,
  );
  equal(error?.code, code);
}

function shuffled(list) {
  return list
    .map((item) => [Math.random(), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const signing = (businessId, changes) => ({
  kind: 'signing',
  businessId,
  state: `state of ${businessId}`,
  hashCode: `hash of ${businessId}`,
  signature: new TextEncoder().encode(businessId),
  ...changes,
});
const begun = (businessId, changes) => ({
  businessId,
  state: `state of ${businessId}`,
  kind: 'signing',
  ...changes,
});

/**
 * @param {typeof import('../../pkg-template/server/api.ts').Transactions} Transactions
 * @param {import('../../pkg-template/server/api.ts').TransactionStore} store
 * @param {import('./scale.js').Scale} scale
 * @returns {Record<string, () => Promise<void>>}
 */
export function suite(Transactions, store, { many, faulty: faultyCount, large }) {
  const transactions = new Transactions(store);
  const outcome = async (result, of = transactions) => (await of.arrive(result)).outcome;
  const stateOf = async (businessId, of = transactions) => (await of.look(businessId)).state;

  return {
    'a write is done where nobody else wrote meanwhile': async () => {
      const key = id();
      const keepUntil = new Date(Date.now() + 60_000);
      const bytes = (text) => new TextEncoder().encode(text);
      const text = async () => new TextDecoder().decode((await store.read(key)).bytes);
      const other = id();
      equal(await store.write(other, bytes('z'), { keepUntil }), true);
      const { version: others } = await store.read(other);
      equal(await store.read(key), undefined);
      equal(await store.write(key, bytes('a'), { version: others, keepUntil }), false);
      equal(await store.write(key, bytes('a'), { keepUntil }), true);
      equal(await store.write(key, bytes('b'), { keepUntil }), false);
      const { version } = await store.read(key);
      equal(await store.write(key, bytes(''), { version, keepUntil }), true);
      equal(await store.write(key, bytes('c'), { version, keepUntil }), false);
      equal(await text(), '');
      const { version: next } = await store.read(key);
      const writes = ['d', 'e', 'f'].map((t) =>
        store.write(key, bytes(t), { version: next, keepUntil }),
      );
      equal((await Promise.all(writes)).filter(Boolean).length, 1);
    },

    'a transaction is begun once': async () => {
      const businessId = id();
      await transactions.begin(begun(businessId));
      await rejects(transactions.begin(begun(businessId)), 'transaction-exists');
      const twice = id();
      const both = [transactions.begin(begun(twice)), transactions.begin(begun(twice))];
      const results = await Promise.allSettled(both);
      equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    },

    'a result is kept until the page asks, and taken once': async () => {
      const businessId = id();
      const details = { session: 's', list: [1, null, 'x'] };
      await transactions.begin(begun(businessId, { details }));
      equal(await stateOf(businessId), 'pending');
      equal((await transactions.take(businessId)).state, 'pending');
      const arrived = await transactions.arrive(signing(businessId));
      equal(arrived, { outcome: 'accepted', details });
      const seen = await transactions.look(businessId);
      equal(seen.state, 'arrived');
      equal(seen.details, details);
      equal(seen.result.signature instanceof Uint8Array, true);
      equal(new TextDecoder().decode(seen.result.signature), businessId);
      const taken = await Promise.all(
        Array.from({ length: 5 }, () => transactions.take(businessId)),
      );
      equal(taken.map(({ state }) => state).sort(), ['arrived', ...Array(4).fill('taken')]);
      equal(taken.find(({ state }) => state === 'arrived').result.businessId, businessId);
      equal(await stateOf(businessId), 'taken');
      equal(await outcome(signing(businessId)), 'repeated');
    },

    'of two results the first counts': async () => {
      const businessId = id();
      await transactions.begin(begun(businessId));
      const results = [signing(businessId), signing(businessId, { hashCode: 'another' })];
      equal(await outcome(results[0]), 'accepted');
      equal(await outcome(results[0]), 'repeated');
      equal(await outcome(results[1]), 'repeated');
      equal((await transactions.look(businessId)).result.hashCode, results[0].hashCode);
    },

    'what belongs to no request, or to another, changes nothing': async () => {
      equal(await outcome(signing(id())), 'unknown');
      equal(await transactions.take(id()), { state: 'unknown' });
      const businessId = id();
      await transactions.begin(begun(businessId));
      equal(await outcome(signing(businessId, { state: 'another' })), 'mismatched');
      equal(await outcome(signing(businessId, { state: undefined })), 'mismatched');
      equal(await outcome(signing(businessId, { kind: 'profile' })), 'mismatched');
      const refused = {
        ...{ kind: 'refused', businessId, state: `state of ${businessId}` },
        ...{ resultCode: 'D70001', message: '' },
      };
      equal(await outcome({ ...refused, state: 'another' }), 'mismatched');
      equal(await outcome({ ...refused, state: undefined }), 'mismatched');
      equal(await stateOf(businessId), 'pending');
      equal(await outcome(refused), 'accepted');
      equal((await transactions.look(businessId)).result, refused);
      const form = id();
      await transactions.begin(begun(form, { kind: 'form-filling' }));
      const state = `state of ${form}`;
      equal(await outcome({ kind: 'profile', businessId: form, state, fields: {} }), 'accepted');
    },

    'a refusal that is not the end gives way to the result': async () => {
      const refused = (businessId) => ({
        ...{ kind: 'refused', businessId, state: `state of ${businessId}` },
        ...{ resultCode: 'D70001', message: '' },
      });
      const businessId = id();
      await transactions.begin(begun(businessId));
      equal(await outcome(refused(businessId)), 'accepted');
      equal(await outcome(refused(businessId)), 'repeated');
      equal(await outcome(signing(businessId)), 'accepted');
      equal(await outcome(signing(businessId)), 'repeated');
      equal(await outcome(refused(businessId)), 'repeated');
      const seen = await transactions.take(businessId);
      equal([seen.result.kind, seen.results.length], ['signing', 1]);
      equal(await outcome(signing(businessId)), 'repeated');

      const told = id();
      await transactions.begin(begun(told));
      await transactions.arrive(refused(told));
      equal((await transactions.take(told)).result.kind, 'refused');
      equal(await outcome(refused(told)), 'repeated');
      equal(await outcome(signing(told)), 'late');

      const bulk = id();
      await transactions.begin(begun(bulk, { kind: 'bulk-signing', callbacks: 2 }));
      const part = (callbackSeq) =>
        signing(bulk, { kind: 'bulk-signing', callbackSeq, signatures: [] });
      equal(await outcome(part(1)), 'accepted');
      equal(await outcome(refused(bulk)), 'accepted');
      equal((await transactions.look(bulk)).result.kind, 'refused');
      equal(await outcome(part(1)), 'repeated');
      equal(await outcome(part(2)), 'accepted');
      equal((await transactions.take(bulk)).results.length, 2);
    },

    'a request without state is none': async () => {
      for (const state of [undefined, '', 1]) {
        await rejects(transactions.begin(begun(id(), { state })), 'invalid-argument');
      }
    },

    'who waits is told at once': async () => {
      const businessId = id();
      await transactions.begin(begun(businessId));
      const waiting = Array.from({ length: 3 }, () =>
        transactions.wait(businessId, { timeoutMs: LONG_MS }),
      );
      await pause(200);
      const before = Date.now();
      equal(await outcome(signing(businessId)), 'accepted');
      for (const { state, result } of await Promise.all(waiting)) {
        equal([state, result.businessId], ['arrived', businessId]);
      }
      if (Date.now() - before > LONG_MS / 2) throw new Error('it took too long');
      equal((await transactions.wait(businessId)).state, 'arrived');
    },

    'who waits long enough is told that nothing came': async () => {
      const businessId = id();
      await transactions.begin(begun(businessId));
      equal((await transactions.wait(businessId, { timeoutMs: 200 })).state, 'pending');
      const aborter = new AbortController();
      setTimeout(() => aborter.abort(), 100);
      const before = Date.now();
      const waiting = transactions.wait(businessId, { timeoutMs: LONG_MS, signal: aborter.signal });
      equal((await waiting).state, 'pending');
      if (Date.now() - before > LONG_MS / 2) throw new Error('it took too long');
      equal((await transactions.wait(id())).state, 'unknown');
    },

    'what never comes is given up, and what comes late is told': async () => {
      let now = Date.now();
      const brief = new Transactions(store, { lifeMs: 200, now: () => new Date(now) });
      const [never, early] = [id(), id()];
      await brief.begin(begun(never));
      await brief.begin(begun(early));
      equal(await outcome(signing(early), brief), 'accepted');
      setTimeout(() => {
        now += 200;
      }, 100);
      equal((await brief.wait(never)).state, 'expired');
      equal(await outcome(signing(never), brief), 'late');
      equal(await stateOf(never, brief), 'expired');
      equal((await brief.take(never)).state, 'expired');
      equal(await stateOf(early, brief), 'arrived');
    },

    'all is forgotten': async () => {
      const brief = new Transactions(store, { lifeMs: 0, keepMs: 200 });
      const [never, again] = [id(), id()];
      for (const businessId of [never, again]) await brief.begin(begun(businessId));
      const known = async () => [await stateOf(never), await stateOf(again)];
      while ((await known()).some((state) => state !== 'unknown')) await pause(50);
      equal(await outcome(signing(never)), 'unknown');
      equal(await transactions.take(never), { state: 'unknown' });
      await brief.begin(begun(again));
    },

    'many signatures come in several callbacks, in any order and twice': async () => {
      const businessId = id();
      const callbacks = 40;
      await transactions.begin(begun(businessId, { kind: 'bulk-signing', callbacks }));
      const part = (callbackSeq) =>
        signing(businessId, { kind: 'bulk-signing', callbackSeq, signatures: [] });
      equal(await outcome(part(0)), 'mismatched');
      equal(await outcome(part(callbacks + 1)), 'mismatched');
      const parts = Array.from({ length: callbacks }, (_, i) => part(i + 1));
      const [last, ...rest] = shuffled(parts);
      const outcomes = await Promise.all(shuffled([...rest, ...rest]).map((one) => outcome(one)));
      equal(outcomes.filter((one) => one === 'accepted').length, rest.length);
      equal(outcomes.filter((one) => one === 'repeated').length, rest.length);
      const pending = await transactions.look(businessId);
      equal([pending.state, pending.received, pending.callbacks], ['pending', 39, 40]);
      equal(await outcome(last), 'accepted');
      const { results } = await transactions.take(businessId);
      equal(
        results.map(({ callbackSeq }) => callbackSeq).sort((a, b) => a - b),
        parts.map(({ callbackSeq }) => callbackSeq),
      );
    },

    [`a result of ${large} MiB; a callback may have 16 in Base64`]: async () => {
      const businessId = id();
      await transactions.begin(begun(businessId));
      const signature = new Uint8Array(large * 1024 * 1024).map((_, i) => i * 31);
      equal(await outcome(signing(businessId, { signature })), 'accepted');
      const { result } = await transactions.take(businessId);
      equal(result.signature.length, signature.length);
      equal(
        result.signature.every((byte, i) => byte === signature[i]),
        true,
      );
    },

    'texts that look like bytes stay texts': async () => {
      const businessId = id();
      await transactions.begin(begun(businessId));
      const fields = { other: { binaries: [['json'], 'AAAA'], json: null, 'a.b': '\u0000陳' } };
      equal(await outcome(signing(businessId, { fields })), 'accepted');
      equal((await transactions.take(businessId)).result.fields, fields);
    },

    'a store that fails, before or after it has written, loses and doubles nothing': async () => {
      const faulty = new Transactions(faults(store, 0.05));
      const insist = async (work) => {
        for (;;) {
          try {
            return await work();
          } catch (error) {
            if (error.message !== FAULT) throw error;
          }
        }
      };
      for (const businessId of Array.from({ length: faultyCount }, id)) {
        const exists = (error) => {
          if (error.code !== 'transaction-exists') throw error;
        };
        await insist(() => faulty.begin(begun(businessId)).catch(exists));
        const outcomes = await Promise.all(
          [1, 2].map(() => insist(() => faulty.arrive(signing(businessId)))),
        );
        if (!outcomes.some(({ outcome }) => outcome === 'repeated')) throw new Error('doubled');
        const { results } = await insist(() => faulty.look(businessId));
        equal(results.length, 1);
      }
    },

    [`${many} at once, pushed twice and out of order: none is lost or mixed up`]: async () => {
      const ids = Array.from({ length: many }, id);
      await Promise.all(ids.map((businessId) => transactions.begin(begun(businessId))));
      const waiting = ids.slice(0, 50).map((businessId) => transactions.wait(businessId));
      const pushes = shuffled([...ids, ...ids]);
      const outcomes = await Promise.all(pushes.map((businessId) => outcome(signing(businessId))));
      equal(outcomes.filter((one) => one === 'accepted').length, many);
      equal(outcomes.filter((one) => one === 'repeated').length, many);
      for (const [i, { result }] of (await Promise.all(waiting)).entries()) {
        equal(result.businessId, ids[i]);
      }
      const taken = await Promise.all(ids.map((businessId) => transactions.take(businessId)));
      for (const [i, { state, result }] of taken.entries()) {
        equal(
          [state, result.businessId, result.hashCode],
          ['arrived', ids[i], `hash of ${ids[i]}`],
        );
        equal(new TextDecoder().decode(result.signature), ids[i]);
      }
    },
  };
}
