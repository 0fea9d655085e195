// What a log may have of each exchange, Direct Login, fields without a request, and bodies and times
// in every form.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { keyEncryptionKey, refusal, startGateway } from './gateway.js';
import { accountRequest, answerInApp, logIn, startSandbox } from './sandbox.js';

const pkg = process.env.IAMSMART_PKG;
const { EService, MemoryStore, readBody, Transactions } = await import(`${pkg}/server/inline.js`);
const { Flows } = await import(`${pkg}/flows/inline.js`);

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/wire/wire.json', import.meta.url), 'utf8'),
);
const body = fixture.callbacks.readable['fields in the content'];
const identity = {
  gateway: 'https://gateway.example',
  clientId: 'c'.repeat(32),
  clientSecret: 's',
};
const SCOPE = 'eidapi_auth eidapi_profiles eidapi_formFilling';

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox?.stop());

const serviceOf = (options) => EService.fromRegistration(sandbox.registration, options);
const refused = (resultCode) => ({ name: 'IamSmartError', code: 'gateway-refused', resultCode });

test('each exchange is told, with nothing personal in it', async () => {
  const told = [];
  const service = serviceOf({ onExchange: (exchange) => told.push(exchange) });
  const grant = await logIn(sandbox, 'chan', SCOPE);
  const token = await service.login(grant);
  await assert.rejects(service.getToken(grant), refused('D40004'));
  const request = accountRequest(sandbox, token, { profileFields: ['enName'] });
  const { ticketId } = await service.requestProfile(request);
  await answerInApp(sandbox.registration.gateway, ticketId, 'approve');
  await service.openCallback(await sandbox.callbacks.nextRequest());
  const plain = told.map(({ endpoint, resultCode, status }) => [endpoint, resultCode, status]);
  assert.deepEqual(plain, [
    ['/api/v1/security/getKey', 'D00000', 200],
    ['/api/v1/auth/getToken', 'D00000', 200],
    ['/api/v1/auth/getToken', 'D40004', 200],
    ['/api/v1/account/auth/profile/initiateRequest', 'D00000', 200],
    ['callback', 'D00000', undefined],
  ]);
  for (const { txId, at, durationMs, ...rest } of told) {
    assert.match(txId, /^<T=[0-9a-f]{32}>$/);
    assert.ok(at instanceof Date && Math.abs(Date.now() - at.getTime()) < 60_000);
    assert.ok(durationMs >= 0);
    const known = ['endpoint', 'resultCode', 'status'];
    assert.deepEqual(
      Object.keys(rest).filter((name) => !known.includes(name)),
      [],
    );
  }
  const all = JSON.stringify(told);
  const personal = [token.accessToken, token.openId, grant.code, request.businessId, request.state];
  for (const secret of [...personal, ticketId, 'CHAN', 'A123456']) {
    assert.ok(!all.includes(secret), secret);
  }
});

test('what did not come to an answer is told with its error, and what the log throws is ignored', async () => {
  for (const [answer, expected, timeoutMs] of [
    [(response) => response.destroy(), { error: 'gateway-unreachable' }],
    // Enough for the key, which comes before.
    [() => {}, { error: 'gateway-timeout' }, 600],
    [(response) => response.writeHead(502).end('<html>'), { status: 502 }],
    [refusal('D20000'), { status: 200, resultCode: 'D20000', txId: '<T=1>' }],
    [JSON.stringify({ code: 5 }), { status: 200 }],
    [JSON.stringify({ code: `D${'9'.repeat(300)}`, txID: 'a\nb' }), { status: 200, txId: 'a b' }],
  ]) {
    const gateway = await startGateway(answer);
    const told = [];
    const failing = [
      (exchange) => told.push(exchange),
      () => {
        throw new Error('the log is full');
      },
      async () => Promise.reject(new Error('the log is full')),
    ];
    try {
      for (const onExchange of failing) {
        const config = { ...identity, gateway: gateway.address, keyEncryptionKey, timeoutMs };
        const service = new EService({ ...config, repeatMs: 0, onExchange });
        await assert.rejects(service.getToken({ code: 'c' }), { name: 'IamSmartError' });
      }
      const { at, durationMs, resultCode, ...last } = told.at(-1);
      const { resultCode: code, ...rest } = expected;
      assert.deepEqual(last, { endpoint: '/api/v1/auth/getToken', ...rest });
      if (code) assert.equal(resultCode, code);
      assert.ok((resultCode ?? '').length <= 200);
    } finally {
      await gateway.stop();
    }
  }
});

