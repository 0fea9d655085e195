// The descriptions of the sandbox's APIs: valid for another's validator, and true of the running one.
// That they have its routes and no others, a test of the sandbox's own asserts (sandbox/src/open_api.rs).

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { startSandbox } from '../gateway/sandbox.js';
import { Description } from './description.js';
import { opened, unwrapped } from './e-service.js';
import { chan, Exchanges, sha256 } from './exchanges.js';

const read = async (name) =>
  JSON.parse(
    await readFile(new URL(`../../sandbox/openapi/${name}.json`, import.meta.url), 'utf8'),
  );
const documents = { gateway: await read('gateway'), sandbox: await read('sandbox') };
const gateway = new Description('gateway', documents.gateway);
const ofSandbox = new Description('sandbox', documents.sandbox);

const SCOPES = [
  ...['eidapi_auth', 'eidapi_profiles', 'eidapi_formFilling', 'eidapi_sign'],
  ...['eidapi_bulksign', 'eidapi_fr'],
].join(' ');
const cookie = { Cookie: 'iamsmart_sandbox_persona=chan' };
/** Pages that a request can be opened with. */
const SCREENS = /^\/app(\/(login|profile|eme|re-auth|hash-sign|pdf-sign|bulk-sign))?$/;
/** A body as a form of a page sends it. */
const form = (values) => ({
  type: 'application/x-www-form-urlencoded',
  body: Buffer.from(`${new URLSearchParams(values)}`),
});
const digest = sha256('hello').toString('base64');
const names = { department: '運輸署', serviceName: 'Parking permits', documentName: 'TD-318' };
const ofForm = { eMEFields: ['emailAddress', 'addressDocFile', 'idNo'], formName: 'TD-318' };
/** Of A123456(3), who is chan. */
const HKICHash = sha256('A123456').toString('base64');

let sandbox;
let exchanges;
let token;
before(async () => {
  sandbox = await startSandbox();
  exchanges = new Exchanges(sandbox.registration, [gateway, ofSandbox]);
  await exchanges.getKey();
  const { code } = await exchanges.logIn(sandbox.callbacks, SCOPES);
  token = await exchanges.token(code);
});
after(() => sandbox?.stop());

const account = () => exchanges.account(sandbox.callbacks, token);
/** The next push, checked; returns its code and what its content holds. */
async function pushed() {
  const request = await sandbox.callbacks.nextRequest();
  const type = request.headers.get('content-type');
  const isJson = type === 'application/json';
  const body = isJson ? await request.json() : Object.fromEntries(await request.formData());
  const plain = opened(unwrapped(sandbox.registration, body.secretKey), body.content);
  const pointer = ['webhooks', 'result', 'post', 'requestBody', 'content'];
  gateway.checkContent(pointer, 'push', { type, body, plain });
  return { code: body.code, plain };
}

for (const [name, document] of Object.entries(documents)) {
  test(`${name}: another's validator takes it`, async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors, null, 2));
    assert.equal(validator.version, '3.1');
  });

  test(`${name}: the running one serves it`, async () => {
    const { body } = await exchanges.send(`${name}Description`);
    assert.deepEqual(JSON.parse(`${body}`), document);
  });
}

test('what is not as documented is found', () => {
  assert.throws(() => gateway.checkSchema('Ticket', { authByQR: 'yes', ticketID: '' }), /boolean/);
  assert.throws(() => gateway.checkSchema('Ticket', { authByQR: true }), /ticketID/);
  const [operation] = ofSandbox.operations();
  const headers = new Headers({ 'Content-Type': 'text/html' });
  const answered = { status: 200, headers, body: Buffer.from('') };
  assert.throws(() => ofSandbox.checkResponse(operation, answered), /lacks/);
  assert.throws(() => ofSandbox.checkResponse(operation, { ...answered, status: 201 }), /201/);
  assert.throws(() => ofSandbox.checkRequest(operation, { query: { a: '1' } }), /undocumented/);
});

test('the registration and the list of result codes', async () => {
  ofSandbox.checkSchema('Registration', sandbox.registration);
  const { codes } = JSON.parse(`${(await exchanges.send('faults')).body}`);
  assert.deepEqual(
    gateway.constants('ResultCode'),
    codes.map(({ code }) => code),
  );
});

