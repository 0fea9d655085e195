// Arguments of every kind for every function of the modules: each call ends, and where it throws it
// throws an IamSmartError; afterwards the module works.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const { IamSmartError } = await load('foundation.js');
const fixture = (name) => readFileSync(join(root, 'tests/fixtures', name));

/** The module of a role, once its entry has instantiated it. */
async function module(role) {
  await load(`${role}/inline.js`);
  return load(`wasm/${role}.js`);
}

const thrower = () => {
  throw new TypeError('a getter of the caller');
};
const detached = new Uint8Array(8);
structuredClone(detached, { transfer: [detached.buffer] });
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
class LongArray extends Uint8Array {
  get length() {
    return 2 ** 31;
  }
  get byteLength() {
    return 2 ** 31;
  }
}
class ForeignBuffer extends Uint8Array {
  get buffer() {
    return { length: 2 ** 30 };
  }
}
class Later extends Date {
  getTime() {
    return thrower();
  }
}

/** What a caller may hand over by mistake, or to do harm. */
const HOSTILE = {
  undefined: undefined,
  null: null,
  'a number': 1,
  NaN: Number.NaN,
  'a negative number': -1,
  'a fraction': 0.5,
  'a number beyond 2^53': 2 ** 60,
  'a bigint': 10n,
  'a boolean': true,
  'a symbol': Symbol('s'),
  'a function': () => 1,
  'an empty string': '',
  'a string': 'x',
  'half of a surrogate pair': 'a\ud800',
  'a very long string': 'x'.repeat(2 ** 28),
  'a String object': new String('x'),
  'an object': {},
  'an object without prototype': Object.create(null),
  'an object that throws': new Proxy({}, { get: thrower, has: thrower, getPrototypeOf: thrower }),
  'an array that throws': new Proxy([], { get: thrower, getPrototypeOf: thrower }),
  'an object of functions': new Proxy({}, { get: () => () => 1 }),
  'an object without end': new Proxy({}, { get: (_, __, self) => self }),
  'a revoked object': revoked({}),
  'a revoked array': revoked([]),
  'an empty array': [],
  'an array of nulls': [null, null],
  'an array of the longest length': new Array(2 ** 32 - 1),
  'an array without length': new Proxy([], { get: () => Number.NaN }),
  'an array of a million': new Array(1_000_000).fill(''),
  'nested arrays': [[[[]]]],
  'a Date': new Date(0),
  'an invalid Date': new Date(Number.NaN),
  'the last Date': new Date(8.64e15),
  'a Date that throws': new Later(),
  'a Date by prototype alone': Object.create(Date.prototype),
  'no bytes': new Uint8Array(),
  'detached bytes': detached,
  'a detached buffer': detached.buffer,
  'a view of other elements': new Float64Array(3),
  'a DataView': new DataView(new ArrayBuffer(4), 1, 2),
  'bytes that lie about their length': new LongArray(4),
  'bytes that lie about their buffer': new ForeignBuffer(4),
  'bytes by prototype alone': Object.create(Uint8Array.prototype),
  'very many bytes': new Uint8Array(2 ** 30),
  'shared bytes': new Uint8Array(new SharedArrayBuffer(8)),
};

const existence = [{ sha256: 'ab'.repeat(32), provenTime: new Date(0), holdsUntil: new Date(0) }];

