// Sessions: what begins and ends them, and what is stored of them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from '../e2e/demo.js';
import { stored } from './measure.js';
import {
  askToSign,
  choose,
  codeOf,
  get,
  inApp,
  isLoggedIn,
  logIn,
  openEvents,
  requestSignature,
  UNKNOWN,
} from './visitor.js';

/** When a stream that nobody ended would be found to be over (docs/flows.md). */
const HEARTBEAT_MS = 10_000;

let demo;

before(async () => {
  demo = await startDemo();
});
after(() => demo?.stop());

const post = (path, cookie) =>
  fetch(`${demo.origin}${path}`, { method: 'POST', headers: { Cookie: cookie } });

/** The businessIDs of what is kept for a session's person. */
async function idsOf(cookie) {
  const kept = await (await get(demo, '/api/requests', cookie)).json();
  return kept.map(({ businessId }) => businessId);
}

async function takeAll(cookie) {
  for (const id of await idsOf(cookie)) await post(`/api/requests/${id}/take`, cookie);
}

/** To another person a request is unknown, whatever is asked of it. */
async function isNotTheirs(cookie, businessId) {
  assert.ok(!(await idsOf(cookie)).includes(businessId));
  const path = `/api/requests/${businessId}`;
  const unknown = { stage: 'unknown' };
  assert.deepEqual(await (await get(demo, path, cookie)).json(), unknown);
  assert.equal((await get(demo, `${path}/evidence`, cookie)).status, 404);
  for (const step of ['take', 'withdraw']) {
    assert.deepEqual(await (await post(`${path}/${step}`, cookie)).json(), unknown, step);
  }
  const events = await openEvents(demo, cookie, businessId);
  assert.equal(events.first + (await events.rest()), UNKNOWN);
}

test('the cookie is for this host, for HTTPS, and for the server alone', async () => {
  const { setCookie } = await logIn(demo);
  assert.match(
    setCookie,
    /^__Host-session=[0-9a-f]{128}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
  );
});

test('a cookie of another name, or twice, is refused', async () => {
  const { cookie } = await logIn(demo);
  const value = cookie.split('=')[1];
  assert.ok(!(await isLoggedIn(demo, `session=${value}`)));
  assert.ok(!(await isLoggedIn(demo, `__host-session=${value}`)));
  assert.ok(await isLoggedIn(demo, `other=1; ${cookie}; session=${value}`));
  for (const twice of [
    `${cookie}; ${cookie}`,
    `__Host-session=x; ${cookie}`,
    `${cookie};__Host-session=`,
  ]) {
    for (const path of ['/api/sign', '/api/sign-pdf', '/api/fill', '/api/logout']) {
      assert.deepEqual(await codeOf(await post(path, twice)), [400, 'session-repeated'], twice);
    }
    assert.deepEqual(await codeOf(await get(demo, '/api/session', twice)), [
      400,
      'session-repeated',
    ]);
  }
});

test('another login in the same browser gives another name, and ends the earlier', async () => {
  const first = await logIn(demo, 'wong');
  const { businessId, ticketId } = await askToSign(demo, first.cookie, 'wong');
  const second = await logIn(demo, 'wong', first.cookie);
  assert.notEqual(second.cookie, first.cookie);
  assert.ok(!(await isLoggedIn(demo, first.cookie)));
  assert.ok(await isLoggedIn(demo, second.cookie));
  // What the person began is not lost.
  const events = await openEvents(demo, second.cookie, businessId);
  assert.match(events.first, /^event: pending/);
  await inApp(demo, `${ticketId}/approve`, 'wong');
  assert.match(await events.rest(), /event: settled/);

  // Of another person it is not.
  const third = await logIn(demo, 'lee', second.cookie);
  assert.ok(!(await isLoggedIn(demo, second.cookie)));
  await isNotTheirs(third.cookie, businessId);
});

test('another login elsewhere ends the earlier, and its streams, not its request', async () => {
  const first = await logIn(demo);
  const { businessId, ticketId } = await askToSign(demo, first.cookie);
  const events = await openEvents(demo, first.cookie, businessId);
  const second = await logIn(demo);
  const begun = Date.now();
  assert.doesNotMatch(await events.rest(), /event:/);
  assert.ok(Date.now() - begun < HEARTBEAT_MS);
  assert.deepEqual(await codeOf(await post('/api/fill', first.cookie)), [401, 'not-logged-in']);
  assert.ok(await isLoggedIn(demo, second.cookie));
  assert.deepEqual(await idsOf(second.cookie), [businessId]);
  // Nobody asks a second time.
  assert.deepEqual(await codeOf(await requestSignature(demo, second.cookie)), [
    409,
    'request-open',
  ]);
  const later = await openEvents(demo, second.cookie, businessId);
  await inApp(demo, `${ticketId}/approve`);
  assert.match(later.first + (await later.rest()), /event: settled\ndata: .*"signature"/);
  await takeAll(second.cookie);
});

