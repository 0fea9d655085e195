// Runs in a project whose only dependency is the packed package.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const wasm = (role) => readFile(new URL(import.meta.resolve(`iamsmart/${role}.wasm`)));
// RFC 7636, Appendix B.
const CODE_VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CODE_CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
// FIPS 180-4, the example 'abc'.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const slim = await import('iamsmart/slim');
assert.throws(() => slim.initSync(new Uint8Array(4)), {
  name: 'IamSmartError',
  code: 'module-unusable',
});
await assert.rejects(slim.init(Promise.reject(new Error('offline'))), { code: 'module-unusable' });
await slim.init(wasm('page'));
await slim.init(wasm('page'));
assert.equal(slim.calculateCodeChallenge(CODE_VERIFIER), CODE_CHALLENGE);

const verifySlim = await import('iamsmart/verify/slim');
verifySlim.initSync(await wasm('verify'));
const inspectSlim = await import('iamsmart/inspect/slim');
await inspectSlim.init(wasm('inspect'));
const inspect = await import('iamsmart/inspect');
const pdfSlim = await import('iamsmart/pdf/slim');
await pdfSlim.init(wasm('pdf'));
const pdf = await import('iamsmart/pdf');
const serverSlim = await import('iamsmart/server/slim');
serverSlim.initSync(await WebAssembly.compile(await wasm('server')));

const page = await import('iamsmart');
const verify = await import('iamsmart/verify');
const server = await import('iamsmart/server');
const flows = await import('iamsmart/flows');
const flowsSlim = await import('iamsmart/flows/slim');

assert.equal(page.calculateCodeChallenge(CODE_VERIFIER), CODE_CHALLENGE);
assert.equal(Buffer.from(await page.hashContent('abc')).toString('hex'), ABC);
const hasher = new page.ContentHasher();
hasher.update(new TextEncoder().encode('a')).update(new TextEncoder().encode('bc'));
assert.equal(Buffer.from(hasher.digest()).toString('hex'), ABC);

const { DenoKvStore } = await import('iamsmart/server/deno-kv');
const { DurableObjectStore } = await import('iamsmart/server/durable-object');
const { PostgresStore } = await import('iamsmart/server/postgres');
const { RedisStore } = await import('iamsmart/server/redis');
for (const store of [
  ...[server.MemoryStore, DenoKvStore, DurableObjectStore, PostgresStore, RedisStore],
]) {
  assert.equal(typeof new store().changed, 'function');
}
const { SqliteStore, sqliteTables } = await import('iamsmart/server/sqlite');
assert.equal(typeof SqliteStore.prototype.changed, 'function');
assert.throws(() => sqliteTables('a; DROP TABLE b'), { code: 'invalid-argument' });
assert.throws(() => new PostgresStore(() => {}, { table: 'A' }), { code: 'invalid-argument' });

for (const module of [
  slim,
  verify,
  verifySlim,
  inspect,
  inspectSlim,
  pdf,
  pdfSlim,
  server,
  serverSlim,
  flows,
  flowsSlim,
]) {
  assert.equal(module.IamSmartError, page.IamSmartError);
}
const failures = {
  'code-verifier-invalid': () => page.calculateCodeChallenge('short'),
  'certificate-malformed': () => inspect.inspectCertificate(new Uint8Array(9)),
  'base64-invalid': () => verify.validateCertificatePath({ trustAnchors: [], certificate: '!' }),
  'pdf-malformed': () => pdf.preparePdf(new Uint8Array(9)),
  'endpoint-insecure': () =>
    new server.EService({
      gateway: 'http://example.com',
      clientId: '0'.repeat(32),
      clientSecret: 'secret',
      keyEncryptionKey: async () => new Uint8Array(32),
    }),
};
for (const [code, fail] of Object.entries(failures)) {
  assert.throws(fail, (error) => error instanceof page.IamSmartError && error.code === code);
}

// SHA-256 of the document 'hello' of the wire reference.
const hello = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=';

// Argument checks of the page's functions.
const named = (code, name) => (error) =>
  error instanceof page.IamSmartError && error.code === code && error.message.includes(`'${name}'`);
