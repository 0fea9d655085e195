// All endpoints except login and hash signing, from request to result.

import assert from 'node:assert/strict';
import crypto, { X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  accountRequest,
  answerInApp,
  logIn,
  shownInApp,
  signingRequest,
  startSandbox,
} from './sandbox.js';

const { collectBulkSigning, EService } = await import(
  `${process.env.IAMSMART_PKG}/server/inline.js`
);

const SCOPES = [
  'eidapi_auth',
  'eidapi_profiles',
  'eidapi_formFilling',
  'eidapi_sign',
  'eidapi_bulksign',
  'eidapi_fr',
];
const sha256 = (content) => crypto.createHash('sha256').update(content).digest();

let sandbox;
let service;
let token;
before(async () => {
  sandbox = await startSandbox();
  const { gateway, clientId, clientSecret, keyEncryptionKey } = sandbox.registration;
  service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
  token = await service.login(await logIn(sandbox, 'chan', SCOPES.join(' ')));
});
after(() => sandbox.stop());

const refused = (resultCode) => ({ name: 'IamSmartError', code: 'gateway-refused', resultCode });
const answer = (ticket, how, ...more) =>
  answerInApp(sandbox.registration.gateway, ticket.ticketId, how, 'chan', ...more);
const pushed = async () => service.openCallback(await sandbox.callbacks.nextRequest());
const form = { eMEFields: ['emailAddress', 'mobileNumber'], formName: 'Parking permit' };

test('a profile', async () => {
  const profileFields = ['idNo', 'enName', 'chName', 'birthDate', 'gender'];
  const request = accountRequest(sandbox, token, { profileFields });
  await answer(await service.requestProfile(request), 'approve');
  const { businessId, state, kind, fields, unreadable } = await pushed();
  assert.deepEqual({ businessId, state, kind }, { ...pick(request), kind: 'profile' });
  assert.deepEqual(fields, {
    idNo: { identification: 'A123456', checkDigit: '3' },
    enName: { unstructuredName: 'CHAN, Tai Man' },
    chName: { chineseName: '陳大文' },
    chNameVerified: '陳大文',
    birthDate: '1980-02-15',
    gender: 'M',
  });
  assert.deepEqual(unreadable, []);
});

test('a form, whole and in part', async () => {
  const eMEFields = [
    ...['prefix', 'maritalStatus', 'homeTelNumber', 'officeTelNumber', 'mobileNumber'],
    ...['emailAddress', 'residentialAddress', 'postalAddress', 'educationLevel'],
    ...['addressDocInfo', 'addressDocFile', 'passportNumber', 'passportExpiry'],
    ...['propertyOwner', 'carOwner', 'employmentStatus', 'idNo', 'enName', 'chName'],
  ];
  const ask = () =>
    service.requestFormFilling(
      accountRequest(sandbox, token, {
        ...form,
        eMEFields,
        profileFields: ['gender'],
        formNum: 'TD-318',
        formDesc: 'A permit',
        lang: 'zh-HK',
      }),
    );
  await answer(await ask(), 'approve');
  const { kind, fields, unreadable } = await pushed();
  assert.equal(kind, 'form-filling');
  assert.deepEqual(unreadable, []);
  assert.deepEqual(fields.other, undefined);
  assert.deepEqual(
    Object.keys(fields).filter((name) => name !== 'gender' && !eMEFields.includes(name)),
    [],
  );
  const address = fields.residentialAddress.chiPremisesAddress;
  assert.equal(address.estate.phase.phaseName, '第二期');
  assert.equal(address.address3d.unit.unitNo, 'A');
  assert.equal(fields.postalAddress.postBoxAddress.chiPostBox.poBoxNo, '70123');
  const { docFile, docHash } = fields.addressDocFile;
  assert.equal(Buffer.from(docFile.subarray(0, 5)).toString(), '%PDF-');
  assert.equal(docHash, sha256(docFile).toString('base64'));
  assert.equal(fields.addressDocInfo.lastRetrievalDate, new Date(1755648000000).toISOString());

  await answer(await ask(), 'approve', ['emailAddress']);
  assert.deepEqual((await pushed()).fields, { emailAddress: 'taiman.chan@example.hk' });
});

test('what is refused, cancelled or failed is told', async () => {
  for (const [how, resultCode, fault] of [
    ['cancel', 'D60000', 'user'],
    ['refuse', 'D60001', 'user'],
    ['fail', 'D60002', 'gateway'],
  ]) {
    const request = accountRequest(sandbox, token, form);
    await answer(await service.requestFormFilling(request), how);
    const { message, ...result } = await pushed();
    const kind = 'refused';
    assert.deepEqual(result, { kind, ...pick(request), resultCode, fault, retry: 'new-request' });
  }
  const request = accountRequest(sandbox, token, { profileFields: ['idNo'] });
  await answer(await service.requestProfile(request), 'refuse');
  assert.equal((await pushed()).resultCode, 'D50001');
});

