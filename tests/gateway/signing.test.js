import assert from 'node:assert/strict';
import crypto, { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  answerInApp,
  logIn,
  newLogin,
  shownInApp,
  signingRequest,
  startSandbox,
} from './sandbox.js';

const { EService, hashForm, IamSmartError } = await import(
  `${process.env.IAMSMART_PKG}/server/inline.js`
);

let sandbox;
let config;
before(async () => {
  sandbox = await startSandbox();
  const { gateway, clientId, clientSecret, keyEncryptionKey } = sandbox.registration;
  config = { gateway, clientId, clientSecret, keyEncryptionKey };
});
after(() => sandbox.stop());

const digest = crypto.createHash('sha256').update('hello').digest();
const refused = (resultCode) => ({ name: 'IamSmartError', code: 'gateway-refused', resultCode });

/** Verifies a signing result with Node's crypto. */
function verify({ certificate, signature, hashCode }, algorithm = 'SHA256withRSA') {
  assert.equal(hashCode, digest.toString('base64'));
  const signer = new X509Certificate(certificate);
  const issuer = new X509Certificate(sandbox.registration.intermediates[0]);
  const root = new X509Certificate(sandbox.registration.trustAnchors[0]);
  assert.ok(signer.verify(issuer.publicKey) && issuer.verify(root.publicKey));
  if (algorithm === 'SHA256withRSA') {
    assert.ok(crypto.verify('sha256', digest, signer.publicKey, signature));
  } else {
    assert.deepEqual(crypto.publicDecrypt(signer.publicKey, signature).subarray(-32), digest);
  }
}

/** Logs in and signs; returns the result in the callback. */
async function sign(service, changes, answer = 'approve') {
  const token = await service.login(await logIn(sandbox));
  const request = signingRequest(sandbox, token, changes);
  const ticket = await service.requestSigning(request);
  await answerInApp(config.gateway, ticket.ticketId, answer);
  return { request, ticket, body: await sandbox.callbacks.next() };
}

test('a person logs in and signs; the signature holds; it is acknowledged', async () => {
  const service = new EService(config);
  const before = Date.now();
  const token = await service.login(await logIn(sandbox));
  assert.deepEqual(token.scope, ['eidapi_auth', 'eidapi_sign']);
  assert.equal(token.userType, 'sign');
  assert.ok(Math.abs(Date.parse(token.issuedAt) - before) < 60_000);
  assert.equal(Date.parse(token.expiresAt) - Date.parse(token.issuedAt), 14_400_000);
  assert.equal(token.lastModifiedAt, '2024-01-01T00:00:00.000Z');

  const request = signingRequest(sandbox, token, { lang: 'zh-HK' });
  const { ticketId, authByQr, identificationCode } = await service.requestSigning(request);
  assert.equal(authByQr, true);
  const shown = await shownInApp(config.gateway, ticketId);
  assert.equal(identificationCode, shown.identificationCode);
  assert.equal(shown.department, request.department);
  await answerInApp(config.gateway, ticketId, 'approve');

  const body = await sandbox.callbacks.next();
  const headers = { 'Content-Type': 'application/json' };
  const pushed = new Request('https://service.example/', { method: 'POST', body, headers });
  const result = await service.openCallback(pushed);
  assert.equal(result.kind, 'signing');
  assert.equal(result.businessId, request.businessId);
  assert.equal(result.state, request.state);
  assert.ok(Date.parse(result.timestamp) >= before - 1000);
  verify(result);
  assert.equal(await service.acknowledge(result.businessId, 'SR001'), undefined);
  assert.equal((await shownInApp(config.gateway, ticketId)).delivery, 'SR001');
});

test('every form of the key encryption key opens the same callback', async () => {
  const pem = config.keyEncryptionKey;
  const key = crypto.createPrivateKey(pem);
  const der = key.export({ type: 'pkcs8', format: 'der' });
  // Node rejects PKCS#1 v1.5 decryption, so the test removes the padding; a KMS does both.
  const unwrap = async (wrapped) => {
    const padding = crypto.constants.RSA_NO_PADDING;
    return crypto.privateDecrypt({ key, padding }, wrapped).subarray(-32);
  };
  const { body } = await sign(new EService({ ...config, keyEncryptionKey: unwrap }));
  for (const keyEncryptionKey of [pem, der, der.toString('base64'), unwrap]) {
    verify(await new EService({ ...config, keyEncryptionKey }).openCallback({ body }));
  }
});