const pathOptions = {
  trustAnchors: [fixture('pki/root.pem')],
  intermediates: [fixture('pki/issuing.pem')],
  validationTime: new Date('2026-06-01T00:00:00Z'),
  crls: [],
  ocspResponses: [],
  revocation: 'off',
  initialPolicySet: ['2.5.29.32.0'],
  requireExplicitPolicy: false,
  inhibitPolicyMapping: false,
  inhibitAnyPolicy: false,
  keyUsage: ['digitalSignature'],
  anchorFingerprints: [],
  maxPathLength: 5,
  sm2Identifier: '1234567812345678',
  language: 'en',
};
const signature = {
  content: fixture('pki/content.json').toString(),
  digest: undefined,
  signature: fixture('pki/sha256-over-digest.sig'),
  certificate: fixture('pki/person.pem'),
  signatureAlgorithm: 'SHA256withRSA',
  claimedTime: new Date('2026-05-01T00:00:00Z'),
};
const account = {
  businessId: 'b',
  accessToken: 'token',
  openId: 'id',
  source: 'PC_Browser',
  userAgent: 'Mozilla/5.0',
  callbackUri: 'https://e-service.example/back',
  state: 's',
  lang: 'en-US',
};
const anonymous = { businessId: 'b', state: 's', lang: 'zh-HK' };
const digest = new Uint8Array(32);
const terms = {
  hkicHash: digest,
  department: 'd',
  serviceName: 's',
  stepUp: { method: 'FR', waitHours: 1 },
};
const hash = { digest, signatureAlgorithm: 'NONEwithRSA', documentName: 'n' };
const pdf = { docDigest: digest, documentName: 'n' };
const documents = [{ id: 'a', documentName: 'n', digest }];
const form = { eMEFields: ['idNo'], profileFields: [], formName: 'f', formNum: '1', formDesc: 'd' };

/** What all modules that hash have alike. */
const hashing = (wasm) => ({
  ContentHasher: {
    valid: ['SHA-256'],
    call: (algorithm) => new wasm.ContentHasher(algorithm).free(),
  },
  'ContentHasher.update': {
    valid: [digest],
    call: (chunk) => {
      const hasher = new wasm.ContentHasher();
      try {
        hasher.update(chunk);
      } finally {
        hasher.free();
      }
    },
  },
});

/** What page and server have alike. */
const content = (wasm) => ({
  canonicalForm: [
    'afv',
    Uint32Array.of(1, 2 ** 32 - 1, 1, 1),
    [{ name: 'n', size: 1, digest }],
    { formName: 'f', formNumber: '1' },
  ],
  ...hashing(wasm),
});

