// The functions of each module, with arguments that they take.

import { readFileSync } from 'node:fs';

const fixture = (name) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));

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
export const FUNCTIONS = {
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