test('NONEwithRSA signs the digest itself', async () => {
  const service = new EService(config);
  const signatureAlgorithm = 'NONEwithRSA';
  const { body } = await sign(service, { signatureAlgorithm, digest: digest.toString('base64') });
  verify(await service.openCallback({ body }), signatureAlgorithm);
});

test('a refusal in the app is a result', async () => {
  const service = new EService(config);
  const { request, body } = await sign(service, {}, 'refuse');
  const { message, ...result } = await service.openCallback({ body });
  assert.deepEqual(result, {
    kind: 'refused',
    businessId: request.businessId,
    state: request.state,
    resultCode: 'D70001',
    fault: 'user',
    retry: 'new-request',
  });
  assert.equal(typeof message, 'string');
  await service.acknowledge(request.businessId, 'SR003');
});

test('a code works once', async () => {
  const service = new EService(config);
  const grant = await logIn(sandbox);
  await service.login(grant);
  await assert.rejects(service.login(grant), refused('D40004'));
  await assert.rejects(service.getToken({ code: 'guessed' }), refused('D40004'));
  await assert.rejects(service.getToken({ code: '' }), { code: 'code-missing' });
});

test('a grant whose state was not made from its verifier redeems nothing', async () => {
  const service = new EService(config);
  const grant = await logIn(sandbox);
  const stolen = { ...grant, codeVerifier: newLogin().codeVerifier };
  await assert.rejects(service.login(stolen), { code: 'state-not-bound' });
  await assert.rejects(service.login({ ...grant, state: 'x y' }), { code: 'state-invalid' });
  assert.ok((await service.login(grant)).accessToken);
});

test('what the gateway refuses has its code, its words and what to do', async () => {
  const service = new EService(config);
  const token = await service.login(await logIn(sandbox));
  const ask = (changes) => service.requestSigning(signingRequest(sandbox, token, changes));
  const { businessId } = signingRequest(sandbox, token);
  await ask({ businessId });
  await assert.rejects(ask({ businessId }), (error) => {
    assert.ok(error instanceof IamSmartError);
    assert.equal(error.code, 'gateway-refused');
    assert.equal(error.resultCode, 'D20011');
    assert.match(error.gatewayMessage, /businessID/);
    assert.match(error.txId, /^<T=[0-9a-f]{32}>$/);
    return true;
  });
  await assert.rejects(ask({ callbackUri: 'http://127.0.0.1:1/' }), refused('D20008'));
  await assert.rejects(ask({ accessToken: 'unknown' }), refused('D20009'));
  const hkicHash = crypto.createHash('sha256').update('Z999999').digest('base64');
  await assert.rejects(ask({ hkicHash }), refused('D70005'));
  await assert.rejects(service.acknowledge('unknown', 'SR002'), refused('D70006'));

  const default_ = await service.login(await logIn(sandbox, 'ng'));
  await assert.rejects(
    service.requestSigning(signingRequest(sandbox, default_)),
    refused('D70004'),
  );
  const unscoped = await service.login(await logIn(sandbox, 'wong', 'eidapi_auth'));
  await assert.rejects(
    service.requestSigning(signingRequest(sandbox, unscoped)),
    refused('D20012'),
  );
});

test('a wrong secret is told, and not repeated', async () => {
  const clientSecret = 'a wrong secret';
  const service = new EService({ ...config, clientSecret });
  await assert.rejects(service.getToken({ code: 'any' }), (error) => {
    assert.equal(error.resultCode, 'D20006');
    assert.match(error.message, /clientSecret/);
    assert.ok(!`${error.message}${error.stack}`.includes(clientSecret));
    return true;
  });
});

test('a wrong key encryption key opens nothing', async () => {
  const { body } = await sign(new EService(config));
  const other = new URL('../fixtures/wire/other-kek.pem', import.meta.url);
  const service = new EService({ ...config, keyEncryptionKey: readFileSync(other, 'utf8') });
  await assert.rejects(service.openCallback({ body }), { code: 'callback-unreadable' });
  await assert.rejects(service.getToken({ code: 'any' }), (error) =>
    // One wrong padding in 246 unwraps to a plaintext of a key's length, which the gateway then
    // cannot decrypt with.
    ['content-key-unwrap', 'gateway-refused'].includes(error.code),
  );
});