/** The functions of each module: how to call them, and arguments that are taken. */
const FUNCTIONS = {
  page: (wasm) => {
    const options = {
      server: { kind: 'oauth2', authorizationEndpoint: 'https://a.example/', issuer: 'i' },
      clientId: 'c',
      redirectUri: 'https://e-service.example/back',
      scope: ['a'],
      source: 'PC_Browser',
      lang: 'en-US',
      brokerPage: false,
      ticketId: undefined,
      now: new Date(),
    };
    const { pending } = wasm.beginLogin(options, '');
    const storage = () => {
      const entries = new Map();
      return {
        get length() {
          return entries.size;
        },
        key: (index) => [...entries.keys()][index] ?? null,
        getItem: (key) => entries.get(key) ?? null,
        setItem: (key, value) => entries.set(key, value),
        removeItem: (key) => entries.delete(key),
      };
    };
    const kept = storage();
    const callback = `https://e-service.example/back?code=c&state=${pending.state}&iss=i`;
    return {
      beginLogin: [options, 'Mozilla/5.0'],
      completeLogin: [callback, pending, new Date()],
      addPendingLogin: [kept, 'p:', pending],
      takePendingLogin: {
        valid: [kept, 'p:', callback, new Date()],
        before: () => wasm.addPendingLogin(kept, 'p:', pending),
      },
      calculateCodeChallenge: [pending.codeVerifier],
      detectSource: ['Mozilla/5.0'],
      canonicalizeJson: ['{}'],
      hkicHash: ['A123456(3)'],
      identificationCode: [
        { digest, boundTo: { hkicHash: digest, clientId: 'c' }, joining: 'raw' },
      ],
      ...content(wasm),
      generatePkce: [],
      generateState: [],
    };
  },
  verify: (wasm) => {
    const evidence = fixture('evidence/stamped.json').toString();
    const jws = fixture('jws/detached.json').toString();
    const content = fixture('jws/content.json').toString();
    const { signature: signed, ...rest } = signature;
    return {
      verifySignature: [{ ...pathOptions, ...signature, timestamps: [] }],
      validateCertificatePath: [{ ...pathOptions, certificate: signature.certificate }],
      verifyCms: [
        { ...pathOptions, cms: fixture('cms/plain.cms'), content: 'x', digest, existence },
      ],
      createEvidence: [{ ...pathOptions, ...rest, signature: signed, timestamps: [] }],
      extendEvidence: [evidence, { crls: [], intermediates: [], ocspResponses: [] }],
      evidenceDigest: [evidence, 'SHA-512'],
      evidenceForm: [evidence],
      renewEvidence: { valid: [evidence, fixture('evidence/2026.tst')], throws: true },
      ...hashing(wasm),
      verifyEvidence: { valid: ['{}', pathOptions], throws: true },
      timestampRequest: [digest, { nonce: digest, policy: '1.2.3', certificate: true }],
      readTimestamp: [fixture('timestamp/granted.tsr')],
      verifyTimestamp: [
        fixture('timestamp/openssl-sha256.tst'),
        digest,
        { ...pathOptions, nonce: digest, timestampPolicies: ['1.2.3'], existence },
      ],
      jwsSigningInput: ['x'],
      createJws: {
        valid: [{ content: 'x', signature: signed, certificate: signature.certificate }],
        throws: true,
      },
      verifyJws: [jws, content, pathOptions],
      certificatesOf: [signature.certificate],
      cmsCertificates: [fixture('cms/plain.cms')],
      cmsSignatureValues: [fixture('cms/plain.cms')],
      revocationPointers: [signature.certificate],
      ocspRequest: [signature.certificate, fixture('pki/issuing.pem')],
      checkCrl: { valid: [''], throws: true },
      checkOcspResponse: { valid: [''], throws: true },
      iamSmartProfile: [],
    };
  },
  inspect: () => ({
    inspectCertificate: [signature.certificate, { language: 'zh-HK' }],
  }),
  pdf: () => {
    const pdf = fixture('pdf/office.pdf');
    const picture = fixture('pdf/rgb.png');
    const certificates = [signature.certificate];
    const signed = fixture('pdf/pyhanko/b-b.pdf');
    return {
      preparePdf: [
        pdf,
        {
          subFilter: 'ETSI.CAdES.detached',
          fieldName: 'f',
          signingTime: new Date(),
          name: 'n',
          reason: 'r',
          location: 'l',
          contactInfo: 'c',
          appearance: { picture, page: 1, rect: [1, 1, 9, 9] },
          permissions: 1,
          contentsSize: 9,
        },
      ],
      embedPdfSignature: {
        valid: [{ pdf, byteRange: [0, 1, 2, 3] }, fixture('cms/plain.cms')],
        throws: true,
      },
      timestampedDigest: [fixture('cms/plain.cms')],
      withSignatureTimestamp: {
        valid: [fixture('cms/plain.cms'), new Uint8Array(9)],
        throws: true,
      },
      addPdfRevocation: [
        signed,
        { certificates, crls: [], ocspResponses: [], fieldName: 'Signature1' },
      ],
      pdfFacts: [signed, 'zh-HK'],
    };
  },
  server: (wasm) => {
    const config = {
      gateway: 'https://gateway.example',
      clientId: 'c'.repeat(32),
      clientSecret: 'secret',
      keyEncryptionKey: undefined,
      repeatMs: 1,
      pathPrefix: '/api/v1',
      paths: { formFilling: '/a', stepUp: '/b', bulkSigning: '/c', profiles: '/d' },
      joining: 'raw',
    };
    const gateway = new wasm.Gateway(config);
    const freed = (method) => ({
      valid: VALID[method],
      call: (...args) => gateway[method](...args).free(),
    });
    const answer = { status: 200, text: '{}', retryAfterMs: 1 };
    const call = () => gateway.revokeKeyCall();
    const now = new Date();
    const begun = {
      businessId: 'b',
      state: 's',
      kind: 'signing',
      callbacks: 1,
      owner: 'o',
      details: '{}',
      digest: digest.toString('base64'),
      ticket: '{}',
      lifeMs: 1000,
      keepMs: 1000,
      flow: { decideForMs: 1, clockToleranceMs: 1, leaseMs: 1, graceMs: 1 },
    };
    const result = {
      kind: 'signing',
      state: 's',
      number: 1,
      digest: 'd',
      signedAt: now,
      content: '1',
    };
    const onRecord = (method, ...valid) => ({
      valid,
      call: (...args) => {
        const record = wasm.TransactionRecord.begin(begun, now);
        try {
          record[method](...args);
        } finally {
          record.free();
        }
      },
    });
    return {
      Gateway: { valid: [config], call: (config) => new wasm.Gateway(config).free() },
      ...Object.fromEntries(
        Object.keys(VALID).map((method) => [`Gateway.${method}`, freed(method)]),
      ),
      'Gateway.keyRequest': { valid: [new Date()], call: (now) => gateway.keyRequest(now) },
      'Gateway.request': { valid: [new Date()], call: (now) => gateway.request(call(), now) },
      'Gateway.receive': {
        valid: [answer, new Date()],
        call: (answer, now) => gateway.receive(call(), answer, now),
        throws: true,
      },
      'Gateway.receiveKey': {
        valid: [answer, new Date()],
        call: (answer, now) => gateway.receiveKey(answer, now),
        throws: true,
      },
      SealedCallback: {
        valid: ['{}'],
        call: (body) => new wasm.SealedCallback(body).free(),
        throws: true,
      },
      'SealedCallback.ofParts': {
        valid: [[{ name: 'n', file: { fileName: 'f', type: 't', bytes: digest } }]],
        call: (parts) => wasm.SealedCallback.ofParts(parts).free(),
        throws: true,
      },
      'TransactionRecord.begin': {
        valid: [begun, now],
        call: (begun, now) => wasm.TransactionRecord.begin(begun, now).free(),
      },
      'TransactionRecord.read': {
        valid: ['{}'],
        call: (json) => wasm.TransactionRecord.read(json).free(),
        throws: true,
      },
      'TransactionRecord.view': onRecord('view', now),
      'TransactionRecord.confirm': onRecord('confirm', '{}'),
      'TransactionRecord.arrive': onRecord('arrive', result, now),
      'TransactionRecord.next': onRecord('next', now),
      'TransactionRecord.judge': onRecord('judge', 'signed', '{}', now),
      'TransactionRecord.told': onRecord('told', 'signed', now),
      'TransactionRecord.acknowledged': onRecord('acknowledged', 'SR001', now),
      'TransactionRecord.failed': onRecord('failed', now),
      'TransactionRecord.fail': onRecord('fail', '{}', now),
      'TransactionRecord.withdraw': onRecord('withdraw', now),
      'TransactionRecord.take': onRecord('take', now),
      ownedRequests: ['[]', { add: { businessId: 'b', until: now }, remove: 'c' }, now],
      formDifference: [EMPTY_FORM, EMPTY_FORM],
      ...content(wasm),
      checkStateBinding: { valid: ['s', 'v'.repeat(43)], throws: true },
      resultCode: ['D00000'],
      frameFacts: ['{"code":"D00000"}'],
      bulkProgress: [
        { documents: [{ id: 'a', digest }], maxCallbackSigs: 1 },
        [{ kind: 'bulk-signing', businessId: 'b', callbackSeq: 1, signatures: [{ id: 'a' }] }],
      ],
    };
  },
};