for (const files of ['sealed', 'plain']) {
  test(`a callback in parts, its files ${files}`, async () => {
    const other = await startSandbox('--multipart-files', files);
    try {
      const { gateway, clientId, clientSecret, keyEncryptionKey } = other.registration;
      const service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
      const token = await service.login(await logIn(other, 'chan', SCOPES.join(' ')));
      const request = accountRequest(other, token, {
        ...form,
        eMEFields: ['emailAddress', 'addressDocFile'],
        callbackContentType: 'multipart/form-data',
      });
      const { ticketId } = await service.requestFormFilling(request);
      await answerInApp(gateway, ticketId, 'approve');
      const result = await service.openCallback(await other.callbacks.nextRequest());
      assert.equal(result.kind, 'form-filling');
      assert.equal(result.fields.emailAddress, 'taiman.chan@example.hk');
      const [file] = result.files;
      assert.equal(file.name, 'addressDocFile');
      assert.equal(file.encrypted, files === 'sealed');
      assert.equal(Buffer.from(file.bytes.subarray(0, 5)).toString(), '%PDF-');
      assert.deepEqual(result.fields.addressDocFile.docFile, file.bytes);
    } finally {
      await other.stop();
    }
  });
}

test('a step-up', async () => {
  const request = accountRequest(sandbox, token);
  await answer(await service.requestStepUp(request), 'approve');
  assert.deepEqual(await pushed(), { kind: 'step-up', ...pick(request), passed: true });
  await answer(await service.requestStepUp(accountRequest(sandbox, token)), 'refuse');
  assert.equal((await pushed()).resultCode, 'D80001');
});

test("a PDF's signature", async () => {
  const docDigest = sha256('byte range');
  const { digest, ...request } = signingRequest(sandbox, token, { docDigest });
  const ticket = await service.requestPdfSigning(request);
  const shown = await shownInApp(sandbox.registration.gateway, ticket.ticketId);
  assert.equal(ticket.identificationCode, shown.identificationCode);
  await answer(ticket, 'approve');
  const result = await pushed();
  assert.equal(result.kind, 'pdf-signing');
  assert.equal(result.docDigest, docDigest.toString('base64'));
  assert.ok(Buffer.from(result.pdfSignature).includes(docDigest), 'it has the digest in it');
  await service.acknowledge(result.businessId, 'SR001');
});

test('many signatures, in several callbacks', async () => {
  const documents = Array.from({ length: 7 }, (_, i) => ({
    id: `doc-${i}`,
    documentName: `Document ${i}`,
    ...(i % 2 ? { docDigest: sha256(`${i}`) } : { digest: sha256(`${i}`) }),
  }));
  const { digest, documentName, ...account } = signingRequest(sandbox, token);
  const request = { ...account, documents, requestName: 'Permits', maxCallbackSigs: 3 };
  const ticket = await service.requestBulkSigning(request);
  assert.equal(ticket.totalCallbacks, 3);
  await answer(ticket, 'approve');
  const callbacks = [await pushed()];
  const partly = collectBulkSigning(request, callbacks);
  assert.equal(partly.complete, false);
  assert.equal(partly.signatures.length + partly.unsigned.length, 7);
  callbacks.push(await pushed(), await pushed(), callbacks[0]);
  const { signatures, ...progress } = collectBulkSigning(request, callbacks.reverse());
  assert.deepEqual(progress, {
    complete: true,
    totalCallbacks: 3,
    missingCallbacks: [],
    unsigned: [],
    repeated: [],
    foreign: [],
    changed: [],
  });
  assert.deepEqual(
    signatures.map(({ id }) => id),
    documents.map(({ id }) => id),
  );
  for (const [i, { hashCode, signature, pdfSignature, certificate }] of signatures.entries()) {
    if (i % 2) {
      assert.ok(Buffer.from(pdfSignature).includes(sha256(`${i}`)));
      continue;
    }
    assert.equal(hashCode, sha256(`${i}`).toString('base64'));
    const { publicKey } = new X509Certificate(certificate);
    assert.ok(crypto.verify('sha256', sha256(`${i}`), publicKey, signature));
  }
  const other = {
    ...request,
    documents: documents.with(0, { ...documents[0], digest: sha256('') }),
  };
  const changed = collectBulkSigning(other, callbacks);
  assert.deepEqual(changed.changed, ['doc-0']);
  assert.deepEqual(changed.unsigned, ['doc-0']);
});

/** Sends an anonymous request and logs in with its ticket; returns token and business ID. */
async function anonymously(ask, request, scope, options) {
  const ticket = await ask(request);
  const grant = await logIn(sandbox, 'chan', `eidapi_auth ${scope}`, {
    ticketID: ticket.ticketId,
    ...options,
  });
  assert.equal(grant.businessId, request.businessId);
  return { ticket, token: await service.login(grant) };
}

