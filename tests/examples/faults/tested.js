// Many transactions at once while a twentieth of what passes is spoiled, processes are killed and
// connections to the store are cut. Each has one outcome, its own, told to the e-service and to iAM
// Smart.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLES } from '../examples.js';
import { HKIC, Person, Trouble } from '../person.js';

const TRANSACTIONS = process.env.IAMSMART_LONG ? 1000 : 60;
/** People at once; each has one request open at a time. */
const PEOPLE = Math.min(40, Math.ceil(TRANSACTIONS / 3));
/** Share of requests that are spoiled, both on the way to the e-service and to the gateway. */
const RATE = 0.05;
/** Time between two kills of two processes, and between two cuts, in milliseconds. */
const KILL_MS = 3000;
const CUT_MS = 1700;
/** Time after which a request that the user has answered is taken for lost, in milliseconds. */
const SETTLED_MS = 180_000;
/** What the user does, in turns. */
const PLANS = ['approve', 'approve', 'reload', 'refuse', 'approve', 'withdraw', 'approve', 'late'];
/** What the app's side does with a push, besides what happens on the way. */
const OF_GATEWAY = [
  { at: 'callback', fault: 'duplicate', count: 2, ms: 100, jitterMs: 500 },
  { at: 'callback', fault: 'out-of-order', count: 2 },
  { at: 'callback', fault: 'delay', ms: 100, jitterMs: 1500 },
];
/** What iAM Smart is told of a signature, by its outcome. */
const WORDS = { signed: 'SR001', refused: 'SR003', withdrawn: 'SR002' };

/** Declares the test. @param {keyof typeof EXAMPLES} name */
export function tested(name) {
  /** @type {any} */
  let service;
  before(async () => {
    service = await EXAMPLES[name]();
  });
  after(() => service?.stop());

  test(`${TRANSACTIONS} transactions with faults: ${name}`, async (context) => {
    const personas = /** @type {(keyof typeof HKIC)[]} */ (Object.keys(HKIC));
    const people = Array.from(
      { length: PEOPLE },
      (_, i) => new Person(service.place, personas[i % personas.length]),
    );
    for (const person of people) await person.logIn();

    /** @type {Seen[]} */
    const seen = [];
    const over = new AbortController();
    const failed = new AbortController();
    for (const person of people) person.over = failed.signal;
    service.service.rate = RATE;
    service.gateway.rate = RATE;
    const troubles = [kills(service, over.signal), cuts(service, over.signal)];
    let next = 0;
    const each = people.map(async (person) => {
      while (next < TRANSACTIONS) seen.push(...(await transaction(next++, person, service)));
    });
    await Promise.all(each)
      .catch((error) => {
        // The others would try to reach a service that is no longer there.
        failed.abort(error);
        throw error;
      })
      .finally(() => over.abort());
    const [killed, cut] = await Promise.all(troubles);
    service.service.rate = 0;
    service.gateway.rate = 0;

    await answerTheRest(people, service);
    await check(seen, people, service);
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { settled } of seen) counts[settled.outcome] = (counts[settled.outcome] ?? 0) + 1;
    const faults = { ...service.service.counts, killed, cut };
    context.diagnostic(`${JSON.stringify(counts)}; to the e-service ${JSON.stringify(faults)}`);
    context.diagnostic(`to the gateway ${JSON.stringify(service.gateway.counts)}`);
  });
}

/**
 * A request that the page has heard of, and its end.
 *
 * @typedef {object} Seen
 * @property {string} businessId
 * @property {string} [ticketId]
 * @property {string} plan
 * @property {string} [hashCode]
 * @property {any} settled
 * @property {Person} person
 */

/**
 * One user's wish, until it has come to an end that he or she has seen.
 *
 * @param {number} number
 * @param {Person} person
 * @returns {Promise<Seen[]>} The request, and those before it that came to nothing.
 */
