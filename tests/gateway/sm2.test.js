// Signatures with SM2: the sandbox signs with its own implementation, iamsmart/verify verifies.

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { after, before, test } from 'node:test';
import { answerInApp, logIn, signingRequest, startSandbox } from './sandbox.js';

const { EService } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);
const { fetchRevocation, verifySignature } = await import(
  `${process.env.IAMSMART_PKG}/verify/inline.js`
);

let sandbox;
let service;
before(async () => {
  sandbox = await startSandbox();
  const { gateway, clientId, clientSecret, keyEncryptionKey } = sandbox.registration;
  service = new EService({ gateway, clientId, clientSecret, keyEncryptionKey });
});
after(() => sandbox.stop());

const sha256 = crypto.createHash('sha256').update('hello').digest();
const sm3 = crypto.createHash('sm3').update('hello').digest();

/** Has the person with an SM2 certificate sign, and returns the pushed result. */
async function sign(signatureAlgorithm, digest) {
  const token = await service.login(await logIn(sandbox, 'cheung'));
  const request = signingRequest(sandbox, token, { signatureAlgorithm, digest });
  const { ticketId } = await service.requestSigning(request);
  await answerInApp(sandbox.registration.gateway, ticketId, 'approve', 'cheung');
  return service.openCallback(await sandbox.callbacks.nextRequest());
}

/** Verifies with the revocation data that the certificates of the path point to. */
async function verify({ certificate, signature }, digest, changes = {}) {
  const { trustAnchors, intermediates } = sandbox.registration;
  const issuer = intermediates[1];
  const fetched = await Promise.all(
    [
      [certificate, issuer],
      [issuer, trustAnchors[0]],
    ].map(([of, by]) => fetchRevocation(of, by, { allowPrivateAddresses: true })),
  );
  assert.deepEqual(
    fetched.flatMap(({ problems }) => problems),
    [],
  );
  return verifySignature({
    digest,
    signature,
    certificate,
    trustAnchors,
    intermediates,
    revocation: 'hard',
    crls: fetched.flatMap(({ crls }) => crls),
    ocspResponses: fetched.flatMap(({ ocspResponses }) => ocspResponses),
    ...changes,
  });
}

for (const [algorithm, digest, signedAs] of [
  ['SM3withSM2', sha256, 'SM3withSM2-over-digest'],
  ['SM3withSM2', sm3, 'SM3withSM2-over-digest'],
  ['NONEwithSM2', sm3, 'SM2-digest'],
]) {
  test(`${algorithm} over ${digest === sm3 ? 'SM3' : 'SHA-256'} holds, with its path and revocation data`, async () => {
    const result = await sign(algorithm, digest);
    assert.equal(result.hashCode, digest.toString('base64'));
    const report = await verify(result, digest, { signatureAlgorithm: algorithm });
    const failed = report.checks.filter((check) => !['passed', 'skipped'].includes(check.outcome));
    assert.deepEqual(failed, []);
    assert.equal(report.indication, 'TOTAL-PASSED');
    assert.equal(report.signedAs, signedAs);
  });
}

test('another digest, another identifier and a changed signature fail', async () => {
  const result = await sign('SM3withSM2', sm3);
  const changed = Uint8Array.from(result.signature);
  changed[changed.length - 1] ^= 1;
  for (const report of [
    await verify(result, sha256),
    await verify(result, sm3, { sm2Identifier: 'ALICE123@YAHOO.COM' }),
    await verify({ ...result, signature: changed }, sm3),
  ]) {
    assert.equal(report.indication, 'TOTAL-FAILED');
    assert.equal(report.subIndication, 'SIG_CRYPTO_FAILURE');
  }
});

test('a person without an SM2 key is not asked', async () => {
  const token = await service.login(await logIn(sandbox));
  const request = signingRequest(sandbox, token, { signatureAlgorithm: 'SM3withSM2' });
  await assert.rejects(service.requestSigning(request), { resultCode: 'D20003' });
});
