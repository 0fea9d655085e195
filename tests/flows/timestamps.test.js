// Time-stamps over signatures: fetched before anybody is told, again while there are none, held by
// openssl.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { opensslSignatureValue, opensslVerdict } from '../gateway/openssl-ts.js';
import { answerInApp, fault, logIn, startSandbox } from '../gateway/sandbox.js';
import { inside } from './inside.js';

const pkg = process.env.IAMSMART_PKG;
const { MemoryStore } = await import(`${pkg}/server/inline.js`);
const { hashForm } = await import(`${pkg}/page/inline.js`);
const { verifyCms, verifyEvidence, verifyTimestamp } = await import(`${pkg}/verify/inline.js`);

const OWNER = { owner: 'a person' };
const about = { formName: 'Parking permit', formNumber: 'TD-318' };
const here = { allowPrivateAddresses: true };

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** An e-service with a time-stamp authority, and what it was told. */
function service({ timestampAuthority = {}, ...options } = {}) {
  const { timestampAuthority: url, timestampAnchors: trustAnchors } = sandbox.registration;
  const fetched = { fetchTimestamp: here, fetchRevocation: here };
  return inside(sandbox, {
    timestampAuthority: timestampAuthority && {
      ...{ url, trustAnchors, ...fetched },
      ...timestampAuthority,
    },
    ...options,
  });
}

const names = { department: '運輸署', serviceName: 'Parking permits', documentName: 'TD-318' };

/** Requests a signature over a form, and approves it. */
async function signForm(flows) {
  const user = await flows.login.redeem(await logIn(sandbox));
  const form = new FormData();
  form.append('fullName', '陳大文');
  const { hashCode } = await hashForm(form, about);
  const request = { ...OWNER, user, source: 'PC_Browser', form, about, hashCode, ...names };
  return approved(await flows.sign(request));
}

async function signPdf(flows) {
  const user = await flows.login.redeem(await logIn(sandbox));
  const docDigest = createHash('sha256').update('%PDF-1.7 …').digest('base64');
  const request = { ...OWNER, user, source: 'PC_Browser', docDigest, ...names };
  return approved(await flows.signPdf(request));
}

async function approved({ businessId, ticketId }) {
  await answerInApp(sandbox.registration.gateway, ticketId, 'approve');
  return businessId;
}

const push = async (flows) => flows.callback(await sandbox.callbacks.nextRequest());

/** Waits until something is known of a request. */
async function until(flows, id, isSo) {
  for (let i = 0; i < 500; i += 1) {
    const outcome = await flows.outcome(id, OWNER);
    if (isSo(outcome)) return outcome;
    await pause(20);
  }
  return assert.fail('it does not come');
}

const settledOf = async (flows, id) =>
  (await until(flows, id, ({ stage }) => stage === 'settled')).settled;

/** openssl holds the time-stamp over this value. */
function assertStamped({ timestamp, timestampMissing }, value) {
  assert.equal(timestampMissing, undefined);
  const { timestampAnchors } = sandbox.registration;
  assert.equal(opensslVerdict(timestamp.token, value, timestampAnchors), '');
  assert.equal(timestamp.report.indication, 'TOTAL-PASSED');
}

test('a signature gets its time-stamp before anybody is told, and openssl holds it', async () => {
  const { flows, told, problems } = service();
  const id = await signForm(flows);
  await push(flows);
  const settled = await settledOf(flows, id);
  assert.equal(settled.outcome, 'signed');
  assertStamped(settled, settled.result.signature);

  await until(flows, id, () => told.length > 0);
  assert.deepEqual(problems, []);
  assertStamped(told[0], settled.result.signature);
  const { trustAnchors, timestampAnchors } = sandbox.registration;
  const evidence = JSON.parse(settled.evidence);
  assert.deepEqual(evidence.signatureTimestamps, [
    Buffer.from(settled.timestamp.token).toString('base64'),
  ]);
  const report = verifyEvidence(settled.evidence, { trustAnchors, timestampAnchors });
  assert.equal(report.indication, 'TOTAL-PASSED', report.summary);
  // What the page is served: bytes in Base64.
  const served = await flows.serve(new Request(`https://e.example/api/requests/${id}`), OWNER);
  const page = await served.json();
  const token = Buffer.from(page.settled.timestamp.token, 'base64');
  assert.equal(opensslVerdict(token, settled.result.signature, timestampAnchors), '');
});

test("a PDF's time-stamp is over the value of its signature, as openssl reads it", async () => {
  const { flows } = service();
  const id = await signPdf(flows);
  await push(flows);
  const settled = await settledOf(flows, id);
  assert.equal(settled.outcome, 'signed');
  assertStamped(settled, opensslSignatureValue(settled.result.pdfSignature));

  // What the verdict rests on suffices to repeat it, as the page is served it, too.
  const { trustAnchors, timestampAnchors } = sandbox.registration;
  const served = await flows.serve(new Request(`https://e.example/api/requests/${id}`), OWNER);
  for (const { result, timestamp, validationData } of [settled, (await served.json()).settled]) {
    const { certificates: intermediates, ...revocation } = validationData;
    const { indication, summary } = verifyCms({
      ...{ cms: result.pdfSignature, digest: result.docDigest, trustAnchors, intermediates },
      ...revocation,
    });
    assert.equal(indication, 'TOTAL-PASSED', summary);
    const token = Buffer.from(timestamp.token, 'base64');
    const digest = createHash('sha256').update(opensslSignatureValue(settled.result.pdfSignature));
    const report = verifyTimestamp(token, digest.digest(), {
      ...{ trustAnchors: timestampAnchors, intermediates, ...revocation },
    });
    assert.equal(report.indication, 'TOTAL-PASSED', report.summary);
  }
});

