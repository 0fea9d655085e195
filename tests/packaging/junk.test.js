// Whatever is handed to an export of an entry: what it throws, at once or later, is an IamSmartError.
// Wholly random arguments, and arguments that are right but for one part.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const fixture = (name) => readFileSync(join(root, 'tests/fixtures', name));

/** Runs for each function; `IAMSMART_JUNK_RUNS` asks for more. */
const numRuns = Number(process.env.IAMSMART_JUNK_RUNS ?? 100);

const thrower = () => {
  throw new TypeError('an error of the caller');
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const detached = (value) => {
  structuredClone(value, { transfer: [value.buffer ?? value] });
  return value;
};
const shrunk = (view) => {
  view.buffer.resize(1);
  return view;
};
const locked = () => {
  const stream = new ReadableStream();
  stream.getReader();
  return stream;
};
const formWith = (value) => {
  const form = new FormData();
  form.append('a', value);
  return form;
};

/** What no generator of values makes. */
const STRANGE = [
  () => undefined,
  () => null,
  () => Symbol('s'),
  () => thrower,
  () => async () => thrower(),
  () => () => ({}),
  () => class {},
  () => new Proxy({}, { get: thrower, has: thrower, getPrototypeOf: thrower, ownKeys: thrower }),
  () => new Proxy([], { get: thrower, ownKeys: thrower }),
  () => new Proxy({}, { get: () => () => 1 }),
  () => new Proxy({}, { get: (_, __, self) => self, has: () => true }),
  () => new Proxy(() => {}, { get: (_, name) => (name === 'length' ? 1 : undefined) }),
  revoked,
  () => Object.defineProperty({}, 'then', { get: thrower }),
  () => ({ toString: thrower, valueOf: thrower, toJSON: thrower }),
  () => ({ [Symbol.asyncIterator]: thrower }),
  () => ({ [Symbol.asyncIterator]: () => ({ next: () => 5 }) }),
  () => ({
    [Symbol.asyncIterator]: async function* () {
      yield 5;
    },
  }),
  () => ({ [Symbol.iterator]: thrower }),
  () => ({ addEventListener: thrower }),
  () => ({ size: 3, type: '', slice: thrower, stream: thrower }),
  () => ({ size: 3, type: '', slice: () => ({}) }),
  () => ({ getReader: thrower }),
  () => ({ append() {}, getAll() {}, entries() {}, [Symbol.iterator]: () => [[1, 2]].values() }),
  () => ({ append() {}, getAll() {}, entries() {} }),
  () => detached(new Uint8Array(8)),
  () => detached(new ArrayBuffer(8)),
  () => shrunk(new Uint8Array(new ArrayBuffer(8, { maxByteLength: 8 }), 4)),
  () => shrunk(new DataView(new ArrayBuffer(8, { maxByteLength: 8 }), 4)),
  () => new Uint8Array(new SharedArrayBuffer(8)),
  () => new Float64Array(3),
  () => Object.create(Uint8Array.prototype),
  () => Object.create(Date.prototype),
  () => new Date(Number.NaN),
  () => new Date(8.64e15),
  () => new Map([['a', 1]]),
  () => new Set(['a']),
  () => new WeakMap(),
  () => /x/,
  () => new Error('an error'),
  () => new URL('https://a.example/?state=x'),
  () => new URLSearchParams('a=b'),
  () => new Headers({ a: 'b' }),
  () => new Request('https://a.example', { method: 'POST', body: 'x' }),
  () => new Response('x', { status: 500 }),
  () => new Blob(['x']),
  () => new FormData(),
  () => formWith('\ud800'),
  () => formWith(new File(['x'], 'a\n')),
  locked,
  () => new ReadableStream({ start: (to) => to.enqueue(5) }),
  () => new ReadableStream({ start: (to) => to.error(new TypeError('broken')) }),
  () => AbortSignal.abort(new TypeError('stop')),
  () => AbortSignal.abort(),
  () => '\ud800',
  () => 'toString',
  () => '__proto__',
  () => 'constructor',
  () => 'https://a.example/?code=a&state=b',
  () => 'x'.repeat(70_000),
  () => 2 ** 53,
  () => -1,
  () => Number.NaN,
  () => 10n,
];

// Values come as functions that make them: fast-check would look into them.
const anything = fc.anything({
  maxDepth: 2,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const junk = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...STRANGE) },
  { weight: 1, arbitrary: anything.map((value) => () => value) },
);