test('the QR page, for people and for tests', async () => {
  const query = {
    clientID: sandbox.registration.clientId,
    responseType: 'code',
    source: 'iOS_Safari',
    redirectURI: sandbox.callbacks.loginUri,
    scope: 'eidapi_auth',
    lang: 'zh-HK',
    brokerPage: 'True',
  };
  assert.equal((await exchanges.send('getQR', { query })).status, 200);
  const wrong = { query: { ...query, clientID: 'another' } };
  assert.equal((await exchanges.send('getQR', wrong)).status, 400);
  const asJson = { ...wrong, headers: { Accept: 'application/json' } };
  assert.equal((await exchanges.send('getQR', asJson)).status, 400);

  await exchanges.post('setAuto', { answer: 'approve', delayMs: 0 });
  assert.equal((await exchanges.send('getQR', { query })).status, 302);
  await exchanges.post('setAuto', { answer: null });
  const headers = { 'X-Sandbox-Auto': 'refuse:0', 'X-Sandbox-Persona': 'wong' };
  assert.equal((await exchanges.send('getQR', { query, headers })).status, 302);

  const parts = await exchanges.send('getQR', { query, headers: { Accept: 'application/json' } });
  const page = new URL(JSON.parse(`${parts.body}`).events).searchParams.get('page');
  const open = { query: { page } };
  assert.equal((await exchanges.send('pageEvents', { ...open, stream: true })).status, 200);
  assert.equal((await exchanges.send('continuePage', open)).status, 200);
  assert.equal((await exchanges.send('cancelPage', open)).status, 204);
  assert.equal((await exchanges.send('continuePage', open)).status, 302);
  assert.equal((await exchanges.send('cancelPage', open)).status, 409);
  const none = { query: { page: '0'.repeat(32) } };
  assert.equal((await exchanges.send('pageEvents', none)).status, 204);
  assert.equal((await exchanges.send('continuePage', none)).status, 400);
  assert.equal((await exchanges.send('cancelPage', none)).status, 404);
});

test('fields at once, and fields that the person gives', async () => {
  const { accessToken, openID } = token;
  const names = { accessToken, openID };
  await exchanges.sealed('getProfiles', { ...names, eMEFields: ['residentialAddress'] });
  const ask = async (id, content) => {
    const { ticketID } = await exchanges.sealed(id, { ...account(), ...content });
    await exchanges.answer(ticketID, 'approve');
    return pushed();
  };
  const { plain } = await ask('requestProfile', { profileFields: ['idNo', 'chName'] });
  assert.equal(plain.idNo.Identification, 'A123456');
  await ask('requestFormAtOtherPath', ofForm);
  const every = Object.keys(documents.gateway.components.schemas.Fields.properties);
  await ask('requestForm', { ...ofForm, eMEFields: every });
  const multipart = { ...ofForm, callbackContentType: 'multipart/form-data' };
  await ask('requestForm', multipart);
});

test('signatures, one and many, refused and acknowledged', async () => {
  const asked = { ...account(), ...names, hashCode: digest, HKICHash };
  const { ticketID } = await exchanges.sealed('requestSigning', asked);
  const { requests } = await exchanges.post('waitingRequests', undefined, { query: chan });
  assert.deepEqual(
    requests.map(({ id }) => id),
    [ticketID],
  );
  await exchanges.send('request', { path: { id: ticketID }, query: chan });
  await exchanges.answer(ticketID, 'approve');
  const again = { path: { id: ticketID, answer: 'refuse' }, status: 409 };
  await exchanges.post('answerRequest', chan, again);
  assert.equal((await pushed()).plain.hashCode, digest);
  const { businessID } = asked;
  await exchanges.sealed('acknowledge', { businessID, signingResult: 'SR001' });
  await exchanges.sealed(
    'acknowledge',
    { businessID: 'another', signingResult: 'SR001' },
    'D70006',
  );

  const sign = async (id, content, answer = 'approve') => {
    const request = { ...account(), ...content };
    const { ticketID } = await exchanges.sealed(id, request);
    await exchanges.send('request', { path: { id: ticketID }, query: chan });
    await exchanges.answer(ticketID, answer);
    return { ...(await pushed()), businessID: request.businessID };
  };
  const pdf = await sign('requestPdfSigning', { ...names, docDigest: digest });
  assert.equal(pdf.plain.docDigest, digest);
  const refused = await sign('requestPdfSigning', { ...names, docDigest: digest }, 'refuse');
  assert.equal(refused.code, 'D70001');
  const { department, serviceName, documentName } = names;
  const many = await sign('requestBulkSigning', {
    ...{ department, serviceName, requestName: 'Permits', maxCallbackSigs: 2 },
    documents: [
      { id: '1', documentName, hashCode: digest },
      { id: '2', documentName, docDigest: digest },
    ],
  });
  assert.equal(many.plain.sigFile.length, 2);
  const acknowledged = { businessID: many.businessID, signingResult: 'SR001' };
  await exchanges.sealed('acknowledgeBulk', acknowledged);
  const { ticketID: stepUp } = await exchanges.sealed('requestStepUp', account());
  await exchanges.send('request', { path: { id: stepUp }, query: chan });
  await exchanges.answer(stepUp, 'approve');
  assert.equal((await pushed()).plain.isPassed, true);
});