test('fields come at once, at either path', async () => {
  const service = serviceOf();
  const { accessToken, openId } = await service.login(await logIn(sandbox, 'wong', SCOPE));
  const user = { accessToken, openId };
  const { fields, unreadable } = await service.getProfiles({
    ...user,
    profileFields: ['idNo', 'enName'],
    eMEFields: ['postalAddress', 'residentialAddress'],
  });
  assert.deepEqual(unreadable, []);
  assert.deepEqual(fields.idNo, { identification: 'K654321', checkDigit: '9' });
  assert.equal(fields.postalAddress.postBoxAddress.engPostBox.poBoxNo, '1234');
  const { phase } = fields.residentialAddress.engPremisesAddress.estate;
  assert.deepEqual(phase, { phaseName: 'PHASE 1', phaseNo: '1' });
  for (const none of [{}, { profileFields: [] }, { profileFields: ['id No'] }]) {
    await assert.rejects(service.getProfiles({ ...user, ...none }), { code: 'invalid-argument' });
  }
  const unknown = { accessToken: 'unknown', openId, profileFields: ['idNo'] };
  await assert.rejects(service.getProfiles(unknown), refused('D20009'));
  const login = await service.login(await logIn(sandbox, 'wong', 'eidapi_auth'));
  const without = { ...login, profileFields: ['idNo'] };
  await assert.rejects(service.getProfiles(without), refused('D20012'));

  const told = [];
  const elsewhere = serviceOf({
    paths: { profiles: '/account/profiles' },
    onExchange: ({ endpoint, status }) => told.push([endpoint, status]),
  });
  const asked = elsewhere.getProfiles({ ...user, profileFields: ['idNo'] });
  await assert.rejects(asked, { code: 'gateway-status', status: 404 });
  assert.deepEqual(told.at(-1), ['/api/v1/account/profiles', 404]);
});

test('a Direct Login is redeemed as one, and no other login is', async () => {
  const service = serviceOf();
  const opened = async () => {
    const redirectURI = sandbox.callbacks.loginUri;
    const response = await fetch(`${sandbox.registration.gateway}/app/api/direct-login`, {
      method: 'POST',
      body: JSON.stringify({ persona: 'chan', redirectURI, scope: 'eidapi_auth' }),
    });
    const { location } = await response.json();
    assert.ok(location.startsWith(redirectURI));
    return new URL(location).searchParams.get('code');
  };
  const token = await service.getToken({ code: await opened(), isDirectLoginV2: true });
  assert.deepEqual(token.scope, ['eidapi_auth']);
  await assert.rejects(service.getToken({ code: await opened() }), refused('D20003'));
  const { code } = await logIn(sandbox);
  await assert.rejects(service.getToken({ code, isDirectLoginV2: true }), refused('D20003'));
  const wrong = service.getToken({ code: 'c', isDirectLoginV2: 'true' });
  await assert.rejects(wrong, { code: 'invalid-argument', message: /isDirectLoginV2/ });
});

test('a callback is opened from text and from bytes of every kind', async () => {
  const service = new EService({ ...identity, keyEncryptionKey });
  const buffer = Buffer.from(body);
  const shared = new Uint8Array(new SharedArrayBuffer(buffer.length));
  shared.set(buffer);
  const expected = await service.openCallback({ body });
  for (const [name, bytes] of Object.entries({
    Buffer: buffer,
    'part of a larger buffer': Buffer.concat([Buffer.alloc(7), buffer, Buffer.alloc(7)]).subarray(
      7,
      7 + buffer.length,
    ),
    ArrayBuffer: new Uint8Array(buffer).buffer,
    DataView: new DataView(new Uint8Array(buffer).buffer),
    'shared memory': shared,
    'a byte order mark': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), buffer]),
  })) {
    assert.deepEqual(await service.openCallback({ body: bytes }), expected, name);
    const before = Buffer.from(buffer);
    assert.ok(buffer.equals(before), 'the bytes stay their owner’s');
  }
  // As `express.raw()` leaves them.
  const headers = { 'content-type': 'application/json' };
  assert.deepEqual(await service.openCallback({ method: 'POST', headers, body: buffer }), expected);

  const form = new Response(new FormData());
  const { code, secretKey, content } = JSON.parse(body);
  const parts = new FormData();
  for (const [name, value] of Object.entries({ code, secretKey, content })) {
    parts.append(name, value);
  }
  const encoded = new Response(parts);
  const type = encoded.headers.get('Content-Type');
  const multipart = Buffer.from(await encoded.arrayBuffer());
  for (const headers of [{ 'content-type': type }, new Headers({ 'Content-Type': type })]) {
    const opened = await service.openCallback({ headers, body: multipart });
    assert.deepEqual(opened, expected);
  }
  await form.body?.cancel();

  for (const unreadable of [Buffer.alloc(0), Buffer.from([0xff, 0xfe]), multipart]) {
    const opening = service.openCallback({ body: unreadable });
    await assert.rejects(opening, { code: 'callback-unreadable' });
  }
  const large = service.openCallback({ body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  await assert.rejects(large, { code: 'callback-too-large' });
  const detached = new Uint8Array(buffer).buffer;
  structuredClone(detached, { transfer: [detached] });
  for (const none of [undefined, null, {}, { body: JSON.parse(body) }, { body: 5 }, 'text']) {
    const opening = service.openCallback(none);
    await assert.rejects(opening, { code: 'invalid-argument', message: /express\.raw/ });
  }
  await assert.rejects(service.openCallback({ body: detached }), { name: 'IamSmartError' });
});