const EMPTY_FORM = '{"fields":[],"files":[],"form":{"name":"n"},"version":"v"}';

/** Calls of the gateway. */
const VALID = {
  tokenCall: ['code', true],
  sharedFieldsCall: [
    { accessToken: 'token', openId: 'id', profileFields: ['idNo'], eMEFields: ['prefix'] },
  ],
  profileCall: [{ ...account, profileFields: ['idNo'] }],
  formFillingCall: [{ ...account, ...form, callbackContentType: 'application/json' }],
  anonymousFormFillingCall: [{ ...anonymous, ...form }],
  stepUpCall: [account],
  signingCall: [{ ...account, ...terms, ...hash }],
  anonymousSigningCall: [{ ...anonymous, ...terms, ...hash }],
  pdfSigningCall: [{ ...account, ...terms, ...pdf }],
  anonymousPdfSigningCall: [{ ...anonymous, ...terms, ...pdf }],
  bulkSigningCall: [
    {
      ...account,
      ...terms,
      requestName: 'r',
      documents,
      maxCallbackSigs: 1,
      digestEncoding: 'hex',
    },
  ],
  resultCall: ['eme', { accessToken: 'token', openId: 'id' }, 'b'],
  acknowledgementCall: ['b', 'SR001'],
};

/** Exports that take nothing of a caller's: those of the module's start, and classes without arguments. */
const UNCALLED = ['default', 'initSync', 'isLost', 'startsFrom', 'Call', 'WrappedKey'];

