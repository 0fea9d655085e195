// Clients that ask too much are told to wait, and others are served.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { startDemoWith } from '../e2e/demo.js';
import { askToSign, codeOf, isLoggedIn, logIn, openEvents, requestSignature } from './visitor.js';

let demo;

before(async () => {
  const limits = {
    requests: { perSecond: 20, burst: 200 },
    logins: { perSecond: 0.1, burst: 3 },
    callbacks: { perSecond: 1, burst: 5 },
    asked: { perSecond: 0.01, burst: 3 },
    streamsOfSession: { perKey: 2 },
    streamsOfAddress: { perKey: 3 },
  };
  demo = await startDemoWith({ limits });
});
after(() => demo?.stop());

/** Sends a request from another address of this machine; all of 127.0.0.0/8 are its. */
function from(localAddress, path, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const url = new URL(path, demo.origin);
    const sent = request(url, { method, headers, localAddress, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/**
 * Sends requests until one is refused; returns the refusal and the number of those that were taken. Several at a
 * time, so that a busy machine sends more than are allowed again meanwhile.
 */
async function untilRefused(ask, atMost) {
  for (let count = 0; count <= atMost; ) {
    const responses = await Promise.all(Array.from({ length: 10 }, ask));
    const refusals = responses.filter(({ statusCode }) => statusCode === 429);
    count += responses.length - refusals.length;
    if (refusals.length > 0) return { response: refusals[0], count };
  }
  assert.fail(`${atMost} requests were taken`);
}

test('an address asks so often, and is told when to come again', async () => {
  const { response, count } = await untilRefused(() => from('127.0.0.2', '/api/service'), 1000);
  assert.ok(count >= 200, `${count}`);
  assert.equal(response.headers['retry-after'], '1');
  assert.equal(response.headers['x-content-type-options'], 'nosniff');
  assert.equal((await from('127.0.0.3', '/api/service')).statusCode, 200);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal((await from('127.0.0.2', '/api/service')).statusCode, 200);
});

test('nobody gets a new address by saying so', async () => {
  let number = 0;
  const disguised = () => {
    number += 1;
    const address = `203.0.113.${number % 250}`;
    const headers = {
      'CF-Connecting-IP': address,
      'X-Forwarded-For': address,
      'X-Real-IP': address,
      Forwarded: `for=${address}`,
      'True-Client-IP': address,
    };
    return from('127.0.0.4', '/api/service', { headers });
  };
  await untilRefused(disguised, 1000);
});

test('logins and callbacks have limits of their own', async () => {
  for (const [path, burst] of [
    ['/api/login', 3],
    ['/iamsmart/callback', 5],
  ]) {
    const ask = () => from('127.0.0.5', path, { method: 'POST' });
    const { response, count } = await untilRefused(ask, 20);
    assert.ok(count >= burst, path);
    assert.ok(Number(response.headers['retry-after']) >= 1);
  }
  // The gateway is not kept out by what else its address asks.
  await untilRefused(() => from('127.0.0.6', '/'), 1000);
  const callback = await from('127.0.0.6', '/iamsmart/callback', { method: 'POST' });
  assert.equal(callback.statusCode, 400);
});

test('a session asks its user so often, and has so many streams', async () => {
  const { cookie } = await logIn(demo);
  const { businessId } = await askToSign(demo, cookie);
  const streams = [
    await openEvents(demo, cookie, businessId),
    await openEvents(demo, cookie, businessId),
  ];
  const { response } = await openEvents(demo, cookie, businessId);
  assert.ok(Number(response.headers.get('Retry-After')) >= 1);
  assert.deepEqual(await codeOf(response), [429, 'too-many-requests']);
  // One that the client closed counts until the next heartbeat.
  await streams.pop().close();
  let opened = await openEvents(demo, cookie, businessId);
  for (const end = Date.now() + 60_000; !opened.first && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    opened = await openEvents(demo, cookie, businessId);
  }
  assert.match(opened.first, /^event: pending/);
  streams.push(opened);

  const other = await logIn(demo, 'wong');
  const asked = await askToSign(demo, other.cookie, 'wong');
  streams.push(await openEvents(demo, other.cookie, asked.businessId));
  const fourth = await openEvents(demo, other.cookie, asked.businessId);
  assert.equal(fourth.response.status, 429, 'of the address');
  for (const stream of streams) await stream.close();

  // One request is open at a time; the others are counted all the same.
  for (let i = 0; i < 2; i += 1) {
    assert.deepEqual(await codeOf(await requestSignature(demo, cookie)), [409, 'request-open']);
  }
  assert.deepEqual(await codeOf(await requestSignature(demo, cookie)), [429, 'too-many-requests']);
  assert.ok(await isLoggedIn(demo, cookie));
});
