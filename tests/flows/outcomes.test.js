// Who sees which outcome, and what a businessID may name.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerInApp, logIn, startSandbox } from '../gateway/sandbox.js';
import { inside } from './inside.js';

const pkg = process.env.IAMSMART_PKG;
const { Flows } = await import(`${pkg}/flows/inline.js`);
const { EService } = await import(`${pkg}/server/inline.js`);

const OWNER = { owner: 'a person' };
const OTHER = { owner: 'another' };

let sandbox;
let flows;
let store;
let user;
before(async () => {
  sandbox = await startSandbox();
  ({ flows, store } = inside(sandbox));
  const scope = 'eidapi_auth eidapi_formFilling';
  user = await flows.login.redeem(await logIn(sandbox, 'chan', scope));
});
after(() => sandbox.stop());

const ask = (of = OWNER) =>
  flows.fill({ ...of, user, source: 'PC_Browser', eMEFields: ['idNo'], formName: 'Permit' });

test('to anyone but its owner a request is unknown', async () => {
  const { businessId } = await ask();
  for (const call of ['outcome', 'wait', 'take', 'withdraw']) {
    assert.deepEqual(await flows[call](businessId, OTHER), { stage: 'unknown' }, call);
  }
  const text = await flows.events(businessId, OTHER).text();
  assert.match(text, /^event: unknown\n/);
  assert.deepEqual(await flows.reclaim(OTHER.owner), []);
  assert.equal((await flows.outcome(businessId, OWNER)).stage, 'pending');
  const withdrawn = await flows.withdraw(businessId, OWNER);
  assert.equal(withdrawn.settled.outcome, 'withdrawn');
  await flows.take(businessId, OWNER);
});

test('names of entries that are no transactions', async () => {
  const { businessId } = await ask();
  const names = [...(await entries())].filter((name) => name !== businessId);
  assert.ok(names.some((name) => name.startsWith('owner-')));
  assert.ok(names.some((name) => name.startsWith('login-')));
  for (const name of names) {
    assert.deepEqual(await flows.outcome(name, OWNER), { stage: 'unknown' }, name);
    await flows.settle(name);
  }
  assert.ok(!names.join().includes(OWNER.owner), 'who the owner is stands in no name');
  await flows.withdraw(businessId, OWNER);
});

test('two presses at once make one request', async () => {
  const presses = await Promise.allSettled([ask(OTHER), ask(OTHER), ask(OTHER)]);
  const made = presses.filter(({ status }) => status === 'fulfilled');
  assert.equal(made.length, 1);
  for (const { reason } of presses.filter(({ status }) => status === 'rejected')) {
    assert.equal(reason.code, 'request-open');
    assert.equal(reason.open.businessId, made[0].value.businessId);
  }
  assert.equal((await flows.reclaim(OTHER.owner)).length, 1);
  await answerInApp(sandbox.registration.gateway, made[0].value.ticketId, 'approve');
  await flows.callback(await sandbox.callbacks.nextRequest());
  const { settled } = await flows.wait(made[0].value.businessId, { ...OTHER, stage: 'arrived' });
  assert.equal(settled.outcome, 'filled');
});

test('options that cannot be used are named', () => {
  const { registration } = sandbox;
  const eService = EService.fromRegistration(registration);
  const usable = { eService, store, callbackUri: 'https://e.example/', trust: registration };
  for (const [name, value] of [
    ['eService', {}],
    ['store', undefined],
    ['callbackUri', '/callback'],
    ['trust', { trustAnchors: [] }],
  ]) {
    assert.throws(
      () => new Flows({ ...usable, [name]: value }),
      (error) => {
        assert.equal(error.code, 'invalid-argument');
        assert.ok(error.message.includes(`'${name}`), error.message);
        return true;
      },
    );
  }
  assert.throws(() => new Flows(), { code: 'invalid-argument' });
});

/** The names in the store, as far as they were written through it from now on. */
async function entries() {
  const names = new Set();
  const { read, write } = store;
  store.read = (name) => names.add(name) && read.call(store, name);
  store.write = (name, ...rest) => names.add(name) && write.call(store, name, ...rest);
  await flows.reclaim(OWNER.owner);
  await flows.login.redeem(await logIn(sandbox, 'chan', 'eidapi_auth'));
  Object.assign(store, { read, write });
  return names;
}
