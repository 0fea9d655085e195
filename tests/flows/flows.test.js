// Flows against the sandbox: from the request to an outcome that was told and acknowledged.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { answerInApp, fault, logIn, shownInApp, startSandbox } from '../gateway/sandbox.js';
import { inside } from './inside.js';

const pkg = process.env.IAMSMART_PKG;
const { EService, MemoryStore } = await import(`${pkg}/server/inline.js`);
const { hashForm } = await import(`${pkg}/page/inline.js`);
const { verifyEvidence } = await import(`${pkg}/verify/inline.js`);

const about = { formName: 'Parking permit', formNumber: 'TD-318' };

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** An e-service of one process, and what it was told. */
const service = (options) => inside(sandbox, options);

function form(...changes) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ fullName: '陳大文', agree: 'on' })) {
    form.append(name, value);
  }
  form.append('proof', new File(['%PDF-1.7'], 'proof.pdf', { type: 'application/pdf' }));
  for (const [name, value] of changes) form.append(name, value);
  return form;
}

async function signing(flows, user, changes = {}) {
  const { hashCode, text } = await hashForm(form(), about);
  return flows.sign({
    owner: 'a person',
    user,
    source: 'PC_Browser',
    form: form(),
    about,
    hashCode,
    text,
    department: '運輸署',
    serviceName: 'Parking permits',
    documentName: 'TD-318',
    details: { number: 7 },
    ...changes,
  });
}

const person = { owner: 'a person' };
const settled = (flows, id) => flows.wait(id, { ...person, stage: 'arrived' });

/** Waits for the next push and hands it over. */
const push = async (flows) => flows.callback(await sandbox.callbacks.nextRequest());

test('a form is signed, verified, told, acknowledged and taken', async () => {
  const { flows, told, problems } = service();
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  assert.match(open.identificationCode, /^\d{4}$/);
  assert.equal(open.confirmed, true);
  assert.deepEqual(
    (await flows.reclaim('a person')).map(({ stage }) => stage),
    ['pending'],
  );

  await answerInApp(sandbox.registration.gateway, open.ticketId, 'approve');
  const answer = await push(flows);
  assert.deepEqual([answer.status, await answer.json()], [200, { code: 'M00000' }]);
  const outcome = await flows.wait(open.businessId, person);
  const last = outcome.stage === 'arrived' ? await settled(flows, open.businessId) : outcome;
  assert.equal(last.settled.outcome, 'signed');
  assert.equal(last.settled.report.indication, 'TOTAL-PASSED');
  assert.deepEqual(last.details, { number: 7 });
  const { trustAnchors } = sandbox.registration;
  const report = verifyEvidence(last.settled.evidence, { trustAnchors });
  assert.equal(report.indication, 'TOTAL-PASSED');
  assert.ok(report.content.includes('陳大文'));

  await flows.settle(open.businessId);
  assert.deepEqual(
    told.map(({ outcome, owner }) => [outcome, owner]),
    [['signed', 'a person']],
  );
  assert.deepEqual(problems, []);
  assert.equal((await flows.outcome(open.businessId, { owner: 'another' })).stage, 'unknown');
  const taken = await flows.take(open.businessId, person);
  assert.equal(taken.settled.outcome, 'signed');
  assert.equal((await flows.take(open.businessId, person)).stage, 'taken');
  assert.deepEqual(await flows.reclaim('a person'), []);
});

test('a store that fails once the gateway has asked leaves the request open', async () => {
  const store = new MemoryStore({ singleProcess: true });
  const { flows, eService, told } = service({ store });
  const user = await flows.login.redeem(await logIn(sandbox));
  const { write } = store;
  const { requestSigning } = eService;
  let ticket;
  eService.requestSigning = async (request) => {
    ticket = await requestSigning.call(eService, request);
    // Once: the connection is there again a moment later.
    store.write = () => {
      store.write = write;
      return Promise.reject(new Error('The connection was cut.'));
    };
    return ticket;
  };
  await assert.rejects(signing(flows, user), { message: 'The connection was cut.' });

  const [open] = await flows.reclaim('a person');
  assert.deepEqual([open.stage, open.confirmed], ['pending', false]);
  await answerInApp(sandbox.registration.gateway, ticket.ticketId, 'approve');
  await push(flows);
  assert.equal((await settled(flows, open.businessId)).settled.outcome, 'signed');
  await flows.settle(open.businessId);
  assert.deepEqual(
    told.map(({ outcome }) => outcome),
    ['signed'],
  );
});

