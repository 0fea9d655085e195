// What would be lost or guessed without a word is refused, and results survive JSON.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  accountRequest,
  answerInApp,
  logIn,
  shownInApp,
  signingRequest,
  startSandbox,
} from './sandbox.js';

const pkg = process.env.IAMSMART_PKG;
const { beginLogin, ContentHasher, hashContent, hashForm } = await import(`${pkg}/page/inline.js`);
const verify = await import(`${pkg}/verify/inline.js`);
const { collectBulkSigning, EService, isGatewayRefusal, isGatewayStatus, Transactions } =
  await import(`${pkg}/server/inline.js`);

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

let sandbox;
let service;
let token;
before(async () => {
  sandbox = await startSandbox();
  service = EService.fromRegistration(sandbox.registration);
  token = await service.login(await logIn(sandbox, 'chan', 'eidapi_auth eidapi_sign'));
});
after(() => sandbox.stop());

/** Recognises the refusal of an argument, for a reason that has these words. */
const invalid =
  (name, reason = '') =>
  (error) => {
    assert.deepEqual([error.name, error.code], ['IamSmartError', 'invalid-argument'], error.stack);
    assert.ok(error.message.startsWith(`'${name}' cannot be used: `), error.message);
    assert.ok(error.message.includes(reason), error.message);
    return true;
  };

test('a transaction without state, or of a kind that does not exist, is not begun', async () => {
  const transactions = new Transactions();
  const good = { businessId: 'b', state: 's', kind: 'signing' };
  for (const [name, value] of [
    ['businessId', undefined],
    ['businessId', ''],
    ['state', undefined],
    ['state', ''],
    ['state', 1],
    ['kind', 'login'],
    ['kind', 'refused'],
    ['kind', null],
    ['kind', 'constructor'],
    ['callbacks', 0],
    ['callbacks', 1.5],
    ['callbacks', Number.NaN],
    ['callbacks', '2'],
    ['callbacks', Number.POSITIVE_INFINITY],
  ]) {
    await assert.rejects(transactions.begin({ ...good, [name]: value }), invalid(name));
  }
  assert.equal((await transactions.look('b')).state, 'unknown');
  const kinds = ['profile', 'form-filling', 'signing', 'pdf-signing', 'bulk-signing', 'step-up'];
  for (const kind of [undefined, ...kinds]) {
    await transactions.begin({ businessId: `${kind}`, state: 's', kind });
  }
});

test('details that JSON would change are refused by their path', async () => {
  const transactions = new Transactions();
  const begin = (details) =>
    transactions.begin({ businessId: crypto.randomUUID(), state: 's', details });
  const cyclic = { a: [{}] };
  cyclic.a[0].back = cyclic;
  const deep = [];
  let inner = deep;
  for (let i = 0; i < 100_000; i += 1) {
    inner.push([]);
    [inner] = inner;
  }
  const named = Object.assign([1], { name: 'x' });
  class Session {
    id = 1;
  }
  for (const [details, name, reason] of [
    [{ user: { name: undefined } }, 'details.user.name', 'undefined'],
    [[1, undefined], 'details[1]', 'undefined'],
    [{ end: () => 1 }, 'details.end', 'function'],
    [{ toJSON: () => 1 }, 'details.toJSON', 'function'],
    [Symbol('s'), 'details', 'symbol'],
    [{ amount: 10n }, 'details.amount', 'bigint'],
    [{ amount: Number.NaN }, 'details.amount', 'NaN'],
    [[[Number.NEGATIVE_INFINITY]], 'details[0][0]', '-Infinity'],
    [{ 'since when': new Date() }, 'details["since when"]', 'Date'],
    [{ m: new Map() }, 'details.m', 'Map'],
    [new Set([1]), 'details', 'Set'],
    [{ session: new Session() }, 'details.session', 'Session'],
    [{ digest: new Uint8Array(32) }, 'details.digest', 'Uint8Array'],
    [{ digest: Buffer.from('x') }, 'details.digest', 'Buffer'],
    [{ digest: new ArrayBuffer(1) }, 'details.digest', 'ArrayBuffer'],
    [{ text: new String('x') }, 'details.text', 'String'],
    [{ error: new Error('x') }, 'details.error', 'Error'],
    [{ list: new Array(3) }, 'details.list', 'gaps'],
    [{ list: named }, 'details.list', 'named'],
    [{ [Symbol('s')]: 1 }, 'details', 'symbol'],
    [{ url: new URL('https://a.example/') }, 'details.url', 'URL'],
    [cyclic, 'details.a[0].back', 'part of'],
    [deep, `details${'[0]'.repeat(100)}`, '100 levels'],
  ]) {
    await assert.rejects(begin(details), invalid(name, reason));
  }
  const shared = { a: 1 };
  for (const details of [
    null,
    'text',
    0,
    false,
    [],
    {},
    { shared, again: shared, list: [shared, [shared]] },
    JSON.parse('{"__proto__": {"a": 1}, "": [null, "\\ud800", 1e300]}'),
    Object.assign(Object.create(null), { a: 1 }),
  ]) {
    const businessId = crypto.randomUUID();
    await transactions.begin({ businessId, state: 's', details });
    const kept = (await transactions.look(businessId)).details;
    assert.equal(JSON.stringify(kept), JSON.stringify(details));
  }
});