async function transaction(number, person, service) {
  // Another turn than the plans', so that each meets each.
  const isFill = number % 5 === 4;
  const plan = PLANS[number % PLANS.length];
  /** @type {Seen[]} */
  const seen = [];
  for (;;) {
    const open = await asked(person, () =>
      // Each attempt is another form, so that the app's requests can be told apart.
      isFill ? person.fill() : person.sign(`number ${number}, ${crypto.randomUUID()}`),
    );
    const { businessId } = open;
    const ticketId = open.ticketId ?? (await ticketOf(open, person));
    const settled = await ended({ businessId, ticketId, open, plan, person, service });
    seen.push({ businessId, ticketId, plan, hashCode: open.hashCode, settled, person });
    await person.step(businessId, 'take');
    // The gateway did not take it, or the user never saw it: the user tries again.
    if (settled.outcome === 'failed') continue;
    if (settled.outcome === 'withdrawn' && plan !== 'withdraw' && plan !== 'late') continue;
    return seen;
  }
}

/** Asks until the page knows of a request; after trouble, a page is loaded again. */
async function asked(person, ask) {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const { code, open } = /** @type {{ code?: string, open?: any }} */ (error);
      if (code === 'request-open') return openIn(open);
      if (!(error instanceof Trouble)) throw error;
    }
    await pause(100 + Math.random() * 200);
    const [open] = await again(() => person.reload());
    if (open) return openIn(open);
  }
}

const openIn = (outcome) => ({ ...outcome, ...outcome.settled });

/** The user looks into the app where the gateway's answer, with the ticket, was lost. */
async function ticketOf({ hashCode }, person) {
  if (!hashCode) return undefined;
  const address = `${person.place.gateway}/app/api/requests?persona=${person.persona}`;
  const { requests } = await (await fetch(address)).json();
  return requests.find((request) => request.hashCode === hashCode)?.id;
}

/** Does what the user planned, and waits for the end. */
async function ended({ businessId, ticketId, open, plan, person, service }) {
  if (open.outcome) return open;
  if (!ticketId) {
    const { settled } = await person.step(businessId, 'withdraw');
    return settled ?? (await person.settled(businessId)).settled;
  }
  if (Math.random() < RATE) {
    await service.fault(OF_GATEWAY[Math.floor(Math.random() * OF_GATEWAY.length)]);
  }
  const answer = (button) =>
    person.inApp(ticketId, button).catch((error) => {
      // Somebody was quicker: an earlier attempt of the same user.
      if (error.status !== 409) throw error;
    });
  switch (plan) {
    case 'withdraw': {
      const { settled } = await person.step(businessId, 'withdraw');
      if (settled) return settled;
      break;
    }
    case 'late': {
      const { settled } = await person.step(businessId, 'withdraw');
      await answer('approve');
      if (settled) return settled;
      break;
    }
    case 'refuse':
      await answer('refuse');
      break;
    case 'reload': {
      const open = await again(() => person.reload());
      assert.ok(open.some((one) => one.businessId === businessId));
      await answer('approve');
      break;
    }
    default:
      await answer('approve');
  }
  const outcome = await person.settled(businessId, SETTLED_MS).catch(async (cause) => {
    const stands = await again(() => person.json(`/api/requests/${businessId}`));
    const known = await person.known(ticketId);
    throw new Error(`not over: ${JSON.stringify({ stands, known })}`, { cause });
  });
  assert.equal(outcome.stage, 'settled', `${businessId}: ${JSON.stringify(outcome)}`);
  if (outcome.settled.outcome === 'signed') {
    assert.equal(await person.evidence(businessId), outcome.settled.evidence);
  }
  return outcome.settled;
}

/** Requests of which the page never heard: the user answers them, too. */
async function answerTheRest(people, service) {
  for (const persona of new Set(people.map((person) => person.persona))) {
    const address = `${service.place.gateway}/app/api/requests?persona=${persona}`;
    const { requests } = await (await fetch(address)).json();
    const person = people.find((one) => one.persona === persona);
    for (const { id } of requests) await person.inApp(id, 'approve');
  }
}