const options = {
  server: { kind: 'iamsmart', gateway: 'https://apigw.iamsmart.gov.hk' },
  clientId: 'edae2e2529ff46228af1e4d18c8405d1',
  redirectUri: 'https://e-service.example/back',
  scope: ['eidapi_auth'],
  source: 'PC_Browser',
  lang: 'en-US',
  now: new Date('2026-01-01T00:00:00Z'),
};
for (const [name, value, called = name] of [
  ['server', null],
  ['scope', 'eidapi_auth'],
  ['scope', [1], 'scope[0]'],
  ['scope', []],
  ['scope', ['a b']],
  ['clientId', 1],
  ['redirectUri', undefined],
  ['source', 1],
  ['source', undefined, 'userAgent'],
  ['brokerPage', 'yes'],
  ['ticketId', 1],
  ['ticketId', ''],
  ['lang', 'fr'],
  ['now', 'today'],
  ['now', new Date(Number.NaN)],
]) {
  assert.throws(
    () => page.beginLogin({ ...options, [name]: value }),
    named('invalid-argument', called),
  );
}
for (const [name, server] of [
  ['kind', {}],
  ['kind', { kind: 'saml', authorizationEndpoint: 'https://idp.example/' }],
  ['gateway', { kind: 'iamsmart' }],
  ['authorizationEndpoint', { kind: 'oauth2', gateway: 'https://idp.example/' }],
  ['issuer', { kind: 'oauth2', authorizationEndpoint: 'https://idp.example/', issuer: 1 }],
  ['requireIssuer', { ...options.server, requireIssuer: 1 }],
]) {
  assert.throws(() => page.beginLogin({ ...options, server }), named('invalid-argument', name));
}
for (const [name, fail] of [
  ['options', () => page.beginLogin()],
  ['pending', () => page.completeLogin('https://e-service.example/', null)],
  ['state', () => page.completeLogin('https://e-service.example/', {})],
  ['codeVerifier', () => page.calculateCodeChallenge(null)],
  ['userAgent', () => page.detectSource()],
  ['json', () => page.canonicalizeJson(1)],
  ['hkic', () => page.hkicHash()],
  ['input', () => page.identificationCode()],
  ['boundTo', () => page.identificationCode({ digest: hello })],
  ['hkicHash', () => page.identificationCode({ digest: hello, boundTo: {} })],
  ['clientId', () => page.identificationCode({ digest: hello, boundTo: { hkicHash: hello } })],
  ['openId', () => page.identificationCode({ digest: hello, boundTo: { openId: 1 } })],
]) {
  assert.throws(fail, named('invalid-argument', name));
}
assert.throws(() => page.canonicalizeJson('"\ud800"'), named('lone-surrogate', 'json'));
assert.throws(
  () => page.beginLogin({ ...options, clientId: '\udc00' }),
  named('lone-surrogate', 'clientId'),
);
assert.throws(() => page.canonicalizeJson('{"a":1,"a":2}'), { code: 'json-duplicate-key' });

assert.equal(page.detectSource(''), 'PC_Browser');
assert.equal(page.hkicHash('A123456(3)'), 'rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=');
const pkce = page.generatePkce();
assert.equal(pkce.codeChallenge, page.calculateCodeChallenge(pkce.codeVerifier));
assert.equal(pkce.codeChallengeMethod, 'S256');
// Identification codes of the wire reference for the document 'hello'.
const openId = 'liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D';
for (const [code, input] of [
  ['2133', { boundTo: { openId } }],
  ['2417', { boundTo: { openId }, joining: 'hashed-texts' }],
  ['4801', { boundTo: { hkicHash: page.hkicHash('A123456(3)'), clientId: options.clientId } }],
]) {
  assert.equal(page.identificationCode({ digest: hello, ...input }), code);
}

// A login with a Web Storage.
const entries = new Map();
const storage = {
  get length() {
    return entries.size;
  },
  key: (index) => [...entries.keys()][index] ?? null,
  getItem: (key) => entries.get(key) ?? null,
  setItem: (key, value) => entries.set(key, value),
  removeItem: (key) => entries.delete(key),
};
const logins = new page.PendingLogins(storage, 'test:');
const old = page.beginLogin(options);
assert.equal(old.pending.expiresAt, '2026-01-01T00:18:00.000Z');
assert.deepEqual(Object.keys(old.pending), ['state', 'codeVerifier', 'redirectUri', 'expiresAt']);
const callback = ({ state }, rest = '') =>
  new URL(`https://e-service.example/back?code=c%2Bd&state=${state}${rest}`);