test("a source comes from the page, or from the user's User-Agent, and is never guessed", async () => {
  const ask = async (changes) => {
    const request = signingRequest(sandbox, token, changes);
    return (await service.requestSigning(request)).authByQr;
  };
  assert.equal(await ask({ source: undefined, userAgent: PHONE }), false);
  assert.equal(await ask({ source: undefined, userAgent: 'curl/8' }), true);
  assert.equal(await ask({ source: 'PC_Browser', userAgent: PHONE }), true);
  for (const nothing of [{}, { userAgent: null }]) {
    await assert.rejects(ask({ source: undefined, ...nothing }), invalid('source', 'userAgent'));
  }
  await assert.rejects(ask({ source: undefined, userAgent: 1 }), invalid('userAgent'));

  const login = (changes) =>
    new URL(
      beginLogin({
        server: { kind: 'iamsmart', gateway: sandbox.registration.gateway },
        clientId: sandbox.registration.clientId,
        redirectUri: 'https://service.example/',
        scope: ['eidapi_auth'],
        ...changes,
      }).url,
    ).searchParams.get('source');
  assert.equal(login({ userAgent: PHONE }), 'iOS_Safari');
  assert.equal(login({ source: 'PC_Browser', userAgent: PHONE }), 'PC_Browser');
  assert.throws(() => login({}), invalid('userAgent', 'missing'));
  const { navigator } = globalThis;
  const as = (userAgent, run) => {
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true });
    try {
      return run();
    } finally {
      Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    }
  };
  assert.equal(
    as(PHONE, () => login({})),
    'iOS_Safari',
  );
  for (const runtime of ['Node.js/22', 'Deno/2.9.6', 'Bun/1.4.5', 'Cloudflare-Workers', '']) {
    as(runtime, () => assert.throws(() => login({}), invalid('userAgent', 'missing'), runtime));
  }
});

test("the callback's address has a name of its own", async () => {
  const request = accountRequest(sandbox, token);
  const { callbackUri, ...rest } = request;
  const old = { ...rest, redirectUri: callbackUri, profileFields: ['idNo'] };
  await assert.rejects(service.requestProfile(old), invalid('callbackUri'));
});

test('bytes in a result survive JSON in Base64, wherever they have been', async () => {
  const transactions = new Transactions();
  const request = signingRequest(sandbox, token);
  const { businessId, state } = request;
  await transactions.begin({ businessId, state, kind: 'signing' });
  const { ticketId } = await service.requestSigning(request);
  assert.equal((await shownInApp(sandbox.registration.gateway, ticketId)).kind, 'signing');
  await answerInApp(sandbox.registration.gateway, ticketId, 'approve');
  const result = await service.openCallback(await sandbox.callbacks.nextRequest());
  await transactions.arrive(result);
  const taken = (await transactions.take(businessId)).result;

  for (const each of [result, taken, { ...result }, structuredClone({ ...result, ...taken })]) {
    assert.deepEqual(each, result);
    assert.ok(each.signature instanceof Uint8Array);
    assert.deepEqual(Object.keys(each.signature), Object.keys(new Uint8Array(256)));
  }
  for (const each of [result, taken, { ...result }]) {
    const parsed = JSON.parse(JSON.stringify(each));
    assert.deepEqual(parsed, {
      ...result,
      signature: Buffer.from(result.signature).toString('base64'),
      certificate: Buffer.from(result.certificate).toString('base64'),
    });
    const { trustAnchors, intermediates } = sandbox.registration;
    const judged = (input) => {
      const options = { trustAnchors, intermediates, revocation: 'off' };
      return verify.verifySignature({ ...options, ...input, digest: request.digest }).indication;
    };
    assert.equal(judged(parsed), 'TOTAL-PASSED');
    assert.equal(judged(each), 'TOTAL-PASSED');
  }
});

