// The entries: for each function, arguments that are right, and objects whose methods are called.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { formWith } from './values.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { AuthenticatedNames, EService, MemoryStore } = await import(
  pathToFileURL(join(pkg, 'server/inline.js')).href
);
const fixture = (name) => readFileSync(join(root, 'tests/fixtures', name));

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
const asked = { owner: 'a', user, source: 'PC_Browser' };
const about = { formName: 'f', formNumber: '1' };
const flowsOf = () => ({
  eService: new EService(config),
  store: new MemoryStore({ singleProcess: true }),
  callbackUri: 'https://e.example/callback',
  trust: { trustAnchors: path.trustAnchors },
  onSettled: () => {},
  onProblem: () => {},
  names: new AuthenticatedNames(SECRET),
  now: () => new Date(),
  lifeMs: 1000,
  timestampAuthority: { url: 'https://tsa.example/', ...path, forMs: 1000 },
});
/**
 * What these are given to call may throw what it likes, which they hand on; `Flows#run` does not end
 * by itself, and has a test of its own.
 */
export const LEFT_OUT = ['ConcurrencyLimit#during', 'ConcurrencyLimit#response', 'Flows#run'];
const AUTHORITY = 'https://tsa.example/';

const EXISTENCE = [{ sha256: 'ab'.repeat(32), provenTime: new Date(0), holdsUntil: new Date(0) }];
const noNetwork = async () => new Response('x', { status: 404 });

/** @type {Record<string, (entry: any) => { valid: Record<string, any[]>, objects: Record<string, () => any> }>} */
export const ENTRIES = {
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
      verifyCms: [{ ...path, cms: fixture('cms/plain.cms'), content: 'x', existence: EXISTENCE }],
      createEvidence: [{ ...signed, content: 'x', timestamps: [digest] }],
      extendEvidence: [evidence, { crls: [digest] }],
      evidenceDigest: [evidence, 'SHA-384'],
      renewEvidence: [evidence, digest],
      checkAttachment: [evidence, new Blob(['x']), { onProgress() {} }],
      verifyEvidence: ['{}', path],
      verifyJws: ['{}', 'x', path],
      timestampRequest: [digest, { nonce: digest, policy: '1.2.3', certificate: true }],
      readTimestamp: [digest],
      verifyTimestamp: [
        digest,
        digest,
        { ...path, nonce: digest, timestampPolicies: ['1.2.3'], existence: EXISTENCE },
      ],
      fetchRevocation: [certificate, [certificate], { fetch: noNetwork, timeoutMs: 20 }],
      fetchTimestamp: [AUTHORITY, digest, { fetch: noNetwork, timeoutMs: 20, policy: '1.2' }],
      useTexts: [{ language: 'en', tables: { CertificateAt: 'a\nb\n{0}' } }],
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
      RateLimit: [{ perSecond: 1, burst: 2, maxKeys: 9 }],
      ConcurrencyLimit: [{ perKey: 1, total: 2, leaseMs: 10 }],
      collectBulkSigning: [{ documents: [{ id: 'a', digest }] }, [{ signatures: [{ id: 'a' }] }]],
      fetchRevocation: [certificate, certificate, { fetch: noNetwork, timeoutMs: 20 }],
      fetchTimestamp: [AUTHORITY, digest, { fetch: noNetwork, timeoutMs: 20, policy: '1.2' }],
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
      RateLimit: () => new entry.RateLimit({ perSecond: 1, burst: 2, maxKeys: 9 }),
      ConcurrencyLimit: () => new entry.ConcurrencyLimit({ perKey: 1 }),
      AuthenticatedNames: () => new entry.AuthenticatedNames(SECRET),
      Sessions: () => new entry.Sessions(sessionsOf(entry)),
    },
  }),
  'flows/inline.js': (entry) => ({
    valid: {
      Flows: [flowsOf()],
      'Flows#fill': [{ ...asked, ...fill }],
      'Flows#sign': [{ ...asked, ...signing, form, about, hashCode: digest, text: '{}' }],
      'Flows#signPdf': [{ ...asked, ...signing, docDigest: digest }],
      'Flows#callback': [{ body: '{}' }, {}],
      'Flows#outcome': ['b', { owner: 'a' }],
      'Flows#wait': ['b', { owner: 'a', stage: 'pending', timeoutMs: 1 }],
      'Flows#events': ['b', { owner: 'a', ended: Promise.resolve() }],
      'Flows#reclaim': ['a'],
      'Flows#withdraw': ['b', { owner: 'a' }],
      'Flows#take': ['b', { owner: 'a' }],
      'Flows#serve': [
        new Request('https://a.example/api/requests/b'),
        { owner: 'a', path: '/api' },
      ],
      'Flows#settle': ['b'],
      'LoginFlow#begin': [{ ...login, source: 'PC_Browser' }],
      'LoginFlow#complete': [callback, '{}'],
      'LoginFlow#redirect': [
        { headers: {}, url: '/' },
        { ...login, source: 'PC_Browser' },
      ],
      'LoginFlow#returned': [{ headers: {}, url: '/?code=c&state=s' }, { home: '/' }],
      'LoginFlow#redeem': [{ state: 's', codeVerifier: 'v'.repeat(43), code: 'c' }],
      failure: [new Error('an error')],
      formDataOf: [
        new Request('https://a.example', { method: 'POST', body: form }),
        { maxParts: 9 },
      ],
      formDifference: ['{}', '{}'],
    },
    objects: {
      Flows: () => new entry.Flows(flowsOf()),
      LoginFlow: () => new entry.Flows(flowsOf()).login,
    },
  }),
  'inspect/inline.js': () => ({
    valid: { inspectCertificate: [certificate, { language: 'en' }] },
    objects: {},
  }),
  'texts/index.js': () => ({
    valid: {
      languageOf: ['zh-Hant'],
      sentenceOf: [{ code: 'body-broken' }, 'en'],
      inLanguage: [['a', 'b', 'c'], 'en', { a: 1 }],
    },
    objects: {},
  }),
};