test('a callback that was changed is unreadable, whatever was changed', async () => {
  const service = new EService(config);
  const { body } = await sign(service);
  const { secretKey, content, ...rest } = JSON.parse(body);
  const changed = (text, at) => {
    const bytes = Buffer.from(text, 'base64');
    bytes.writeUInt8(bytes.at(at) ^ 1, at < 0 ? bytes.length + at : at);
    return bytes.toString('base64');
  };
  const bodies = [
    { ...rest, content, secretKey: changed(secretKey, -1) },
    { ...rest, content, secretKey: changed(secretKey, 0) },
    { ...rest, content, secretKey: secretKey.slice(4) },
    { ...rest, content },
    { ...rest, secretKey },
    { ...rest, secretKey, content: changed(content, -1) },
    { ...rest, secretKey, content: changed(content, 4) },
    { ...rest, secretKey, content: changed(content, 3) },
  ].map((frame) => JSON.stringify(frame));
  const errors = [];
  for (const body of [...bodies, '', 'garbage']) {
    await service.openCallback({ body }).catch((error) => errors.push(error));
  }
  assert.equal(errors.length, bodies.length + 2);
  for (const error of errors) {
    assert.equal(error.code, 'callback-unreadable');
    assert.equal(error.message, errors[0].message);
    assert.equal(error.cause, undefined);
  }
  verify(await service.openCallback({ body }));
});

test('input beyond the limits is refused before anything is sent', async () => {
  let sent = 0;
  const counted = (...request) => {
    sent += 1;
    return fetch(...request);
  };
  const service = new EService({ ...config, fetch: counted });
  const token = { accessToken: 'at', openId: 'id' };
  const ask = (changes) => service.requestSigning(signingRequest(sandbox, token, changes));
  for (const [changes, code, word] of [
    [{ businessId: 'b'.repeat(37) }, 'text-length', 'businessId'],
    [{ department: '署'.repeat(101) }, 'text-length', 'department'],
    [{ serviceName: 'a'.repeat(256) }, 'text-length', 'serviceName'],
    [{ documentName: '' }, 'text-length', 'documentName'],
    [{ documentName: '\ud800' }, 'lone-surrogate', 'documentName'],
    [{ state: 'a b' }, 'state-invalid', 'state'],
    [{ digest: new Uint8Array(31) }, 'digest-length', '31'],
    [{ hkicHash: 'AAAA' }, 'digest-length', '3'],
    [{ digest: 'no Base64' }, 'base64-invalid', 'digest'],
    [{ callbackUri: 'http://service.example/' }, 'endpoint-insecure', 'callbackUri'],
    [
      { callbackUri: undefined, redirectUri: 'https://a.example/' },
      'invalid-argument',
      'callbackUri',
    ],
    [{ source: undefined }, 'invalid-argument', 'userAgent'],
    [{ source: 'Lynx' }, 'invalid-argument', 'source'],
    [{ signatureAlgorithm: 'none' }, 'invalid-argument', 'signatureAlgorithm'],
    [{ openId: '' }, 'invalid-argument', 'openId'],
    [{ accessToken: undefined }, 'invalid-argument', 'accessToken'],
    [{ lang: 'fr' }, 'invalid-argument', 'lang'],
  ]) {
    await assert.rejects(ask(changes), (error) => {
      assert.equal(error.code, code, JSON.stringify(changes));
      assert.match(error.message, new RegExp(word));
      return true;
    });
  }
  await assert.rejects(service.acknowledge('b', 'SR009'), { code: 'invalid-argument' });
  assert.equal(sent, 0);
});

test('the form that arrived has the digest that the page signed', async () => {
  const form = new FormData();
  form.append('fullName', '陳大文');
  form.append('remarks', 'a\r\nb');
  form.append('proof', new File(['%PDF'], 'proof.pdf', { type: 'application/pdf' }));
  const about = { formName: 'Parking permit', formNumber: 'TD-318' };
  const body = await new Response(form).formData();
  const { text, digest, hashCode } = await hashForm(body, about);
  assert.deepEqual(JSON.parse(text).fields, [
    ['fullName', '陳大文'],
    ['remarks', 'a\nb'],
  ]);
  assert.deepEqual(Buffer.from(digest), crypto.createHash('sha256').update(text).digest());
  assert.equal(hashCode, Buffer.from(digest).toString('base64'));
});