/** A value with one of its parts replaced. */
function spoiled(value) {
  const parts = [junk];
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      parts.push(spoiled(item).map((make) => () => value.with(index, make())));
    });
  } else if (typeof value === 'object' && value !== null && isPlain(value)) {
    const having = (name) => (make) => () => ({ ...value, [name]: make() });
    for (const name of Object.keys(value)) {
      parts.push(spoiled(value[name]).map(having(name)));
      const getter = { get: thrower, enumerable: true };
      parts.push(fc.constant(() => Object.defineProperty({ ...value }, name, getter)));
    }
    parts.push(...OPTIONS.map((name) => junk.map(having(name))));
  }
  return fc.oneof(...parts);
}

const isPlain = (value) => Object.getPrototypeOf(value) === Object.prototype;

/** Options that the valid arguments below do not have. */
const OPTIONS = ['signal', 'onProgress', 'now', 'fetch', 'timeoutMs', 'algorithm', 'language'];

/** Functions that make arguments: any, or right ones but for one part. */
const argumentsOf = (valid) => {
  const any = fc.array(junk, { maxLength: 4 });
  const rights = valid.map((value) => () => value);
  const almost = valid.map((value, index) =>
    spoiled(value).map((make) => rights.with(index, make)),
  );
  return fc.oneof(any, ...almost);
};

const isClass = (value) => /^class\b/.test(Function.prototype.toString.call(value));
const isError = (value) => value === Error || value.prototype instanceof Error;

async function ensureOurs(name, args, call) {
  try {
    const result = call();
    if (typeof result?.then === 'function' && result instanceof Promise) await result;
  } catch (error) {
    const isOurs = error?.name === 'IamSmartError' && /^[a-z0-9-]+$/.test(error.code);
    if (!isOurs) assert.fail(`${name}(${described(args)}) threw ${described(error)}`);
  }
}

function described(value) {
  try {
    return inspect(value, { depth: 4 });
  } catch {
    return 'something that cannot be shown';
  }
}

async function property(name, valid, call) {
  const check = fc.asyncProperty(argumentsOf(valid), (makers) => {
    const args = makers.map((make) => make());
    return ensureOurs(name, args, () => call(...args));
  });
  await fc.assert(check, { numRuns, endOnFailure: true });
}

/** What can be called of an entry: functions, classes, and the methods of the objects given. */
function* callable(entry, objects) {
  for (const [name, value] of Object.entries(entry)) {
    if (typeof value !== 'function' || isError(value)) continue;
    if (!isClass(value)) yield [name, value];
    else {
      yield [name, (...args) => new value(...args)];
      for (const method of methodsOf(value)) {
        yield [`${name}.${method}`, (...args) => value[method](...args)];
      }
    }
  }
  for (const [name, make] of Object.entries(objects)) {
    const { prototype } = entry[name];
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const { value } = Object.getOwnPropertyDescriptor(prototype, method);
      if (method === 'constructor' || typeof value !== 'function') continue;
      if (HANDING_ON.includes(`${name}#${method}`)) continue;
      yield [`${name}#${method}`, (...args) => make()[method](...args)];
    }
  }
}

const methodsOf = (value) =>
  Object.getOwnPropertyNames(value).filter((name) => typeof value[name] === 'function');