test('a form without login', async () => {
  const { businessId, state } = accountRequest(sandbox, token);
  const request = { businessId, state, ...form };
  const ask = service.anonymous.requestFormFilling;
  const { token: anonymous } = await anonymously(ask, request, 'eidapi_formFilling');
  for (const id of [undefined, businessId]) {
    const result = await service.anonymous.getResult('eme', anonymous, id);
    assert.deepEqual(result, {
      kind: 'form-filling',
      businessId,
      state,
      fields: {
        emailAddress: 'taiman.chan@example.hk',
        mobileNumber: { countryCode: '852', subscriberNumber: '91234567' },
      },
      unreadable: [],
      files: [],
    });
  }
});

test('signatures without login', async () => {
  const { businessId, state, digest, ...shown } = signingRequest(sandbox, token);
  const { department, serviceName, documentName } = shown;
  const named = { state, department, serviceName, documentName, hkicHash: sha256('A123456') };
  const hash = { ...named, businessId, digest };
  const asked = await anonymously(service.anonymous.requestSigning, hash, 'eidapi_sign');
  assert.match(asked.ticket.identificationCode, /^\d{4}$/);
  const signed = await service.anonymous.getResult('signing', asked.token, businessId);
  assert.equal(signed.hashCode, digest.toString('base64'));
  const { publicKey } = new X509Certificate(signed.certificate);
  assert.ok(crypto.verify('sha256', digest, publicKey, signed.signature));
  await service.acknowledge(businessId, 'SR001');

  const pdf = { ...named, businessId: crypto.randomUUID(), docDigest: digest };
  const { token: pdfToken } = await anonymously(
    service.anonymous.requestPdfSigning,
    pdf,
    'eidapi_sign',
  );
  const result = await service.anonymous.getResult('pdfsigning', pdfToken);
  assert.equal(result.kind, 'pdf-signing');
  assert.equal(result.businessId, pdf.businessId);
  assert.ok(Buffer.from(result.pdfSignature).includes(digest));

  const unnamed = { ...hash, businessId: crypto.randomUUID(), hkicHash: undefined };
  await assert.rejects(service.anonymous.requestSigning(unnamed), { code: 'invalid-argument' });
});

test('an unknown result is an error', async () => {
  const getResult = (...of) => service.anonymous.getResult(...of);
  await assert.rejects(getResult('eme', token), refused('D20027'));
  await assert.rejects(getResult('profile', token), { code: 'invalid-argument' });
  await assert.rejects(getResult('eme', undefined), { code: 'invalid-argument' });
});

test('a key that was revoked is not used again', async () => {
  await service.revokeKey();
  const request = accountRequest(sandbox, token, form);
  assert.ok((await service.requestFormFilling(request)).ticketId);
});

test("only the gateway's client certificate opens a callback, where one is asked for", async () => {
  const config = sandbox.registration;
  const body = JSON.stringify({ code: 'D00000' });
  const request = (tlsClientAuth) =>
    Object.assign(new Request('https://service.example/', { method: 'POST', body }), {
      cf: tlsClientAuth && { tlsClientAuth },
    });
  const opening = (clientCertificate, tlsClientAuth) =>
    new EService({ ...config, clientCertificate }).openCallback(request(tlsClientAuth));
  const certFingerprintSHA256 = 'ab'.repeat(32);
  const verified = { certPresented: '1', certVerified: 'SUCCESS', certFingerprintSHA256 };
  const pinned = { sha256: [certFingerprintSHA256.toUpperCase().replace(/..(?=.)/g, '$&:')] };
  // An accepted certificate leads to the error about the content.
  const passes = { code: 'callback-unreadable' };
  const fails = { code: 'client-certificate-refused' };
  await assert.rejects(opening(undefined, undefined), passes);
  await assert.rejects(opening({}, verified), passes);
  await assert.rejects(opening(pinned, { ...verified, certVerified: 'FAILED:unknown' }), passes);
  await assert.rejects(opening({ of: async () => ({ verified: true }) }, undefined), passes);
  for (const [policy, certificate] of [
    [{}, undefined],
    [{}, { certPresented: '0', certVerified: 'NONE' }],
    [{}, { ...verified, certVerified: 'FAILED:unknown' }],
    [{}, { ...verified, certRevoked: '1' }],
    [pinned, { ...verified, certFingerprintSHA256: 'cd'.repeat(32) }],
    [pinned, undefined],
    [{ sha256: [] }, verified],
    [{ of: () => undefined }, verified],
  ]) {
    await assert.rejects(opening(policy, certificate), fails);
  }
});

function pick({ businessId, state }) {
  return { businessId, state };
}
