// Names that only the e-service can make, and sessions under them.

import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sealer } from '../worker/sealed.js';

const pkg = process.env.IAMSMART_PKG;
const { AuthenticatedNames, EService, MemoryStore, requireSameOrigin, Sessions } = await import(
  `${pkg}/server/inline.js`
);
const { failure, Flows } = await import(`${pkg}/flows/inline.js`);
const { keyEncryptionKey } = await import('../gateway/gateway.js');

const SECRET = randomBytes(32).toString('base64');
const names = new AuthenticatedNames(SECRET);
const HOUR_MS = 60 * 60 * 1000;

/** A store that says what was read of it. */
class Watched extends MemoryStore {
  reads = [];

  constructor() {
    super({ singleProcess: true });
  }

  read(id) {
    this.reads.push(id);
    return super.read(id);
  }
}

const tokenOf = (openId, lifeMs = HOUR_MS) => ({
  accessToken: randomUUID(),
  openId,
  scope: ['eidapi_auth'],
  issuedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + lifeMs).toISOString(),
  lastModifiedAt: new Date(0).toISOString(),
  userType: 'sign',
});
const requestOf = (cookie, headers = {}) =>
  new Request('https://e-service.example/api', { headers: { Cookie: cookie, ...headers } });
const pairOf = (setCookie) => setCookie.split(';')[0];

