// `npx iamsmart doctor` and `open-callback`, at the sandbox and at gateways with faults.

import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { keyAnswer, keyEncryptionKey, refusal, startGateway } from '../gateway/gateway.js';
import {
  accountRequest,
  answerInApp,
  logIn,
  signingRequest,
  startSandbox,
} from '../gateway/sandbox.js';
import { data, iamsmart } from './cli.js';

const { EService } = await import(join(process.env.IAMSMART_PKG, 'server/inline.js'));

let sandbox;
let folder;
before(async () => {
  sandbox = await startSandbox();
  folder = await mkdtemp(join(tmpdir(), 'iamsmart-cli-'));
});
after(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

/** Writes a file for a command. */
async function file(name, content) {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'object' ? JSON.stringify(content) : content);
  return path;
}

/** Runs the doctor, and returns its exit status and its findings by their checks. */
async function examined(registration, ...args) {
  const path = await file('registration.json', registration);
  const { status, json } = await data(['doctor', path, ...args]);
  const found = Object.fromEntries(json.map(({ check, ...rest }) => [check, rest]));
  const secrets = [registration.clientSecret, registration.keyEncryptionKey?.split('\n')[1]];
  for (const secret of secrets) {
    assert.ok(!secret || !JSON.stringify(json).includes(secret), 'no secret is printed');
  }
  return { status, found };
}

const outcomes = (found) =>
  Object.fromEntries(Object.entries(found).map(([check, { outcome }]) => [check, outcome]));