test('the same without a login', async () => {
  const kinds = [
    ['Form', 'eidapi_formFilling', ofForm],
    ['Signing', 'eidapi_sign', { ...names, HKICHash, hashCode: digest }],
    ['PdfSigning', 'eidapi_sign', { ...names, HKICHash, docDigest: digest }],
  ];
  for (const [kind, scope, content] of kinds) {
    const request = { businessID: crypto.randomUUID(), ...content };
    const { ticketID } = await exchanges.sealed(`requestAnonymous${kind}`, request);
    const grant = await exchanges.logIn(sandbox.callbacks, scope, { ticketID });
    const { accessToken, openID } = await exchanges.token(grant.code);
    const result = await exchanges.sealed(`getAnonymous${kind}Result`, { accessToken, openID });
    assert.equal(result.businessID, request.businessID);
  }
});

test('calls that the gateway refuses, and one that is too large', async () => {
  await exchanges.sealed('getToken', { code: 'a', grantType: 'authorization_code' }, 'D40004');
  const body = Buffer.alloc(10 * 1024 * 1024 + 1, ' ');
  const { status } = await exchanges.send('getToken', { body, undocumented: true });
  assert.equal(status, 413);
});

test('the app', async () => {
  await exchanges.send('personas');
  const api = (id, content, status = 200) => exchanges.post(id, content, { status });
  await api('choosePersona', chan);
  await api('choosePersona', { persona: 'nobody' }, 400);
  await api('chooseLanguage', { lang: 'zh-HK' });
  const redirectURI = sandbox.callbacks.loginUri;
  const { location } = await api('directLogin', { ...chan, redirectURI, scope: 'eidapi_auth' });
  const direct = { grantType: 'authorization_code', isDirectLoginV2: 'true' };
  const code = new URL(location).searchParams.get('code');
  await exchanges.sealed('getToken', { ...direct, code });
  const none = '0'.repeat(32);
  await exchanges.post('request', undefined, { path: { id: none }, query: chan, status: 404 });

  for (const { id, path } of ofSandbox.operations()) {
    if (!SCREENS.test(path)) continue;
    assert.equal((await exchanges.send(id, { headers: cookie })).status, 200);
    const query = { requestID: none };
    assert.equal((await exchanges.send(id, { headers: cookie, query })).status, 404);
  }
  await exchanges.send('appEvents', { headers: cookie, stream: true });
});

test('the app’s pages without scripts', async () => {
  const send = async (id, status, sent = {}) => {
    assert.equal((await exchanges.send(id, { headers: cookie, ...sent })).status, status, id);
  };
  await send('detailsPage', 200);
  await send('detailsPage', 303, { headers: {} });
  await send('saveDetails', 303, form({}));
  await send('saveDetails', 422, form({ emailAddress: 'nobody' }));
  await send('givenPage', 200);
  await send('clearGivenPage', 303);
  await send('peoplePage', 200);
  await send('addPersonByForm', 422, form({ id: 'A' }));
  const person = { id: 'ho', englishName: 'HO, Man', hkic: 'B123456(6)', signsWith: 'rsa' };
  await send('addPersonByForm', 303, form({ ...person, birthDate: '1980-01-31', gender: 'F' }));
  await send('removePersonByForm', 303, { path: { id: 'ho' } });
  await send('chooseByForm', 303, form({ persona: 'chan' }));
  await send('speakByForm', 303, form({ lang: 'zh-CN' }));
  await send('speakByForm', 400, form({ lang: 'fr' }));

  const { ticketID } = await exchanges.sealed('requestStepUp', account());
  const path = { id: ticketID, answer: 'refuse' };
  await send('answerByForm', 303, { path, ...form({ a: 'b' }) });
  assert.equal((await pushed()).code, 'D80001');
  await send('answerByForm', 409, { path });
});