test('the command that the refusal of a PKCS#12 file names makes a key of it', async () => {
  const path = fileURLToPath(new URL('../fixtures/wire/kek.p12', import.meta.url));
  const file = readFileSync(path);
  const made = (keyEncryptionKey) => new EService({ ...identity, keyEncryptionKey });
  let message = '';
  for (const key of [file, new Uint8Array(file).buffer, file.toString('base64')]) {
    assert.throws(
      () => made(key),
      (error) => {
        assert.equal(error.code, 'key-encryption-key-invalid');
        message = error.message;
        return true;
      },
    );
  }
  const [, command = ''] = /'(openssl pkcs12 [^']+)'/.exec(message) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-p12-'));
  try {
    const [program, ...args] = command.replace('FILE', path).split(' ');
    const pem = execFileSync(program, [...args, '-passin', 'pass:kek'], { encoding: 'utf8' });
    assert.match(pem, /Bag Attributes/);
    const expected = await made(keyEncryptionKey).openCallback({ body });
    for (const key of [pem, Buffer.from(pem), pem.replaceAll('\n', '\\n'), btoa(pem)]) {
      assert.deepEqual(await made(key).openCallback({ body }), expected);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('times that are none are refused', async () => {
  const eService = new EService({ ...identity, keyEncryptionKey });
  const store = new MemoryStore({ singleProcess: true });
  const flows = (options) =>
    new Flows({
      eService,
      store,
      callbackUri: 'https://e-service.example/callback',
      trust: { trustAnchors: ['x'] },
      ...options,
    });
  const request = () => new Request('https://e-service.example/', { method: 'POST', body: 'x' });
  const wrong = [Number.NaN, Number.POSITIVE_INFINITY, -1, '5000', null, 2 ** 53, {}];
  const takers = {
    timeoutMs: (ms) => new EService({ ...identity, keyEncryptionKey, timeoutMs: ms }),
    repeatMs: (ms) => new EService({ ...identity, keyEncryptionKey, repeatMs: ms }),
    lifeMs: (ms) => new Transactions(store, { lifeMs: ms }),
    keepMs: (ms) => new Transactions(store, { keepMs: ms }),
    leaseMs: (ms) => flows({ leaseMs: ms }),
    graceMs: (ms) => flows({ graceMs: ms }),
    decideForMs: (ms) => flows({ decideForMs: ms }),
    clockToleranceMs: (ms) => flows({ clockToleranceMs: ms }),
    everyMs: (ms) => flows().run({ everyMs: ms, signal: AbortSignal.abort() }),
    idleMs: (ms) => readBody(request(), { maxBytes: 10, idleMs: ms }),
  };
  for (const [name, take] of Object.entries(takers)) {
    for (const ms of wrong) {
      const expected = { code: 'invalid-argument', message: new RegExp(`'${name}'`) };
      await assert.rejects(async () => take(ms), expected, `${name}: ${ms}`);
    }
    await take(1000);
  }
  const wait = (timeoutMs) => flows().wait('b', { owner: 'o', timeoutMs });
  for (const ms of wrong) await assert.rejects(wait(ms), { code: 'invalid-argument' });
  assert.deepEqual(await wait(0), { stage: 'unknown' });
  for (const maxBytes of [undefined, Number.NaN, -1, '10']) {
    await assert.rejects(readBody(request(), { maxBytes }), { code: 'invalid-argument' });
  }
});