test('an authority that fails is asked again, from the store, by any process', async () => {
  const { gateway } = sandbox.registration;
  const faults = [
    ...['refused', 'wrong-imprint', 'wrong-nonce', 'wrong-signature', 'unknown-authority'],
    ...['future', 'garbage', 'html', 'status', 'drop', 'cut'],
  ];
  let now = Date.now();
  const options = {
    store: new MemoryStore({ singleProcess: true }),
    now: () => new Date(now),
    timestampAuthority: { forMs: 6 * 60 * 60 * 1000 },
  };
  const first = service(options);
  await fault(gateway, { at: '/tsa', fault: 'refused' });
  const id = await signForm(first.flows);
  await push(first.flows);
  await until(first.flows, id, () => first.problems.length > 0);
  const waiting = await first.flows.outcome(id, OWNER);
  assert.equal(waiting.stage, 'arrived');
  assert.equal(waiting.unstamped.report.indication, 'TOTAL-PASSED');

  const second = service(options);
  for (const kind of faults) {
    await fault(gateway, { at: '/tsa', fault: kind });
    // The longest pause between two attempts.
    now += 10 * 60 * 1000;
    await second.flows.settle(id);
    assert.equal((await second.flows.outcome(id, OWNER)).stage, 'arrived', kind);
  }
  const steps = second.problems.map(({ step, error }) => [step, error.reason ?? error.name]);
  assert.deepEqual(
    steps,
    [
      ...['refused', 'mismatch', 'mismatch', 'TimestampRejected', 'TimestampRejected'],
      ...['TimestampRejected', 'unreadable', 'unreadable', 'status', 'unreachable', 'unreachable'],
    ].map((reason) => ['timestamp', reason]),
  );
  assert.deepEqual([...first.told, ...second.told], []);
  now += 10 * 60 * 1000;
  await second.flows.settle(id);
  assert.equal(second.told.length, 1);
  assertStamped(second.told[0], second.told[0].result.signature);
});

test('of several addresses each is asked', async () => {
  const { registration } = sandbox;
  const { flows, problems } = service({
    timestampAuthority: {
      url: [`${registration.gateway}/nobody`, registration.timestampAuthority],
    },
  });
  const id = await signForm(flows);
  await push(flows);
  const settled = await settledOf(flows, id);
  assertStamped(settled, settled.result.signature);
  assert.deepEqual(problems, []);
});

test('told without a time-stamp, and says so, when none was to be had in time', async () => {
  let now = Date.now();
  const { flows, told, problems } = service({
    now: () => new Date(now),
    timestampAuthority: {
      forMs: 60_000,
      fetchTimestamp: { ...here, fetch: () => Promise.reject(new Error('down')) },
    },
  });
  const id = await signForm(flows);
  await push(flows);
  await until(flows, id, () => problems.length > 0);
  assert.deepEqual(told, []);
  now += 60_000;
  await flows.settle(id);
  const { settled } = await flows.outcome(id, OWNER);
  assert.equal(settled.outcome, 'signed');
  assert.equal(settled.timestampMissing, true);
  assert.equal(settled.timestamp, undefined);
  assert.equal(settled.report.indication, 'TOTAL-PASSED');
  const { trustAnchors } = sandbox.registration;
  assert.equal(verifyEvidence(settled.evidence, { trustAnchors }).indication, 'TOTAL-PASSED');
  assert.deepEqual(
    told.map(({ outcome, timestampMissing }) => [outcome, timestampMissing]),
    [['signed', true]],
  );
  assert.ok(
    problems.every(({ step, error }) => step === 'timestamp' && error.reason === 'unreachable'),
  );
});

test('a flow that no longer has an authority tells without one in the end', async () => {
  const store = new MemoryStore({ singleProcess: true });
  let now = Date.now();
  const options = { store, now: () => new Date(now) };
  const { flows } = service(options);
  const id = await signForm(flows);
  const other = service({ ...options, timestampAuthority: null });
  await push(other.flows);
  await until(other.flows, id, () => other.problems.length > 0);
  now += 10 * 60_000;
  await other.flows.settle(id);
  const { settled } = await other.flows.outcome(id, OWNER);
  assert.deepEqual([settled.outcome, settled.timestampMissing], ['signed', true]);
});

test('who asks for no time-stamp gets none, and hears of none', async () => {
  const { flows } = service({ timestampAuthority: null });
  const id = await signForm(flows);
  await push(flows);
  const settled = await settledOf(flows, id);
  assert.deepEqual(
    Object.keys(settled).filter((name) => name.includes('timestamp')),
    [],
  );
});

test('options that cannot be used are named', () => {
  for (const [name, timestampAuthority] of [
    ['timestampAuthority.url', { url: 'tsa' }],
    ['timestampAuthority.url', { url: [] }],
    ['timestampAuthority.trustAnchors', { trustAnchors: [] }],
    ['timestampForMs', { forMs: -1 }],
  ]) {
    assert.throws(
      () => service({ timestampAuthority }),
      (error) => {
        assert.equal(error.code, 'invalid-argument');
        assert.ok(error.message.includes(`'${name}'`), error.message);
        return true;
      },
    );
  }
});