test('fields are filled, and refusals told', async () => {
  const { flows, told } = service();
  const scope = 'eidapi_auth eidapi_formFilling eidapi_sign';
  const user = await flows.login.redeem(await logIn(sandbox, 'chan', scope));
  const request = {
    ...person,
    user,
    source: 'PC_Browser',
    eMEFields: ['idNo'],
    formName: 'Permit',
  };
  const open = await flows.fill(request);
  await assert.rejects(flows.fill(request), (error) => {
    assert.equal(error.code, 'request-open');
    assert.equal(error.open.businessId, open.businessId);
    return true;
  });
  await answerInApp(sandbox.registration.gateway, open.ticketId, 'approve');
  await push(flows);
  const filled = await settled(flows, open.businessId);
  assert.equal(filled.settled.outcome, 'filled');
  assert.ok(filled.settled.result.fields.idNo);

  const second = await signing(flows, user);
  await answerInApp(sandbox.registration.gateway, second.ticketId, 'refuse');
  await push(flows);
  const refused = await settled(flows, second.businessId);
  assert.equal(refused.settled.outcome, 'refused');
  assert.match(refused.settled.resultCode, /^D7/);
  await flows.settle(second.businessId);
  assert.deepEqual(
    told.map(({ outcome }) => outcome),
    ['filled', 'refused'],
  );
});

test('a form that was changed on its way is not signed, and the field is named', async () => {
  const { flows } = service();
  const user = await flows.login.redeem(await logIn(sandbox));
  await assert.rejects(signing(flows, user, { form: form(['agree', 'off']) }), (error) => {
    assert.equal(error.code, 'form-differs');
    assert.deepEqual(error.differences, [{ what: 'added', field: 'agree', server: 'off' }]);
    assert.match(error.message, /agree/);
    return true;
  });
  assert.deepEqual(await flows.reclaim('a person'), []);
});

test('the answer to a request is lost, and the user signs all the same', async () => {
  const { flows, told } = service();
  const user = await flows.login.redeem(await logIn(sandbox));
  const lost = async (url, init) => {
    const response = await fetch(url, init);
    if (!url.endsWith('/signing/initiateRequest')) return response;
    throw new TypeError('the connection broke');
  };
  const eService = EService.fromRegistration(sandbox.registration, { fetch: lost });
  const other = service({ eService, onSettled: (settled) => void told.push(settled) });
  const open = await signing(other.flows, user);
  assert.equal(open.confirmed, false);
  assert.equal(open.ticketId, undefined);
  assert.match(open.identificationCode, /^\d{4}$/);
  const waiting = await fetch(`${sandbox.registration.gateway}/app/api/requests?persona=chan`);
  const { requests } = await waiting.json();
  await answerInApp(sandbox.registration.gateway, requests.at(-1).id, 'approve');
  await push(other.flows);
  const outcome = await settled(other.flows, open.businessId);
  assert.equal(outcome.settled.outcome, 'signed');
});

test('revocation data is not to be had: undecided, then signed, never rejected', async () => {
  let isDown = true;
  let now = new Date();
  const { registration } = sandbox;
  const { flows, told, problems } = service({
    now: () => now,
    trust: {
      trustAnchors: registration.trustAnchors,
      intermediates: registration.intermediates,
      fetchRevocation: {
        allowPrivateAddresses: true,
        fetch: (...request) => (isDown ? Promise.reject(new Error('down')) : fetch(...request)),
      },
    },
  });
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  await answerInApp(registration.gateway, open.ticketId, 'approve');
  await push(flows);
  let arrived = await flows.outcome(open.businessId, person);
  while (!arrived.undecided) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    arrived = await flows.outcome(open.businessId, person);
  }
  assert.equal(arrived.stage, 'arrived');
  assert.equal(arrived.undecided.report.indication, 'INDETERMINATE');
  assert.deepEqual(told, []);
  isDown = false;
  now = new Date(Date.parse(arrived.undecided.nextAt));
  await flows.settle(open.businessId);
  assert.equal((await flows.outcome(open.businessId, person)).settled.outcome, 'signed');
  await flows.settle(open.businessId);
  assert.deepEqual(
    told.map(({ outcome }) => outcome),
    ['signed'],
  );
  assert.deepEqual(problems, []);
});

test('telling fails, and is repeated; acknowledging fails, and is repeated', async () => {
  let failures = 2;
  let now = new Date();
  const told = [];
  const { flows, problems } = service({
    now: () => now,
    onSettled: (settled) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is away');
      told.push(settled.outcome);
    },
  });
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  await answerInApp(sandbox.registration.gateway, open.ticketId, 'approve');
  for (let i = 0; i < 4; i += 1) {
    await fault(sandbox.registration.gateway, {
      at: '/api/v1/account/signing/ackResult',
      kind: 'status',
      status: 503,
    }).catch(() => {});
  }
  await push(flows);
  await flows.settle(open.businessId);
  for (let i = 0; i < 6; i += 1) {
    now = new Date(now.getTime() + 30_000);
    await flows.settle(open.businessId);
  }
  assert.deepEqual(told, ['signed']);
  const steps = problems.map(({ step }) => step);
  assert.deepEqual(steps.filter((step) => step === 'tell').length, 2);
});

