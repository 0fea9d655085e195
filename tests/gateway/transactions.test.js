// Pushes that are duplicated, early, late, out of order or missing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  accountRequest,
  answerInApp,
  fault,
  logIn,
  shownInApp,
  signingRequest,
  startSandbox,
} from './sandbox.js';

const pkg = process.env.IAMSMART_PKG;
const { EService, resultCode, Transactions } = await import(`${pkg}/server/inline.js`);
const { appLink } = await import(`${pkg}/page/plain.js`);

const FORM = { eMEFields: ['emailAddress'], formName: 'Parking permit' };

let sandbox;
let gateway;
let service;
let token;
before(async () => {
  sandbox = await startSandbox();
  ({ gateway } = sandbox.registration);
  service = new EService({ ...sandbox.registration, repeatMs: 0 });
  const scope = 'eidapi_auth eidapi_formFilling eidapi_sign eidapi_bulksign';
  token = await service.login(await logIn(sandbox, 'chan', scope));
});
after(() => sandbox.stop());

/** Begins a transaction, sends the request, and answers as the user. */
async function ask(transactions, { answer = 'approve', changes } = {}) {
  const request = accountRequest(sandbox, token, { ...FORM, ...changes });
  const { businessId, state } = request;
  await transactions.begin({ businessId, state, kind: 'form-filling' });
  const ticket = await service.requestFormFilling(request);
  if (answer) await answerInApp(gateway, ticket.ticketId, answer);
  return { businessId, ticket };
}

const arrive = async (transactions) =>
  transactions.arrive(await service.openCallback(await sandbox.callbacks.nextRequest()));

test('a push that comes twice counts once', async () => {
  const transactions = new Transactions();
  await fault(gateway, { at: 'callback/form-filling', fault: 'duplicate' });
  const { businessId } = await ask(transactions);
  const outcomes = [await arrive(transactions), await arrive(transactions)];
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    ['accepted', 'repeated'],
  );
  const { state, result } = await transactions.take(businessId);
  assert.equal(state, 'arrived');
  assert.equal(result.fields.emailAddress, 'taiman.chan@example.hk');
});

test('a push that comes before the answer to the request', async () => {
  const transactions = new Transactions();
  const at = '/account/eme/initiateRequest';
  await fault(gateway, { at, fault: 'early-push', answer: 'approve' });
  const { businessId } = await ask(transactions, { answer: false });
  assert.equal((await arrive(transactions)).outcome, 'accepted');
  assert.equal((await transactions.look(businessId)).state, 'arrived');
});

test('pushes of two requests that overtake each other', async () => {
  const transactions = new Transactions();
  await fault(gateway, { at: 'callback/form-filling', fault: 'out-of-order', count: 1 });
  const first = await ask(transactions);
  const second = await ask(transactions, { answer: 'refuse' });
  await arrive(transactions);
  await arrive(transactions);
  assert.equal((await transactions.take(first.businessId)).result.kind, 'form-filling');
  assert.equal((await transactions.take(second.businessId)).result.resultCode, 'D60001');
});

test('what was not asked for changes nothing', async () => {
  const transactions = new Transactions();
  for (const [kind, outcome] of [
    ['other-business', 'unknown'],
    ['wrong-state', 'mismatched'],
  ]) {
    await fault(gateway, { at: 'callback/form-filling', fault: kind });
    const { businessId } = await ask(transactions);
    assert.equal((await arrive(transactions)).outcome, outcome);
    assert.equal((await transactions.look(businessId)).state, 'pending');
  }
});

test('a push that never comes is given up, and one that is late is told', async () => {
  const transactions = new Transactions(undefined, { lifeMs: 300 });
  await fault(gateway, { at: 'callback/form-filling', fault: 'never' });
  const never = await ask(transactions);
  assert.equal((await transactions.wait(never.businessId)).state, 'expired');
  await fault(gateway, { at: 'callback/form-filling', fault: 'delay', ms: 600 });
  const late = await ask(transactions);
  assert.equal((await transactions.wait(late.businessId)).state, 'expired');
  assert.equal((await arrive(transactions)).outcome, 'late');
});

