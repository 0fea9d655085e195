// What signed is a TLS server's certificate from the signer's own CA, and nothing else is wrong.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerInApp, fault, logIn, signingRequest, startSandbox } from './sandbox.js';

const pkg = process.env.IAMSMART_PKG;
const { EService } = await import(`${pkg}/server/inline.js`);
const { fetchRevocation, verifySignature } = await import(`${pkg}/verify/inline.js`);

let sandbox;
let service;
before(async () => {
  sandbox = await startSandbox();
  const { gateway, clientId, clientSecret, keyEncryptionKey } = sandbox.registration;
  service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
});
after(() => sandbox.stop());

/** Signs as `persona`, and returns the report on what came back, with revocation data fetched. */
async function signedBy(persona, changes, options) {
  const { trustAnchors, intermediates } = sandbox.registration;
  const token = await service.login(await logIn(sandbox, persona));
  const request = signingRequest(sandbox, token, changes);
  const { ticketId } = await service.requestSigning(request);
  await answerInApp(sandbox.registration.gateway, ticketId, 'approve', persona);
  const { certificate, signature } = await service.openCallback({
    body: await sandbox.callbacks.next(),
  });
  const of = persona === 'cheung' ? 1 : 0;
  const path = [certificate, intermediates[of], trustAnchors[0]];
  const found = await Promise.all(
    [0, 1].map((at) => fetchRevocation(path[at], path[at + 1], { allowPrivateAddresses: true })),
  );
  return verifySignature({
    digest: request.digest,
    signature,
    certificate,
    trustAnchors,
    intermediates,
    crls: found.flatMap(({ crls }) => crls),
    ocspResponses: found.flatMap(({ ocspResponses }) => ocspResponses),
    ...options,
  });
}

const wrong = ({ checks }) =>
  checks
    .filter(({ outcome }) => !['passed', 'skipped'].includes(outcome))
    .map(({ name, outcome }) => `${name} ${outcome}`);

for (const [persona, signatureAlgorithm] of [
  ['chan', 'SHA256withRSA'],
  ['cheung', 'SM3withSM2'],
]) {
  test(`${signatureAlgorithm}: a person signs, a server does not`, async () => {
    const { gateway } = sandbox.registration;
    const person = await signedBy(persona, { signatureAlgorithm });
    assert.deepEqual(wrong(person), []);
    assert.equal(person.indication, 'TOTAL-PASSED');

    await fault(gateway, { at: 'callback/signing', fault: 'server-certificate' });
    const server = await signedBy(persona, { signatureAlgorithm });
    assert.equal(server.signer.commonName, 'www.iam-smart-sandbox.example');
    assert.deepEqual(wrong(server), ['certificate[0].extended-key-usage failed']);
    assert.equal(server.indication, 'TOTAL-FAILED');
    assert.equal(server.subIndication, 'CHAIN_CONSTRAINTS_FAILURE');
    const { detail } = server.checks.find(({ name }) => name.endsWith('.extended-key-usage'));
    assert.match(detail, /serverAuth/);
    assert.match(detail, /clientAuth/);
  });
}

test('who asks for no purpose takes a server', async () => {
  const { gateway } = sandbox.registration;
  await fault(gateway, { at: 'callback/signing', fault: 'server-certificate' });
  const report = await signedBy('chan', {}, { purposes: [], excludedPurposes: [] });
  assert.deepEqual(wrong(report), []);
  assert.equal(report.indication, 'TOTAL-PASSED');
});

test('what revocation is asked of is the verifier’s word, and in the verdict', async () => {
  const none = { crls: [], ocspResponses: [] };
  const hard = await signedBy('chan', {}, none);
  assert.equal(hard.indication, 'INDETERMINATE');
  assert.equal(hard.subIndication, 'TRY_LATER');
  for (const revocation of ['soft', 'off']) {
    const report = await signedBy('chan', {}, { ...none, revocation });
    assert.equal(report.indication, 'TOTAL-PASSED', revocation);
    assert.notEqual(report.summary, (await signedBy('chan')).summary, revocation);
  }
});
