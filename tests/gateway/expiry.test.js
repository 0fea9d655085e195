import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { logIn, signingRequest, startSandbox } from './sandbox.js';

const { EService } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);

/** An EService that counts calls by path. */
function counting(sandbox, changes) {
  const calls = {};
  const { gateway, clientId, clientSecret, keyEncryptionKey } = sandbox.registration;
  const counted = (url, init) => {
    const name = url.split('/').at(-1);
    calls[name] = (calls[name] ?? 0) + 1;
    return fetch(url, init);
  };
  const config = { gateway, clientId, clientSecret, keyEncryptionKey, fetch: counted, ...changes };
  return { service: new EService(config), calls };
}

let sandbox;
before(async () => {
  const lives = ['--code-seconds', '2', '--content-key-seconds', '2', '--interaction-seconds', '3'];
  sandbox = await startSandbox(...lives);
});
after(() => sandbox.stop());

test('an expired code is refused', async () => {
  const { service } = counting(sandbox);
  const grant = await logIn(sandbox);
  await pause(2100);
  const refused = { code: 'gateway-refused', resultCode: 'D40004' };
  await assert.rejects(service.login(grant), refused);
});

test('a person who does not answer refuses by time', async () => {
  const { service } = counting(sandbox);
  const request = signingRequest(sandbox, await service.login(await logIn(sandbox)));
  await service.requestSigning(request);
  const { kind, businessId, resultCode } = await service.openCallback({
    body: await sandbox.callbacks.next(),
  });
  assert.deepEqual([kind, businessId, resultCode], ['refused', request.businessId, 'D70003']);
});

test('a key that expired here is fetched anew before it is used', async () => {
  const { service, calls } = counting(sandbox);
  await service.login(await logIn(sandbox));
  await pause(2100);
  await service.login(await logIn(sandbox));
  assert.deepEqual(calls, { getKey: 2, getToken: 2 });
});

test('a key that expired at the gateway is renewed, and the call is tried again', async () => {
  // With a stopped clock the service never sees the key expire.
  const start = new Date();
  const { service, calls } = counting(sandbox, { now: () => start });
  await service.login(await logIn(sandbox));
  await pause(2100);
  const grant = await logIn(sandbox);
  const token = await service.login(grant);
  assert.ok(token.accessToken);
  assert.deepEqual(calls, { getKey: 2, getToken: 3 });
});