test('so do digests, certificates and requests that a function returns', async () => {
  const base64 = (bytes) => JSON.stringify(Buffer.from(bytes).toString('base64'));
  const form = new FormData();
  form.append('name', 'value');
  const { text, digest, hashCode } = await hashForm(form, { formName: 'f' });
  assert.equal(JSON.stringify(digest), JSON.stringify(hashCode));
  assert.equal(JSON.stringify(await hashContent(text)), JSON.stringify(hashCode));
  assert.equal(JSON.stringify(new ContentHasher().update(digest).digest()).length, 46);
  const fixture = (name) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
  const [person, issuing] = ['pki/person.pem', 'pki/issuing.pem'].map(fixture);
  const [der] = verify.certificatesOf(person);
  assert.equal(JSON.stringify(der), base64(der));
  assert.equal(
    JSON.stringify(verify.certificatesOf(JSON.parse(JSON.stringify(der)))),
    `[${base64(der)}]`,
  );
  const asked = verify.ocspRequest(person, issuing);
  assert.equal(JSON.stringify(asked), base64(asked));
  const large = await hashContent(new Uint8Array(0), { algorithm: 'SHA-512' });
  assert.equal(JSON.stringify({ large }), `{"large":${base64(large)}}`);
});

test('signatures of a bulk request are counted after JSON too', () => {
  const digest = new Uint8Array(32).fill(7);
  const text = Buffer.from(digest).toString('base64');
  const callback = {
    kind: 'bulk-signing',
    businessId: 'b',
    callbackSeq: 1,
    signatures: [{ id: 'a', hashCode: text, signature: Buffer.from('s').toString('base64') }],
  };
  const expected = { documents: [{ id: 'a', digest: text }] };
  const { signatures } = collectBulkSigning(expected, [callback]);
  assert.equal(signatures.length, 1);
});

test('an error of the gateway is told from every other', async () => {
  const refused = await service.getToken({ code: 'guessed' }).catch((error) => error);
  assert.ok(isGatewayRefusal(refused) && !isGatewayStatus(refused));
  assert.equal(refused.resultCode, 'D40004');
  const config = { gateway: 'http://127.0.0.1:1', repeatMs: 0 };
  const status = EService.fromRegistration(sandbox.registration, {
    ...config,
    fetch: async () => new Response('', { status: 400 }),
  });
  const told = await status.getToken({ code: 'c' }).catch((error) => error);
  assert.ok(isGatewayStatus(told) && !isGatewayRefusal(told));
  for (const other of [
    undefined,
    null,
    'gateway-refused',
    new Error(),
    { code: 'gateway-refused' },
  ]) {
    assert.ok(!isGatewayRefusal(other) && !isGatewayStatus(other));
  }
});

test("the sandbox's file configures a client, as text and as an object", async () => {
  const { registration } = sandbox;
  for (const form of [registration, JSON.stringify(registration)]) {
    const grant = await logIn(sandbox);
    assert.ok((await EService.fromRegistration(form).login(grant)).accessToken);
  }
  for (const name of ['gateway', 'clientId', 'clientSecret', 'keyEncryptionKey']) {
    for (const value of [undefined, 1]) {
      const wrong = { ...registration, [name]: value };
      assert.throws(() => EService.fromRegistration(wrong), invalid('registration', `'${name}'`));
    }
  }
  for (const wrong of [undefined, null, '', '{', '[]', 'null', 1]) {
    assert.throws(() => EService.fromRegistration(wrong), invalid('registration'));
  }
  const secret = JSON.stringify(registration).slice(0, -2);
  assert.throws(
    () => EService.fromRegistration(secret),
    ({ message, cause }) => !message.includes('clientSecret') && cause === undefined,
  );
  assert.throws(
    () => EService.fromRegistration(registration, { timeoutMs: 0 }),
    invalid('timeoutMs'),
  );
});