test('what cannot be opened is no result, and a later push is', async () => {
  const transactions = new Transactions();
  for (const kind of ['garbage', 'html', 'garbage-content', 'wrong-key']) {
    await fault(gateway, { at: 'callback/form-filling', fault: kind });
    const { businessId } = await ask(transactions);
    const request = await sandbox.callbacks.nextRequest();
    await assert.rejects(service.openCallback(request), { code: 'callback-unreadable' }, kind);
    assert.equal((await transactions.look(businessId)).state, 'pending');
  }
  for (const kind of ['nested-content', 'base64-key']) {
    await fault(gateway, { at: 'callback/form-filling', fault: kind });
    const { businessId } = await ask(transactions);
    assert.equal((await arrive(transactions)).outcome, 'accepted', kind);
    assert.equal((await transactions.look(businessId)).state, 'arrived');
  }
});

test('every result code of a push is told with its fault', async () => {
  const transactions = new Transactions();
  for (const [code, fault_, retry] of [
    ['D60000', 'user', 'new-request'],
    ['D60003', 'user', 'new-request'],
    ['D20016', 'gateway', 'later'],
    ['D99999', undefined, 'never'],
  ]) {
    await fault(gateway, { at: 'callback/form-filling', fault: 'result-code', code });
    const { businessId } = await ask(transactions);
    await arrive(transactions);
    const { result } = await transactions.take(businessId);
    assert.deepEqual([result.resultCode, result.fault, result.retry], [code, fault_, retry]);
  }
});

test('every result code that the stand-in knows is told by the call that it answers', async () => {
  const { codes } = await (await fetch(`${gateway}/faults/api`)).json();
  assert.ok(codes.length >= 50);
  const at = '/account/eme/initiateRequest';
  for (const { code } of codes.filter(({ code }) => code !== 'D00000')) {
    const info = resultCode(code);
    assert.doesNotMatch(info.meaning, /does not know/, code);
    // D30001 to D30004 cause a retry.
    await fault(gateway, { at, fault: 'result-code', code, times: 2 });
    const request = accountRequest(sandbox, token, FORM);
    await assert.rejects(service.requestFormFilling(request), (error) => {
      assert.equal(error.resultCode, code);
      assert.deepEqual([error.fault, error.retry], [info.fault, info.retry]);
      return true;
    });
    await fetch(`${gateway}/faults/api`, { method: 'DELETE' });
  }
});

test('a signing request whose answer is lost is not sent again, and its result still comes', async () => {
  const transactions = new Transactions();
  const at = '/account/signing/initiateRequest';
  const retrying = new EService(sandbox.registration);
  for (const rule of [
    { fault: 'status', status: 503, handled: true },
    { fault: 'status', status: 429, handled: true },
    { fault: 'cut', handled: true },
  ]) {
    await fault(gateway, { at, ...rule });
    const request = signingRequest(sandbox, token);
    const { businessId, state } = request;
    await transactions.begin({ businessId, state, kind: 'signing' });
    await assert.rejects(retrying.requestSigning(request), (error) =>
      ['gateway-status', 'gateway-unreachable', 'gateway-answer-invalid'].includes(error.code),
    );
    const waiting = await fetch(`${gateway}/app/api/requests?persona=chan`);
    const { requests } = await waiting.json();
    const asked = requests.filter(({ kind }) => kind === 'signing');
    assert.equal(asked.length, 1);
    await answerInApp(gateway, asked[0].id, 'approve');
    assert.equal((await arrive(transactions)).outcome, 'accepted');
    assert.equal((await transactions.take(businessId)).result.kind, 'signing');
  }
});

test('the same device opens the request by its ticket, another one in the app', async () => {
  const transactions = new Transactions();
  const source = 'Android_Chrome';
  const { ticket } = await ask(transactions, { answer: false, changes: { source } });
  assert.equal(ticket.authByQr, false);
  const link = appLink({
    kind: 'form-filling',
    ticketId: ticket.ticketId,
    base: `${gateway}/app/`,
  });
  const page = await fetch(link, { headers: { Cookie: 'iamsmart_sandbox_persona=chan' } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /Parking permit/);
  await answerInApp(gateway, ticket.ticketId, 'approve');
  assert.equal((await arrive(transactions)).outcome, 'accepted');

  const other = await ask(transactions, { answer: false, changes: { source: 'PC_Browser' } });
  assert.equal(other.ticket.authByQr, true);
  const shown = await shownInApp(gateway, other.ticket.ticketId);
  assert.equal(shown.formName, 'Parking permit');
});