test('logged out with a result untaken: the person who logs in again has it, nobody else', async () => {
  const first = await logIn(demo, 'lee');
  const { businessId, ticketId } = await askToSign(demo, first.cookie, 'lee');
  const events = await openEvents(demo, first.cookie, businessId);
  await inApp(demo, `${ticketId}/approve`, 'lee');
  assert.match(events.first + (await events.rest()), /event: settled/);
  await post('/api/logout', first.cookie);

  const other = await logIn(demo, 'wong');
  await isNotTheirs(other.cookie, businessId);
  const again = await logIn(demo, 'lee');
  assert.deepEqual(await idsOf(again.cookie), [businessId]);
  await takeAll(again.cookie);
  assert.deepEqual(await idsOf(again.cookie), []);
});

test('logging out ends the session and its event streams at once', async () => {
  const { cookie } = await logIn(demo);
  const { businessId, ticketId } = await askToSign(demo, cookie);
  const streams = [
    await openEvents(demo, cookie, businessId),
    await openEvents(demo, cookie, businessId),
  ];
  const begun = Date.now();
  const out = await post('/api/logout', cookie);
  assert.match(out.headers.get('Set-Cookie'), /^__Host-session=; .*Secure.*Max-Age=0$/);
  for (const stream of streams) assert.equal(await stream.rest(), '');
  assert.ok(Date.now() - begun < HEARTBEAT_MS, `${Date.now() - begun} ms`);
  await inApp(demo, `${ticketId}/approve`);
  assert.ok(!(await isLoggedIn(demo, cookie)));
  const path = `/api/requests/${businessId}/events`;
  assert.deepEqual(await codeOf(await get(demo, path, cookie)), [401, 'not-logged-in']);
});

test('a token that the gateway no longer knows ends the session', async () => {
  const { cookie } = await logIn(demo);
  await choose(demo, {
    at: '/account/signing/initiateRequest',
    fault: 'result-code',
    code: 'D20009',
  });
  const response = await requestSignature(demo, cookie);
  assert.equal(response.status, 401);
  assert.match(response.headers.get('Set-Cookie'), /^__Host-session=; .*Max-Age=0$/);
  assert.equal((await response.json()).resultCode, 'D20009');
  assert.ok(!(await isLoggedIn(demo, cookie)));
});

test('another refusal of the gateway leaves it', async () => {
  const { cookie } = await logIn(demo);
  await choose(demo, {
    at: '/account/signing/initiateRequest',
    fault: 'result-code',
    code: 'D20012',
  });
  assert.equal((await requestSignature(demo, cookie)).status, 502);
  assert.ok(await isLoggedIn(demo, cookie));
});

test('nobody who reads the disk can take over a session', async () => {
  const { cookie } = await logIn(demo, 'lee');
  await askToSign(demo, cookie, 'lee');
  const value = cookie.split('=')[1];
  const bytes = await stored(demo);
  assert.ok(bytes.includes('accessToken'), 'the session is on disk');
  for (const secret of [value, value.slice(0, 64), value.slice(64)]) {
    assert.ok(!bytes.includes(secret), 'the cookie is not');
    assert.ok(!bytes.includes(Buffer.from(secret, 'hex')), 'nor its bytes');
  }
});

test('pages of other sites, and of other ports of this host, log nobody in or out', async () => {
  const { cookie } = await logIn(demo);
  for (const headers of [
    { Origin: 'https://elsewhere.example' },
    { Origin: 'null' },
    { Origin: demo.gateway },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ]) {
    for (const path of ['/api/login', '/api/logout', '/api/sign', '/api/sign-pdf', '/api/fill']) {
      const init = { method: 'POST', headers: { ...headers, Cookie: cookie } };
      const response = await fetch(`${demo.origin}${path}`, init);
      assert.deepEqual(await codeOf(response), [403, 'foreign-origin'], path);
    }
  }
  assert.ok(await isLoggedIn(demo, cookie));
});