const at = (iso) => new Date(iso);
assert.throws(() => page.completeLogin(callback(old.pending), old.pending), {
  code: 'login-expired',
});
entries.set(`test:${old.pending.state}`, JSON.stringify({ pending: old.pending }));
const end = at('2026-01-01T00:18:00Z');
assert.throws(() => logins.take(callback(old.pending), end), { code: 'login-expired' });
assert.deepEqual(JSON.parse(entries.get(`test:${old.pending.state}`)), {
  expired: '2026-01-02T00:18:00.000Z',
});
entries.set('other', '{}');
entries.set('test:x', '{"pending":1}');
entries.set('test:y', 'rubbish');
for (const state of ['x', 'y', 'nobody']) {
  assert.throws(() => logins.take(callback({ state }), end), { code: 'state-unknown' });
}

const { url, pending } = page.beginLogin({
  ...options,
  server: {
    kind: 'oauth2',
    authorizationEndpoint: 'https://idp.example/authorize',
    issuer: 'https://idp.example',
    requireIssuer: true,
  },
  now: undefined,
});
assert.equal(new URL(url).searchParams.get('state'), pending.state);
logins.add(pending);
assert.ok(!entries.has(`test:${old.pending.state}`), 'a day later it is forgotten');
const back = callback(pending, '&iss=https%3A%2F%2Fidp.example&businessID=b');
const taken = logins.take(back);
assert.deepEqual(taken, pending);
assert.throws(() => logins.take(back), { code: 'state-used' });
assert.throws(() => page.completeLogin(callback(pending), taken), { code: 'issuer-missing' });
assert.deepEqual(page.completeLogin(back, taken), {
  code: 'c+d',
  codeVerifier: pending.codeVerifier,
  redirectUri: pending.redirectUri,
  state: pending.state,
  businessId: 'b',
});
for (const [name, value] of [
  ['state', 1],
  ['codeVerifier', null],
  ['redirectUri', undefined],
  ['issuer', 1],
  ['requireIssuer', 'yes'],
  ['expiresAt', 'soon'],
]) {
  assert.throws(() => logins.add({ ...pending, [name]: value }), named('invalid-argument', name));
}
assert.throws(() => logins.add({ ...pending, state: 'a b' }), { code: 'state-invalid' });
assert.throws(() => logins.add({ ...pending, codeVerifier: 'short' }), {
  code: 'code-verifier-invalid',
});
storage.setItem = () => {
  throw new Error('full');
};
assert.throws(() => logins.add(pending), { code: 'storage-failed' });

// A form, in page and server.
const form = new FormData();
form.append('fullName', '陳大文');
form.append('agree', 'on');
form.append('proof', new File(['abc'], 'proof.pdf', { type: 'application/pdf' }));
form.append('empty', new File([], ''));
for (const module of [page, server]) {
  const about = { formName: 'Parking permit', formNumber: 'TD-318' };
  const content = await module.hashForm(form, about);
  const { fields, files } = JSON.parse(content.text);
  assert.deepEqual(fields, [
    ['fullName', '陳大文'],
    ['agree', 'on'],
    ['empty', ''],
  ]);
  assert.deepEqual(files, [
    {
      field: 'proof',
      name: 'proof.pdf',
      sha256: Buffer.from(ABC, 'hex').toString('base64'),
      size: 3,
    },
  ]);
  assert.deepEqual(content.digest, await page.hashContent(content.text));
  assert.equal(content.hashCode, Buffer.from(content.digest).toString('base64'));
  for (const [name, wrong] of [
    ['about', undefined],
    ['formName', {}],
    ['formNumber', { formName: 'a', formNumber: 1 }],
  ]) {
    await assert.rejects(module.hashForm(form, wrong), named('invalid-argument', name));
  }
}