const digest = new Uint8Array(32);
const server = { kind: 'iamsmart', gateway: 'https://gateway.example' };
const login = {
  server,
  clientId: 'c',
  redirectUri: 'https://e.example/back',
  scope: ['a'],
  userAgent: 'Mozilla/5.0',
};
const pending = {
  state: 's',
  codeVerifier: 'v'.repeat(43),
  redirectUri: 'https://e.example/back',
  expiresAt: '2999-01-01T00:00:00Z',
};
const memoryStorage = () => {
  const entries = new Map();
  return {
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
};
const form = formWith('x');
const fields = {
  idNo: { identification: 'A123456', checkDigit: '3' },
  mobileNumber: { countryCode: '852', subscriberNumber: '91234567' },
  residentialAddress: { engPremisesAddress: { region: 'HK', street: { streetName: 'A' } } },
};
const callback = 'https://e.example/back?code=c&state=s';
const content = {
  hashContent: [new Blob(['x']), { algorithm: 'SHA-256', onProgress() {} }],
  hashForm: [form, { formName: 'f', formNumber: '1' }, { onProgress() {} }],
  'ContentHasher#update': [digest],
};
const path = { trustAnchors: [fixture('pki/root.pem')], revocation: 'off' };
const certificate = fixture('pki/person.pem');
const evidence = fixture('evidence/stamped.json').toString();
const signed = {
  ...path,
  digest,
  signature: digest,
  certificate,
};
const account = {
  businessId: 'b',
  accessToken: 't',
  openId: 'o',
  source: 'PC_Browser',
  callbackUri: 'https://e.example/callback',
  state: 's',
};
const config = {
  gateway: 'https://gateway.example',
  clientId: 'c'.repeat(32),
  clientSecret: 's',
  keyEncryptionKey: async () => digest,
  repeatMs: 0,
  timeoutMs: 5,
  fetch: async () => new Response('{}', { status: 404 }),
};
const signing = { hash: digest, digest, documentName: 'd', department: 'd', serviceName: 's' };
const fill = { formName: 'f', formNum: '1', formDesc: 'd', eMEFields: ['idNo'] };
const transaction = { businessId: 'b', state: 's', kind: 'signing', details: { a: 1 } };
const result = { kind: 'signing', businessId: 'b', state: 's', hashCode: 'h', timestamp: '2026' };
const SECRET = 'a secret of at least 32 characters';
const user = { accessToken: 't', openId: 'o', expiresAt: '2999-01-01T00:00:00Z' };
const sessionsOf = (entry) => ({
  store: new entry.MemoryStore({ singleProcess: true }),
  names: new entry.AuthenticatedNames(SECRET),
  owner: 'session',
  sameSite: 'Strict',
});
/** What these are given to call may throw what it likes: they hand it on. */
const HANDING_ON = ['ConcurrencyLimit#during', 'ConcurrencyLimit#response'];
const noNetwork = async () => new Response('x', { status: 404 });

/** Each entry: arguments that are right, and objects whose methods are called. */
const ENTRIES = {
  'page/inline.js': (entry) => ({
    valid: {
      appLink: [{ kind: 'signing', ticketId: 't', environment: 'test', action: 'a' }],
      appLoginLink: [{ clientId: 'c', redirectUri: 'https://a.example', scope: ['a'], state: 's' }],
      corpIdLoginLink: [
        {
          clientId: 'c',
          scope: ['a'],
          corpIdScope: ['b'],
          app: { packageName: 'p', activityClass: 'a' },
          base: 'http://a.example/',
        },
      ],
      autofill: [{ elements: [{ localName: 'input', type: 'text' }] }, fields, { a: 'b' }, {}],
      beginLogin: [login],
      completeLogin: [callback, pending, new Date()],
      identificationCode: [{ digest, boundTo: { openId: 'o' }, joining: 'raw' }],
      'PendingLogins#take': [callback, new Date()],
      'PendingLogins#add': [pending],
      PendingLogins: [memoryStorage(), 'p:'],
      ...content,
    },
    objects: {
      ContentHasher: () => new entry.ContentHasher(),
      PendingLogins: () => new entry.PendingLogins(memoryStorage()),
    },
  }),
  'verify/inline.js': () => ({
    valid: {
      verifySignature: [signed],
      validateCertificatePath: [{ ...path, certificate }],
      verifyCms: [{ ...path, cms: fixture('cms/plain.cms'), content: 'x' }],
      createEvidence: [{ ...signed, content: 'x', timestamps: [digest] }],
      extendEvidence: [evidence, { crls: [digest] }],
      evidenceDigest: [evidence, 'SHA-384'],
      renewEvidence: [evidence, digest],
      checkAttachment: [evidence, new Blob(['x']), { onProgress() {} }],
      verifyEvidence: ['{}', path],
      verifyJws: ['{}', 'x', path],
      timestampRequest: [digest, { nonce: digest, policy: '1.2.3', certificate: true }],
      readTimestamp: [digest],
      verifyTimestamp: [digest, digest, { ...path, nonce: digest, timestampPolicies: ['1.2.3'] }],
      fetchRevocation: [certificate, [certificate], { fetch: noNetwork, timeoutMs: 20 }],
    },
    objects: {},
  }),
  'server/inline.js': (entry) => ({
    valid: {
      ...content,
      EService: [config],
      'EService#login': [{ state: 's', codeVerifier: 'v'.repeat(43), code: 'c' }],
      'EService#getToken': [{ code: 'c', isDirectLoginV2: true }],
      'EService#getProfiles': [{ accessToken: 't', openId: 'o', profileFields: ['idNo'] }],
      'EService#requestProfile': [{ ...account, profileFields: ['idNo'] }],
      'EService#requestFormFilling': [{ ...account, ...fill }],
      'EService#requestStepUp': [account],
      'EService#requestSigning': [{ ...account, ...signing }],
      'EService#requestPdfSigning': [{ ...account, docDigest: digest, documentName: 'd' }],
      'EService#requestBulkSigning': [
        { ...account, requestName: 'r', documents: [{ id: 'a', documentName: 'd', digest }] },
      ],
      'EService#acknowledge': ['b', 'SR001'],
      'EService#openCallback': [{ body: '{}' }],
      'EService.fromRegistration': [JSON.stringify(config), { keyEncryptionKey: 'x' }],
      'Transactions#begin': [transaction],
      'Transactions#arrive': [result],
      'Transactions#look': ['b'],
      'Transactions#wait': ['b', { timeoutMs: 1 }],
      'Transactions#take': ['b'],
      MemoryStore: [{ singleProcess: true }],
      'MemoryStore#write': ['b', digest, { keepUntil: new Date(0), wakeAt: new Date(0) }],
      'MemoryStore#changed': ['b', '1', 1],
      'MemoryStore#due': [new Date(0), 1],
      RateLimit: [{ limit: 1, perMs: 1000 }],
      ConcurrencyLimit: [{ perKey: 1, total: 2, leaseMs: 10 }],
      collectBulkSigning: [{ documents: [{ id: 'a', digest }] }, [{ signatures: [{ id: 'a' }] }]],
      fetchRevocation: [certificate, certificate, { fetch: noNetwork, timeoutMs: 20 }],
      bodyWithin: [new Response('x'), { maxBytes: 10, timeoutMs: 20, idleMs: 20 }],
      requireSameOrigin: [{ headers: { host: 'a', origin: 'https://a' }, url: '/' }],
      AuthenticatedNames: [SECRET],
      'AuthenticatedNames#personKey': ['o'],
      Sessions: [sessionsOf(entry)],
      'Sessions#open': [{ headers: { cookie: 'a=b' } }, user],
      'Sessions#of': [{ headers: { cookie: '__Host-session=x' } }],
      'Sessions#require': [{ headers: { cookie: '__Host-session=x' } }],
      'Sessions#close': [{ headers: {} }],
      'Sessions#ended': [{ id: 'x' }, { signal: AbortSignal.abort() }],
      formDataOf: [
        new Request('https://a.example', { method: 'POST', body: form }),
        { maxParts: 9 },
      ],
      readBody: [new Response('x'), { maxBytes: 10, timeoutMs: 20, idleMs: 20 }],
    },
    objects: {
      EService: () => new entry.EService(config),
      Transactions: () =>
        new entry.Transactions(new entry.MemoryStore({ singleProcess: true }), {}),
      MemoryStore: () => new entry.MemoryStore({ singleProcess: true }),
      RateLimit: () => new entry.RateLimit({ limit: 1, perMs: 1000 }),
      ConcurrencyLimit: () => new entry.ConcurrencyLimit({ perKey: 1 }),
      AuthenticatedNames: () => new entry.AuthenticatedNames(SECRET),
      Sessions: () => new entry.Sessions(sessionsOf(entry)),
    },
  }),
};

for (const [file, what] of Object.entries(ENTRIES)) {
  const entry = await load(file);
  const { valid, objects } = what(entry);
  const calls = [...callable(entry, objects)];
  for (const [name, call] of calls) {
    test(`${file}: ${name}`, () => property(name, valid[name] ?? [], call));
  }
  test(`${file}: the valid arguments are of functions that exist`, () => {
    const names = calls.map(([name]) => name);
    for (const name of Object.keys(valid)) {
      assert.ok(names.includes(name) || !(name.split(/[.#]/)[0] in entry), name);
    }
  });
}