test('a gateway that refuses to be told is told again', async () => {
  let now = new Date();
  const { flows, problems } = service({ now: () => now });
  const user = await flows.login.redeem(await logIn(sandbox));
  const { gateway } = sandbox.registration;
  for (const code of ['D20009', 'D40001', 'D90000']) {
    const open = await signing(flows, user);
    await answerInApp(gateway, open.ticketId, 'approve');
    await fault(gateway, { at: '/account/signing/ackResult', fault: 'result-code', code });
    await push(flows);
    const word = async () => (await shownInApp(gateway, open.ticketId)).delivery;
    for (let i = 0; i < 20 && (await word()) !== 'SR001'; i += 1) {
      await pause(50);
      now = new Date(now.getTime() + 3000);
      await flows.settle(open.businessId);
    }
    assert.equal(await word(), 'SR001', code);
    await flows.take(open.businessId, person);
  }
  assert.deepEqual(
    problems.map(({ step, error }) => [step, error.resultCode]),
    ['D20009', 'D40001', 'D90000'].map((code) => ['acknowledge', code]),
  );
});

test('a name of another entry is that of no request', async () => {
  const names = [];
  const store = new MemoryStore({ singleProcess: true });
  const write = store.write.bind(store);
  store.write = (id, ...rest) => {
    names.push(id);
    return write(id, ...rest);
  };
  const { flows } = service({ store });
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  const others = names.filter((id) => id !== open.businessId);
  assert.deepEqual([...new Set(others.map((id) => id.split('-')[0]))], ['login', 'owner']);
  for (const id of others) {
    for (const call of ['outcome', 'withdraw', 'take']) {
      assert.deepEqual(await flows[call](id, person), { stage: 'unknown' }, call);
    }
    await flows.settle(id);
  }
  assert.equal((await flows.outcome(open.businessId, person)).stage, 'pending');
});

test('waiting again and again leaves nothing on its signal', async () => {
  const { flows } = service();
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  const { signal } = new AbortController();
  for (let i = 0; i < 5; i += 1) {
    await flows.wait(open.businessId, { ...person, timeoutMs: 20, signal });
  }
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('a callback that could not be stored is pushed again', async () => {
  const store = new MemoryStore({ singleProcess: true });
  const { flows, told, problems } = service({ store });
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  await answerInApp(sandbox.registration.gateway, open.ticketId, 'approve');
  const body = await sandbox.callbacks.next();
  const { write } = store;
  store.write = async () => {
    throw new Error('the store is away');
  };
  assert.equal((await flows.callback({ body })).status, 503);
  store.write = write;
  assert.equal((await flows.callback({ body })).status, 200);
  assert.equal((await settled(flows, open.businessId)).settled.outcome, 'signed');
  await flows.settle(open.businessId);
  assert.deepEqual([told.length, problems.length], [1, 1]);
});

test('events carry each stage to the page', async () => {
  const { flows } = service();
  const user = await flows.login.redeem(await logIn(sandbox));
  const open = await signing(flows, user);
  const stream = flows.events(open.businessId, person);
  assert.equal(stream.headers.get('Content-Type'), 'text/event-stream');
  const text = stream.text();
  await answerInApp(sandbox.registration.gateway, open.ticketId, 'approve');
  await push(flows);
  const names = [...(await text).matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
  assert.equal(names[0], 'pending');
  assert.equal(names.at(-1), 'settled');
});

test('a login by redirect is completed once, by the browser that began it', async () => {
  const { flows } = service();
  const { registration, callbacks } = sandbox;
  const begun = flows.login.begin({
    redirectUri: callbacks.loginUri,
    scope: ['eidapi_auth'],
    source: 'PC_Browser',
  });
  const state = new URL(begun.url).searchParams.get('state');
  const page = await fetch(begun.url, { headers: { Accept: 'application/json' } });
  const { requestID, events } = await page.json();
  await answerInApp(registration.gateway, requestID, 'approve', 'chan');
  const [, back] = (await (await fetch(events)).text()).match(/^event: ?finished\ndata: ?(.*)$/m);
  assert.equal(new URL(back).searchParams.get('state'), state);
  await assert.rejects(flows.login.complete(back, undefined), { code: 'state-unknown' });
  const user = await flows.login.complete(back, begun.kept);
  assert.ok(user.openId);
  await assert.rejects(flows.login.complete(back, begun.kept));
});