/** A value, and the same with each of its parts replaced by something hostile. */
function* replaced(value, path = '') {
  for (const [kind, hostile] of Object.entries(HOSTILE)) yield [`${path}: ${kind}`, hostile];
  if (Array.isArray(value)) {
    for (const [kind, item] of value.length ? replaced(value[0], `${path}[0]`) : []) {
      yield [kind, [item]];
    }
  } else if (typeof value === 'object' && value !== null && value.constructor === Object) {
    for (const name of Object.keys(value)) {
      for (const [kind, field] of replaced(value[name], `${path}.${name}`)) {
        yield [kind, { ...value, [name]: field }];
      }
      const getter = Object.defineProperty({ ...value }, name, { get: thrower, enumerable: true });
      yield [`${path}.${name}: a getter that throws`, getter];
    }
  }
}

for (const role of ['page', 'verify', 'server', 'inspect', 'pdf']) {
  test(`${role}: every call ends, and throws nothing but an IamSmartError`, async () => {
    const wasm = await module(role);
    const functions = FUNCTIONS[role](wasm);
    const named = Object.keys(functions).map((name) => name.split('.')[0]);
    const exported = Object.keys(wasm).filter((name) => !UNCALLED.includes(name));
    assert.deepEqual([...new Set(named)].sort(), exported.sort());

    const calls = Object.entries(functions).map(([name, entry]) => {
      const {
        valid,
        call = wasm[name],
        before,
        throws,
      } = Array.isArray(entry) ? { valid: entry } : entry;
      return { name, valid, call, before, throws };
    });
    const works = () => {
      for (const { name, valid, call, before, throws } of calls) {
        before?.();
        if (throws) assert.throws(() => call(...valid), IamSmartError, name);
        else assert.doesNotThrow(() => call(...valid), name);
      }
    };
    works();
    let count = 0;
    for (const { name, valid, call } of calls) {
      for (const [index, value] of valid.entries()) {
        for (const [kind, hostile] of replaced(value)) {
          count += 1;
          try {
            call(...valid.map((one, i) => (i === index ? hostile : one)));
          } catch (error) {
            assert.ok(error instanceof IamSmartError, `${name}(${index})${kind}: ${error.stack}`);
            assert.match(error.code, /^[a-z0-9-]+$/);
          }
        }
      }
    }
    // A few functions of inspect and pdf, and dozens of the others.
    const fewest = { inspect: 100, pdf: 300 }[role] ?? 900;
    assert.ok(count > fewest, `${count} calls`);
    works();
  });
}

test('errors by the hundred thousand leave the module as it was', async () => {
  const page = await module('page');
  for (let i = 0; i < 100_000; i += 1) {
    assert.throws(() => page.completeLogin('x', HOSTILE['an object that throws']), IamSmartError);
  }
  assert.equal(page.hkicHash('A123456(3)'), 'rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=');
});