/** What `onSettled` was told of, once it was told of all: it is told again after a kill. */
async function told(seen, service) {
  const until = Date.now() + 60_000;
  for (;;) {
    const archived = await service.archived();
    const isWhole = seen.every(({ businessId }) => archived.has(businessId));
    if (isWhole || Date.now() > until) return archived;
    await pause(200);
  }
}

/** @param {Seen[]} seen @param {Person[]} people */
async function check(seen, people, service) {
  const byId = new Map(seen.map((one) => [one.businessId, one]));
  assert.equal(byId.size, seen.length, 'no request is anyone else’s');
  const archived = await told(seen, service);
  /** @type {Map<string, Person>} */
  const owners = new Map();
  for (const [businessId, outcomes] of archived) {
    assert.equal(outcomes.length, 1, `doubled: ${JSON.stringify(outcomes)}`);
    const [{ owner, hashCode }] = outcomes;
    const one = byId.get(businessId);
    assert.ok(one, `the page never heard of ${JSON.stringify(outcomes)}`);
    owners.set(owner, owners.get(owner) ?? one.person);
    assert.equal(owners.get(owner), one.person, 'of another owner');
    if (hashCode) assert.equal(hashCode, one.hashCode);
  }
  assert.equal(owners.size, people.length);
  for (const { businessId, plan, settled, hashCode } of seen) {
    const [told] = archived.get(businessId) ?? assert.fail(`lost: ${JSON.stringify(settled)}`);
    assert.equal(told.outcome, settled.outcome);
    assert.equal(told.businessId, settled.businessId);
    if (told.outcome === 'signed') {
      assert.equal(told.report.indication, 'TOTAL-PASSED');
      assert.equal(told.result.hashCode, hashCode);
    }
    const possible = {
      refuse: ['refused', 'withdrawn', 'failed'],
      withdraw: ['withdrawn', 'failed'],
      late: ['withdrawn', 'failed'],
    }[plan] ?? ['signed', 'filled', 'withdrawn', 'failed'];
    assert.ok(possible.includes(told.outcome), `${plan}: ${JSON.stringify(told)}`);
  }
  for (const person of people) assert.deepEqual(await person.reload(), []);
  await Promise.all(seen.map((one) => acknowledged(one)));
}

/**
 * iAM Smart was told what became of a signature that the user gave or refused.
 *
 * @param {Seen} seen
 */
async function acknowledged({ ticketId, settled, person }) {
  if (!ticketId || settled.kind !== 'signing') return;
  const until = Date.now() + 120_000;
  for (;;) {
    const { state, delivery } = await person.known(ticketId);
    if (state === 'waiting') return;
    const word = WORDS[settled.outcome] ?? delivery;
    if (delivery === word) return;
    assert.ok(Date.now() < until, `${settled.businessId}, ${settled.outcome}: ${delivery}`);
    await pause(200);
  }
}

async function again(attempt) {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await pause(100 + Math.random() * 200);
    }
  }
}

/**
 * Kills one process after the other, and starts each again. One that serves all by itself is killed
 * half as often, so that each process lives as long.
 */
async function kills(service, signal) {
  const ms = service.count > 1 ? KILL_MS : 2 * KILL_MS;
  for (let count = 0; ; count++) {
    await pause(ms, undefined, { signal }).catch(() => {});
    if (signal.aborted) return count;
    const index = count % service.count;
    await service.killHost(index);
    await pause(300);
    await startAgain(service, index);
  }
}

/** It ends where the connection to the store is cut meanwhile; whoever runs it starts it again. */
async function startAgain(service, index) {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await service.startHost(index);
    } catch {
      await pause(200);
    }
  }
  throw new Error('A process does not start again.');
}

/** Cuts the connections to the store, again and again. */
async function cuts(service, signal) {
  for (let count = 0; ; count++) {
    await pause(CUT_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted || !service.cut) return count;
    service.cut();
  }
}