test('people, what they gave, and who is answered for', async () => {
  const person = {
    ...{ id: 'yip', englishName: 'YIP, Ka Yan', chineseName: '葉嘉欣', hkic: 'D123456(1)' },
    ...{ signsWith: null, fields: { gender: 'F' } },
  };
  await exchanges.post('addPersona', person, { status: 201 });
  await exchanges.post('addPersona', person, { status: 400 });
  const path = { id: 'yip' };
  const changed = { fields: { emailAddress: 'yip@example.hk' } };
  await exchanges.post('changeFields', changed, { path, status: 204 });
  const { fields } = await exchanges.post('personaFields', undefined, { path });
  assert.deepEqual(fields, changed.fields);
  await exchanges.post('removePersona', undefined, { path, status: 204 });
  await exchanges.post('personaFields', undefined, { path, status: 404 });
  const ofChan = { path: { id: 'chan' } };
  await exchanges.sealed('getProfiles', {
    ...{ accessToken: token.accessToken, openID: token.openID, eMEFields: ['emailAddress'] },
  });
  const { given } = await exchanges.post('given', undefined, ofChan);
  assert.ok(given.length > 0);
  await exchanges.post('clearGiven', undefined, { ...ofChan, status: 204 });

  await exchanges.send('auto');
  const set = await exchanges.post('setAuto', { persona: 'wong', answer: 'approve', delayMs: 0 });
  assert.deepEqual(set.personas, { wong: { answer: 'approve', delayMs: 0 } });
});

test('a page of another origin uses nothing', async () => {
  const headers = { 'Sec-Fetch-Site': 'cross-site' };
  const path = { id: '0'.repeat(32), answer: 'approve' };
  await exchanges.post('answerRequest', chan, { headers, path, status: 403 });
});

test('faults and certificates', async () => {
  await exchanges.send('faultsPage', { query: { lang: 'en-US' } });
  await exchanges.send('faultsEvents', { stream: true });
  await exchanges.send('frontEvents', { stream: true });
  const rule = { at: '/auth/getToken', fault: 'status', status: 503, times: null };
  const { id } = await exchanges.post('addFault', rule, { status: 201 });
  const listed = JSON.parse(`${(await exchanges.send('faults')).body}`);
  assert.deepEqual(
    listed.faults.map((fault) => fault.id),
    [id],
  );
  await exchanges.post('removeFault', undefined, { path: { id: `${id}` }, status: 204 });
  await exchanges.post('removeFault', undefined, { path: { id: `${id}` }, status: 404 });
  await exchanges.post('removeFaults', undefined, { status: 204 });
  for (const { name } of listed.presets) {
    await exchanges.post('choosePreset', undefined, { path: { name }, status: 201 });
  }
  await exchanges.post('removeEverything', undefined, { status: 204 });

  const path = { name: 'wong' };
  const reason = 'keyCompromise';
  await exchanges.post('revoke', { reason, revokedAt: 1_700_000_000_000 }, { path, status: 204 });
  const { certificates } = JSON.parse(`${(await exchanges.send('certificates')).body}`);
  assert.equal(certificates.find(({ name }) => name === 'wong').revoked.reason, reason);
  await exchanges.post('restore', undefined, { path, status: 204 });
});

test('a forged signature', async () => {
  await exchanges.post('forge', { ...chan, hashCode: digest });
  await exchanges.post('forge', { ...chan, hashCode: 'AA==' }, { status: 400 });
  const headers = { 'Sec-Fetch-Site': 'cross-site' };
  await exchanges.post('forge', { ...chan, hashCode: digest }, { headers, status: 403 });
});

test('what passes, which is kept for the tour alone', async () => {
  assert.equal((await exchanges.send('wireEvents', { stream: true })).status, 404);
  const watched = await startSandbox('--tour', 'http://127.0.0.1:1');
  try {
    const own = new Exchanges(watched.registration, [gateway, ofSandbox]);
    await own.getKey();
    const { body } = await own.send('wireEvents', { stream: true });
    assert.match(`${body}`, /^event: exchange$/m);
  } finally {
    await watched.stop();
  }
});

test('the authorities and the pages', async () => {
  for (const { id, path } of ofSandbox.operations()) {
    if (/^\/(ca\/.*\.c..|)$/.test(path)) await exchanges.send(id);
  }
  for (const name of ['style.css', 'phone.js']) await exchanges.send('asset', { path: { name } });
  assert.equal((await exchanges.send('asset', { path: { name: 'none' } })).status, 404);
  const malformed = Buffer.from([0x30, 0x00]);
  await exchanges.send('ocsp', { type: 'application/ocsp-request', body: malformed });
  await exchanges.send('ocspByGet', { path: { request: malformed.toString('base64') } });
  assert.equal((await exchanges.stamp()).status, 200);
  const body = Buffer.from('a');
  const text = { type: 'text/plain', body, undocumented: true };
  assert.equal((await exchanges.send('timestamp', text)).status, 415);
});

test('the content key is revoked', async () => {
  await exchanges.call('revokeKey');
  await exchanges.sealed('getToken', { code: 'a', grantType: 'authorization_code' }, 'D30002');
  await exchanges.getKey();
});

test('every documented answer was seen', () => {
  for (const description of [gateway, ofSandbox]) {
    const unseen = [...description.responses()].filter((one) => !description.seen.has(one));
    assert.deepEqual(unseen, []);
  }
});
