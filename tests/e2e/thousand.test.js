// Many signing transactions at once (a thousand in the long form) through the demo's worker and its
// Durable Objects, with callbacks that are early, duplicated and out of order. None is lost or mixed
// up.

import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ABOUT } from '../../www/about.js';
import { inApp, logIn } from '../worker/visitor.js';
import { startDemoWith } from './demo.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { hashForm } = await import(pathToFileURL(join(pkg, 'page/inline.js')));

const TRANSACTIONS = process.env.IAMSMART_LONG ? 1000 : 100;
/** Concurrent requests of the test; all transactions are open at the same time. */
const CONNECTIONS = 50;
/** Number of transactions whose callback arrives before the response to the request. */
const EARLY = TRANSACTIONS / 10;
/** Number of duplicated callbacks. */
const DUPLICATES = 0.3 * TRANSACTIONS;
const PEOPLE = [
  { persona: 'chan', hkic: 'A123456(3)', signer: /CN=CHAN Tai Man/ },
  { persona: 'wong', hkic: 'K654321(9)', signer: /CN=WONG Siu Ling/ },
  { persona: 'lee', hkic: 'WX123452(6)', signer: /CN=LEE Ka Ho/ },
];

let demo;

before(async () => {
  // With a thousand calls under way, some are overtaken by more than a second.
  const sandboxOptions = ['--timestamp-tolerance-ms', '60000'];
  // Three people, and one address, do what a thousand do.
  const many = { perSecond: 1e6 };
  const limits = {
    ...{ requests: many, callbacks: many, asked: many },
    ...{ streamsOfSession: { perKey: 1000 }, streamsOfAddress: { perKey: 1000 } },
    bodiesOfAddress: { perKey: 1000 },
    manyOpen: true,
  };
  demo = await startDemoWith({ sandboxOptions, limits });
});

after(() => demo?.stop());

test(`${TRANSACTIONS} at once`, { timeout: 600_000 }, async () => {
  const people = await Promise.all(
    PEOPLE.map(async (person) => ({ ...person, ...(await logIn(demo, person.persona)) })),
  );
  const begun = Array.from({ length: TRANSACTIONS }, (_, number) => newTransaction(number, people));
  const at = '/account/signing/initiateRequest';
  await choose({ at, fault: 'early-push', answer: 'approve', times: EARLY });
  await inTurns(begun.slice(0, EARLY), ask);
  await chooseFaults();
  await inTurns(begun.slice(EARLY), ask);
  assert.equal(new Set(begun.map(({ businessId }) => businessId)).size, TRANSACTIONS);

  for (const transaction of begun) transaction.told = lastEvent(transaction);
  const [told] = await Promise.all([
    Promise.all(begun.map((transaction) => transaction.told)),
    inTurns(shuffled(begun.slice(EARLY)), press),
  ]);
  for (const [number, event] of told.entries()) check(begun[number], event);
  await inTurns(begun, acknowledged);

  // What was pushed again, late or out of order changed nothing.
  await inTurns(begun, async (transaction) => check(transaction, await lastEvent(transaction)));
  assert.doesNotMatch(demo.worker.output(), /failed, and is tried again/);
});

/** Adds faults in blocks; consecutive callbacks take them. */
async function chooseFaults() {
  for (let block = 0; block < 10; block += 1) {
    await choose({ fault: 'duplicate', jitterMs: 500, times: DUPLICATES / 10 });
    await choose({ fault: 'delay', jitterMs: 3000, times: DUPLICATES / 10 });
    await choose({ fault: 'out-of-order', count: 5, times: TRANSACTIONS / 100 });
  }
}

async function choose(fault) {
  const body = JSON.stringify({ at: 'callback/signing', ...fault });
  const response = await fetch(`${demo.gateway}/faults/api`, { method: 'POST', body });
  assert.equal(response.status, 201, await response.text());
}

/** Each transaction has its own person, form and answer. */
function newTransaction(number, people) {
  const person = people[number % people.length];
  const form = new FormData();
  form.append('hkic', person.hkic);
  form.append('vehicle', `NO ${number}`);
  form.append('proof', new File([`%PDF-1.7 ${number}`], 'proof.pdf', { type: 'application/pdf' }));
  const answers = ['approve', 'approve', 'refuse', 'approve', 'cancel'];
  const answer = number < EARLY ? 'approve' : answers[number % answers.length];
  return { person, form, answer };
}

/** Has the worker request the signature. */
async function ask(transaction) {
  const { person, form } = transaction;
  const { text, hashCode } = await hashForm(form, ABOUT);
  const query = new URLSearchParams({ hashCode, source: 'PC_Browser' });
  // Sent with Content-Length, as by a browser.
  const encoded = new Response(form);
  const response = await fetch(`${demo.origin}/api/sign?${query}`, {
    method: 'POST',
    headers: { Cookie: person.cookie, 'Content-Type': encoded.headers.get('Content-Type') },
    body: await encoded.arrayBuffer(),
  });
  const asked = await response.json();
  assert.equal(response.status, 200, JSON.stringify(asked));
  Object.assign(transaction, asked, { hashCode, text });
}

/** Returns the event that ends the stream of a transaction's page. */
async function lastEvent({ businessId, person }) {
  const stream = await get(`/api/requests/${businessId}/events`, person.cookie);
  const events = await stream.text();
  assert.equal(stream.status, 200, events);
  const [last, ...others] = [...events.matchAll(/^event: (.*)\ndata: (.*)$/gm)].reverse();
  assert.ok(others.every(([, name]) => ['pending', 'arrived'].includes(name)));
  return { name: last[1], data: JSON.parse(last[2]) };
}

/** Answers in the app, with no more concurrent callbacks than a processor can decrypt. */
async function press({ ticketId, person, answer, told }) {
  await inApp(demo, `${ticketId}/${answer}`, person.persona);
  await told;
}

/** Checks with Node's crypto that the result is for this form and person. */
function check({ businessId, answer, person, hashCode, text }, { name, data }) {
  assert.deepEqual([name, data.businessId], ['settled', businessId]);
  const { outcome, result, evidence } = data.settled;
  if (answer !== 'approve') {
    const resultCode = answer === 'refuse' ? 'D70001' : 'D70000';
    assert.deepEqual([outcome, data.settled.resultCode], ['refused', resultCode]);
    return;
  }
  assert.deepEqual([outcome, result.hashCode], ['signed', hashCode]);
  assert.equal(JSON.parse(evidence).content, text);
  const digest = createHash('sha256').update(text).digest();
  const certificate = new X509Certificate(Buffer.from(result.certificate, 'base64'));
  assert.match(certificate.subject, person.signer);
  assert.ok(
    verify('sha256', digest, certificate.publicKey, Buffer.from(result.signature, 'base64')),
  );
}

/** The worker's acknowledgement has reached iAM Smart. */
async function acknowledged({ ticketId, answer, person }) {
  const address = `${demo.gateway}/app/api/requests/${ticketId}?persona=${person.persona}`;
  for (;;) {
    const { delivery } = await (await fetch(address)).json();
    if (delivery === (answer === 'approve' ? 'SR001' : 'SR003')) return;
    assert.ok(['pending', 'taken'].includes(delivery), delivery);
    await pause(100);
  }
}

function get(path, cookie = '') {
  return fetch(demo.origin + path, { headers: { Cookie: cookie } });
}

/** Processes the items with `CONNECTIONS` concurrent workers. */
async function inTurns(items, work) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

function shuffled(list) {
  const keyed = list.map((item) => [
    createHash('sha256').update(item.businessId).digest('hex'),
    item,
  ]);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
