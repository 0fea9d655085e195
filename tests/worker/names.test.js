// Names that strangers made up: none may make an object.

import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startDemoWith } from '../e2e/demo.js';
import { objectsOf, peakMemory } from './measure.js';
import { stranger } from './sealed.js';
import { askToSign, get, isLoggedIn, logIn, UNKNOWN } from './visitor.js';

const MANY = 2000;
const MEGABYTE = 1024 * 1024;

let demo;

before(async () => {
  const many = { perSecond: 1e6 };
  demo = await startDemoWith({ limits: { requests: many, callbacks: many } });
});
after(() => demo?.stop());

async function manyTimes(work) {
  for (let i = 0; i < MANY; i += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, j) => work(i + j)));
  }
}

test('made-up cookies', async () => {
  await logIn(demo);
  const { length } = await objectsOf(demo, 'Transaction');
  const before = await peakMemory(demo);
  await manyTimes(async () => {
    // Of the right form, and only the HMAC is wrong.
    const cookie = `__Host-session=${randomBytes(64).toString('hex')}`;
    assert.deepEqual(await (await get(demo, '/api/session', cookie)).json(), {});
  });
  assert.equal((await objectsOf(demo, 'Transaction')).length, length);
  const grown = (await peakMemory(demo)) - before;
  assert.ok(grown < 40 * MEGABYTE, `${grown} bytes more memory`);
});

test('a name with one bit changed is nobody’s', async () => {
  const { cookie } = await logIn(demo);
  assert.ok(await isLoggedIn(demo, cookie));
  const value = cookie.split('=')[1];
  for (const at of [0, 63, 64, 127]) {
    const digit = (Number.parseInt(value[at], 16) ^ 1).toString(16);
    const other = value.slice(0, at) + digit + value.slice(at + 1);
    assert.ok(!(await isLoggedIn(demo, `__Host-session=${other}`)), `digit ${at}`);
  }
  const forms = [
    '',
    value.slice(0, 64),
    value.toUpperCase(),
    `${value}00`,
    `"${value}"`,
    ` ${value}`,
  ];
  for (const form of forms) {
    assert.ok(!(await isLoggedIn(demo, `__Host-session=${form}`)), form);
  }
});

test('made-up transactions, by the session’s user and by sealed callbacks', async () => {
  const { cookie } = await logIn(demo);
  const { businessId } = await askToSign(demo, cookie);
  const { length } = await objectsOf(demo, 'Transaction');
  const seal = await stranger(demo);
  await manyTimes(async (i) => {
    const made = `${businessId.slice(0, -4)}${i.toString(16).padStart(4, '0')}`;
    if (made === businessId) return;
    const events = await get(demo, `/api/requests/${made}/events`, cookie);
    assert.equal(await events.text(), UNKNOWN);
  });
  for (const name of ['owner-x', 'login-x', businessId.toUpperCase()]) {
    assert.equal((await get(demo, `/api/requests/${name}`, cookie)).status, 404, name);
  }
  for (let i = 0; i < 100; i += 1) {
    const names = [randomUUID(), `owner-${randomBytes(32).toString('hex')}`, `login-${i}`, `${i}`];
    const body = seal({
      businessID: names[i % names.length],
      state: 's',
      hashCode: 'h',
      signature: 's',
    });
    const response = await fetch(`${demo.origin}/iamsmart/callback`, { method: 'POST', body });
    await response.arrayBuffer();
  }
  assert.equal((await objectsOf(demo, 'Transaction')).length, length);
});