test('names are Node’s HMAC, and every other is refused', async () => {
  const { name, key } = await names.newSession();
  const random = Buffer.from(name.slice(0, 64), 'hex');
  const mac = (kind, bytes) =>
    createHmac('sha256', SECRET).update(`${kind}\0`).update(bytes).digest();
  assert.equal(name.slice(64), mac('session', random).toString('hex'));
  assert.equal(key, createHash('sha256').update(name).digest('hex'));
  assert.equal(await names.sessionKey(name), key);
  assert.equal(await names.personKey('id'), mac('person', 'id').toString('hex'));

  const businessId = await names.newBusinessId();
  assert.match(businessId, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const bytes = Buffer.from(businessId.replaceAll('-', ''), 'hex');
  const expected = mac('transaction', bytes.subarray(0, 8)).subarray(0, 8);
  assert.deepEqual(bytes.subarray(9), expected.subarray(1));
  assert.equal(bytes[8] & 0x3f, expected[0] & 0x3f);
  assert.ok(await names.isBusinessId(businessId));

  for (let at = 0; at < name.length; at += 1) {
    const digit = (Number.parseInt(name[at], 16) ^ 1).toString(16);
    const other = name.slice(0, at) + digit + name.slice(at + 1);
    assert.equal(await names.sessionKey(other), undefined, `digit ${at}`);
  }
  for (let at = 0; at < businessId.length; at += 1) {
    if (businessId[at] === '-') continue;
    const digit = (Number.parseInt(businessId[at], 16) ^ 1).toString(16);
    const other = businessId.slice(0, at) + digit + businessId.slice(at + 1);
    assert.equal(await names.isBusinessId(other), false, other);
  }
  for (const other of ['', randomUUID(), businessId.toUpperCase(), ` ${businessId}`, name]) {
    assert.equal(await names.isBusinessId(other), false, other);
  }
  const strangers = new AuthenticatedNames(randomBytes(32));
  assert.equal(await strangers.isBusinessId(businessId), false);
  assert.equal(await strangers.sessionKey(name), undefined);
  const bytesOfSecret = new AuthenticatedNames(Buffer.from(SECRET));
  assert.ok(await bytesOfSecret.isBusinessId(businessId));
});

test('a secret that is too short, or none, is refused', () => {
  for (const secret of ['', 'x'.repeat(31), randomBytes(31), undefined, null, 5, {}]) {
    assert.throws(() => new AuthenticatedNames(secret), { code: 'invalid-argument' });
  }
});

test('a session is opened, found, ended, and not read from the store', async () => {
  const store = new Watched();
  const sessions = new Sessions({ store, names });
  const user = tokenOf('chan');
  const setCookie = await sessions.open(requestOf(''), user);
  assert.match(
    setCookie,
    /^__Host-session=[0-9a-f]{128}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=3(600|599)$/,
  );
  const cookie = pairOf(setCookie);
  const request = requestOf(`a=1; ${cookie}; b=2`, { 'User-Agent': 'Browser/1' });
  const session = await sessions.require(request);
  assert.deepEqual(session.user, user);
  assert.equal(session.owner, await names.personKey('chan'));
  assert.equal(session.userAgent, 'Browser/1');
  // Of Node's requests.
  const headers = { cookie, 'user-agent': 'Browser/1' };
  assert.deepEqual(await sessions.require({ headers }), session);

  const value = cookie.split('=')[1];
  assert.ok(!store.reads.some((id) => id.includes(value)));
  assert.match(await sessions.close(request), /^__Host-session=; .*Max-Age=0$/);
  assert.equal(await sessions.of(request), undefined);
  await assert.rejects(sessions.require(request), { code: 'not-logged-in', status: 401 });

  store.reads.length = 0;
  const made = requestOf(`__Host-session=${randomBytes(64).toString('hex')}`);
  assert.equal(await sessions.of(made), undefined);
  assert.deepEqual(store.reads, [], 'a made-up name is not looked up');
  for (const twice of [`${cookie}; ${cookie}`, `__Host-session=x; ${cookie}`]) {
    await assert.rejects(sessions.of(requestOf(twice)), { code: 'session-repeated', status: 400 });
  }
});

test('another login ends the earlier: of this browser, and of this person where it is the owner', async () => {
  const store = new Watched();
  const ofPersons = new Sessions({ store, names });
  const first = pairOf(await ofPersons.open(requestOf(''), tokenOf('chan')));
  const second = pairOf(await ofPersons.open(requestOf(''), tokenOf('chan')));
  assert.equal(await ofPersons.of(requestOf(first)), undefined);
  assert.ok(await ofPersons.of(requestOf(second)));
  const third = pairOf(await ofPersons.open(requestOf(second), tokenOf('wong')));
  assert.equal(await ofPersons.of(requestOf(second)), undefined);
  assert.ok(await ofPersons.of(requestOf(third)));

  const alone = new Sessions({ store: new Watched(), names, owner: 'session' });
  const one = pairOf(await alone.open(requestOf(''), tokenOf('chan')));
  const other = pairOf(await alone.open(requestOf(''), tokenOf('chan')));
  const owners = [await alone.require(requestOf(one)), await alone.require(requestOf(other))];
  assert.notEqual(owners[0].owner, owners[1].owner);
});

test('many logins of one person at the same time leave one session', async () => {
  const sessions = new Sessions({ store: new Watched(), names });
  const logins = Array.from({ length: 10 }, () => sessions.open(requestOf(''), tokenOf('chan')));
  const cookies = (await Promise.all(logins)).map(pairOf);
  const open = await Promise.all(cookies.map((cookie) => sessions.of(requestOf(cookie))));
  assert.equal(open.filter(Boolean).length, 1);
});

test('the end of a session is told: by logging out, by time, and by a signal', async () => {
  const sessions = new Sessions({ store: new Watched(), names });
  const cookie = pairOf(await sessions.open(requestOf(''), tokenOf('chan')));
  const session = await sessions.require(requestOf(cookie));
  let isEnded = false;
  const ended = sessions.ended(session).then(() => {
    isEnded = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(!isEnded);
  await sessions.close(requestOf(cookie));
  await ended;

  const short = pairOf(await sessions.open(requestOf(''), tokenOf('wong', 300)));
  await sessions.ended(await sessions.require(requestOf(short)));
  assert.equal(await sessions.of(requestOf(short)), undefined);

  const long = pairOf(await sessions.open(requestOf(''), tokenOf('lee')));
  const aborter = new AbortController();
  const given = sessions.ended(await sessions.require(requestOf(long)), aborter);
  aborter.abort();
  await given;
  assert.ok(await sessions.of(requestOf(long)));
});

test('a page of another origin is refused', async () => {
  const host = 'e-service.example';
  const own = { headers: { host, origin: `https://${host}` } };
  for (const taken of [
    { headers: {} },
    own,
    // Behind a proxy that ends TLS.
    new Request(`http://${host}/api`, { headers: { Origin: `https://${host}` } }),
    { headers: { 'sec-fetch-site': 'same-origin', host: 'internal', origin: `https://${host}` } },
    { headers: { 'sec-fetch-site': 'none' } },
  ]) {
    requireSameOrigin(taken);
  }
  for (const headers of [
    { host, origin: 'https://elsewhere.example' },
    { host, origin: 'null' },
    { host, origin: `https://${host}:8443` },
    { host, origin: '' },
    { origin: `https://${host}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-site', host, origin: `https://${host}` },
  ]) {
    const expected = { code: 'foreign-origin', status: 403 };
    assert.throws(() => requireSameOrigin({ headers }), expected, JSON.stringify(headers));
    assert.throws(() => requireSameOrigin({ headers: new Headers(headers) }), expected);
  }
});

test('with names, a businessID of a stranger is unknown without a look at the store', async () => {
  const store = new Watched();
  const eService = new EService({
    gateway: 'https://gateway.example',
    clientId: 'c'.repeat(32),
    clientSecret: 's',
    keyEncryptionKey,
    fetch: async () => new Response('{"code":"D20000","message":"m"}'),
  });
  const callbackUri = 'https://e-service.example/callback';
  const trust = { trustAnchors: ['x'] };
  const flows = new Flows({ eService, store, callbackUri, trust, names });
  const seal = sealer({ keyEncryptionKey });
  const strangers = [randomUUID(), 'session-x', 'person-x', 'owner-x', 'login-x', 'b'];
  for (const businessID of strangers) {
    const body = seal({ businessID, state: 's', hashCode: 'h', signature: 's' }, 'D70001');
    assert.equal((await flows.callback({ body })).status, 200);
    assert.deepEqual(await flows.outcome(businessID, { owner: 'o' }), { stage: 'unknown' });
    assert.deepEqual(await flows.take(businessID, { owner: 'o' }), { stage: 'unknown' });
    await flows.settle(businessID);
  }
  assert.deepEqual(store.reads, []);
  const ours = seal({ businessID: await names.newBusinessId(), state: 's' }, 'D70001');
  assert.equal((await flows.callback({ body: ours })).status, 200);
  assert.equal(store.reads.length, 1);

  const asked = { owner: 'o', user: { accessToken: 'a', openId: 'i' }, userAgent: '' };
  const form = { eMEFields: ['idNo'], formName: 'f' };
  for (const businessId of ['b', randomUUID()]) {
    const filling = flows.fill({ ...asked, ...form, businessId });
    await assert.rejects(filling, { code: 'invalid-argument', message: /'businessId'/ });
  }
  const businessId = await names.newBusinessId();
  const refused = { code: 'gateway-refused' };
  await assert.rejects(flows.fill({ ...asked, ...form, businessId }), refused);
  await assert.rejects(flows.fill({ ...asked, ...form }), refused);
  const written = store.reads.filter((id) => /^[0-9a-f]{8}-/.test(id));
  for (const id of written) assert.ok(await names.isBusinessId(id), id);
});

test('a limit that is reached is answered with 429 and a time', async () => {
  const { ConcurrencyLimit, RateLimit } = await import(`${pkg}/server/inline.js`);
  const limit = new RateLimit({ perSecond: 0.1, burst: 2 });
  limit.count('a');
  limit.count('a');
  limit.count('b');
  assert.throws(
    () => limit.count('a'),
    (error) => {
      assert.deepEqual([error.code, error.status], ['too-many-requests', 429]);
      const answer = failure(error);
      assert.equal(answer.status, 429);
      assert.equal(answer.headers.get('Retry-After'), '10');
      return true;
    },
  );

  const streams = new ConcurrencyLimit({ perKey: 1, leaseMs: 5000 });
  let gone;
  const source = (signal) => {
    gone = signal;
    let count = 0;
    return new Response(
      new ReadableStream({
        pull(controller) {
          count += 1;
          if (count > 3) controller.close();
          else controller.enqueue(new TextEncoder().encode(`${count}`));
        },
      }),
      { status: 201, headers: { 'X-Kept': 'yes' } },
    );
  };
  const busy = { code: 'too-many-requests', retryAfterMs: 5000 };
  const whole = await streams.response('a', source);
  assert.deepEqual([whole.status, whole.headers.get('X-Kept')], [201, 'yes']);
  await assert.rejects(streams.response('a', source), busy);
  await assert.rejects(
    streams.during('a', async () => 1),
    busy,
  );
  assert.equal(await whole.text(), '123');
  const left = await streams.response('a', source);
  await left.body.cancel();
  assert.ok(gone.aborted, 'the source learns that its client is gone');
  assert.equal(await streams.during('a', async () => 1), 1);
  const broken = async () => {
    throw new Error('broken');
  };
  await assert.rejects(streams.during('a', broken), /broken/);
  await assert.rejects(streams.response('a', broken), /broken/);
  assert.equal((await streams.response('a', () => new Response(null))).body, null);
  const torn = await streams.response(
    'a',
    () => new Response(new ReadableStream({ pull: () => Promise.reject(new Error('torn')) })),
  );
  await assert.rejects(torn.text(), /torn/);
  assert.equal(await streams.during('a', async () => 1), 1);
});