test('everything is right at the sandbox', async () => {
  const { registration, callbacks } = sandbox;
  const callback = ['--callback-uri', callbacks.uri];
  const { status, found } = await examined(registration, ...callback);
  assert.deepEqual(outcomes(found), {
    registration: 'passed',
    gateway: 'passed',
    clock: 'passed',
    'header signature': 'passed',
    'key encryption key': 'passed',
    'encrypted call': 'passed',
    [`redirect URI ${callbacks.loginUri}`]: 'passed',
    [`redirect URI ${callbacks.uri}`]: 'passed',
    [`callback URI ${callbacks.uri}`]: 'passed',
  });
  assert.equal(status, 0);
  assert.match(found['key encryption key'].detail, /^It is the gateway's pubKey, and it unwraps/);
  const path = await file('registration.json', registration);
  const { out } = await iamsmart(['doctor', path]);
  assert.match(
    out,
    /^passed {5}registration: http:\/\/127\.0\.0\.1:\d+, client ID [0-9a-f]{32}\.\n/,
  );
});

test('another secret, client ID or key is found out', async () => {
  const { registration } = sandbox;
  const clientSecret = Buffer.alloc(32, 7).toString('base64');
  const secret = await examined({ ...registration, clientSecret });
  assert.equal(secret.status, 1);
  assert.equal(secret.found['header signature'].outcome, 'failed');
  assert.match(secret.found['header signature'].detail, /^D20006: .*check clientSecret/);
  assert.equal(secret.found['key encryption key'].outcome, 'skipped');

  const client = await examined({ ...registration, clientId: '0'.repeat(32) });
  assert.match(client.found['header signature'].detail, /^D20018: /);

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const key = await examined({ ...registration, keyEncryptionKey: pem });
  assert.equal(key.status, 1);
  assert.equal(key.found['header signature'].outcome, 'passed');
  assert.equal(key.found['key encryption key'].outcome, 'failed');
  assert.match(key.found['key encryption key'].detail, /encrypts for another key than this one/);
  // The right key in a file of its own, as an environment variable holds it.
  const own = await file('kek.pem', registration.keyEncryptionKey);
  const { status } = await examined(
    { ...registration, keyEncryptionKey: pem },
    '--key-encryption-key',
    own,
  );
  assert.equal(status, 0);
});

test('a redirect URI that is not registered, and callback URIs that nobody reaches', async () => {
  const { registration } = sandbox;
  const uri = 'https://e-service.example/not-registered';
  const { status, found } = await examined(registration, '--redirect-uri', uri);
  assert.equal(status, 1);
  assert.deepEqual(
    [found[`redirect URI ${uri}`].outcome, found[`redirect URI ${uri}`].detail.slice(0, 7)],
    ['failed', 'D20008:'],
  );

  const callbacks = {
    'https://e-service.example/iamsmart/callback': 'passed',
    'https://e-service.example:8443/callback': 'warning',
    'http://e-service.example/callback': 'failed',
    'https://e-service.example/callback#there': 'failed',
    'https://user@e-service.example/callback': 'failed',
    'e-service.example/callback': 'failed',
  };
  const args = Object.keys(callbacks).flatMap((uri) => ['--callback-uri', uri]);
  const { found: forms } = await examined(registration, ...args);
  for (const [uri, outcome] of Object.entries(callbacks)) {
    assert.equal(forms[`callback URI ${uri}`].outcome, outcome, uri);
  }
  // The real gateway reaches no private network.
  const real = { ...registration, gateway: 'https://gateway.invalid', redirectUris: [] };
  const privates = ['https://localhost/a', 'https://10.0.0.1/a', 'https://e-service.local/a'];
  const local = await examined(real, ...privates.flatMap((uri) => ['--callback-uri', uri]));
  for (const uri of privates) {
    assert.equal(local.found[`callback URI ${uri}`].outcome, 'failed', uri);
  }
});

test('a registration that cannot be used, and a gateway that cannot be reached', async () => {
  const { registration } = sandbox;
  for (const [changes, reason] of [
    [{ clientId: undefined }, /its 'clientId' is not a string/],
    [{ gateway: 'http://gateway.example' }, /https/],
    [{ keyEncryptionKey: 'none' }, /./],
  ]) {
    const { status, found } = await examined({ ...registration, ...changes });
    assert.equal(status, 1);
    assert.deepEqual(Object.keys(found), ['registration']);
    assert.match(found.registration.detail, reason);
  }
  const closed = await startGateway('');
  await closed.stop();
  const { status, found } = await examined({ ...registration, gateway: closed.address });
  assert.equal(status, 3);
  assert.equal(found.gateway.outcome, 'undecided');
  assert.match(found.gateway.detail, /ECONNREFUSED/);
});

test('a clock that is wrong, a key that is gone, a gateway that is something else', async () => {
  const registration = { ...sandbox.registration, keyEncryptionKey, redirectUris: [] };
  const later = (seconds) => (response) => {
    response.setHeader('Date', new Date(Date.now() + 1000 * seconds).toUTCString());
    response.end(keyAnswer());
  };
  for (const [getKey, answer, expected] of [
    [later(0), refusal('D40004'), { clock: 'passed', 'encrypted call': 'passed' }],
    [later(20), refusal('D40004'), { clock: 'warning' }],
    [later(-3600), refusal('D40004'), { clock: 'failed' }],
    [later(0), refusal('D30004'), { 'encrypted call': 'failed' }],
    [later(0), refusal('D20019'), { 'encrypted call': 'undecided' }],
    [refusal('D30001'), '', { 'header signature': 'undecided', 'key encryption key': 'skipped' }],
    ['<html></html>', '', { gateway: 'undecided' }],
  ]) {
    const gateway = await startGateway(answer, { getKey });
    try {
      const { found } = await examined({ ...registration, gateway: gateway.address });
      const seen = outcomes(found);
      for (const [check, outcome] of Object.entries(expected)) {
        assert.equal(seen[check], outcome, `${check}: ${JSON.stringify(found)}`);
      }
    } finally {
      await gateway.stop();
    }
  }
});

test('a saved callback is opened: JSON and multipart, with the registration and the key alone', async () => {
  const { registration, callbacks } = sandbox;
  const service = EService.fromRegistration(registration);
  const token = await service.login(
    await logIn(sandbox, 'chan', 'eidapi_auth eidapi_sign eidapi_formFilling'),
  );
  const request = signingRequest(sandbox, token);
  const { ticketId } = await service.requestSigning(request);
  await answerInApp(registration.gateway, ticketId, 'approve');
  const body = await callbacks.next();

  const path = await file('registration.json', registration);
  const { status, json } = await data(['open-callback', '-', '--registration', path], {
    input: body,
  });
  assert.equal(status, 0);
  assert.deepEqual(
    [json.kind, json.businessId, json.state],
    ['signing', request.businessId, request.state],
  );
  const hello = createHash('sha256').update('hello').digest('base64');
  const key = await file('kek.pem', registration.keyEncryptionKey);
  const saved = await file('callback.json', body);
  const text = await iamsmart(['open-callback', saved, '--key-encryption-key', key]);
  assert.equal(text.status, 0, text.err);
  assert.ok(text.out.includes(hello), text.out);
  assert.match(text.out, /^kind: signing$/m);

  const fields = {
    eMEFields: ['enName', 'emailAddress'],
    formName: 'f',
    callbackContentType: 'multipart/form-data',
  };
  const asked = { ...accountRequest(sandbox, token), ...fields };
  const filling = await service.requestFormFilling(asked);
  await answerInApp(registration.gateway, filling.ticketId, 'approve');
  const multipart = Buffer.from(await (await callbacks.nextRequest()).arrayBuffer());
  const opened = await data(['open-callback', '-', '--key-encryption-key', key], {
    input: multipart,
  });
  assert.equal(opened.status, 0, JSON.stringify(opened.json));
  assert.equal(opened.json.kind, 'form-filling');
  assert.ok(opened.json.fields.enName.unstructuredName);

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = await file('other.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const refused = await iamsmart(['open-callback', saved, '--key-encryption-key', other]);
  assert.deepEqual([refused.status, refused.out], [2, '']);
  assert.match(refused.err, /callback-unreadable/);
});
