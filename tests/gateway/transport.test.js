import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { keyAnswer, keyEncryptionKey, refusal, startGateway } from './gateway.js';

const { EService, resultCode } = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);

const MEGABYTE = 1024 * 1024;
const clientSecret = 'f93b5a3ec1b84e9d8c2c5f0c4a7b6d21';
const identity = { clientId: 'edae2e2529ff46228af1e4d18c8405d1', clientSecret, keyEncryptionKey };

/** Runs `use` with a gateway that gives these responses, and an EService that calls it. */
async function withGateway({ answer, answers, config }, use) {
  const gateway = await startGateway(answer, answers);
  try {
    const service = new EService({ ...identity, gateway: gateway.address, ...config });
    await use(service, gateway);
  } finally {
    await gateway.stop();
  }
}

/** Redeems a code at such a gateway; the call must fail with `code`. */
function fails(code, setup, check = () => {}) {
  return withGateway(setup, async (service, gateway) => {
    await assert.rejects(service.getToken({ code: 'c' }), (error) => {
      assert.equal(error.name, 'IamSmartError');
      assert.equal(error.code, code);
      assert.ok(!`${error.stack}`.includes(clientSecret));
      check(error, gateway);
      return true;
    });
  });
}

test('what is signed is what is sent, byte for byte', () =>
  withGateway({ answer: refusal('D20000') }, async (service, { calls }) => {
    await assert.rejects(service.getToken({ code: 'c' }), { resultCode: 'D20000' });
    assert.deepEqual(
      calls.map(({ url }) => url),
      ['/api/v1/security/getKey', '/api/v1/auth/getToken'],
    );
    for (const { headers, body } of calls) {
      const signed = [headers.clientid, 'HmacSHA256', headers.timestamp, headers.nonce, body];
      const mac = createHmac('sha256', clientSecret).update(signed.join('')).digest('base64');
      assert.equal(headers.signature, encodeURIComponent(mac));
      assert.equal(headers.signaturemethod, 'HmacSHA256');
      assert.equal(headers['content-type'], 'application/json');
    }
    assert.equal(calls[0].body, '');
    assert.match(calls[1].body, /^\{"content":"AAAAD[A-Za-z0-9+/]+=*"\}$/);
  }));

test('the key is renewed once, and only once', () =>
  withGateway({ answer: refusal('D30002') }, async (service, gateway) => {
    const refused = { code: 'gateway-refused', resultCode: 'D30002' };
    await assert.rejects(service.getToken({ code: 'c' }), refused);
    assert.deepEqual(gateway.names, ['getKey', 'getToken', 'getKey', 'getToken']);
  }));

test('calls at the same time share one getKey', () =>
  withGateway({ answer: refusal('D20000') }, async (service, gateway) => {
    const calls = Array.from({ length: 50 }, () => service.getToken({ code: 'c' }));
    const results = await Promise.allSettled(calls);
    for (const { reason } of results) assert.equal(reason.resultCode, 'D20000');
    assert.equal(gateway.names.filter((name) => name === 'getKey').length, 1);
    assert.equal(new Set(gateway.calls.map(({ headers }) => headers.nonce)).size, 51);
  }));

test('calls that are refused with the same key share its renewal', () =>
  withGateway({ answer: refusal('D30004') }, async (service, gateway) => {
    const calls = Array.from({ length: 20 }, () => service.getToken({ code: 'c' }));
    for (const { reason } of await Promise.allSettled(calls)) {
      assert.equal(reason.resultCode, 'D30004');
    }
    assert.equal(gateway.names.filter((name) => name === 'getToken').length, 40);
    assert.ok(gateway.names.filter((name) => name === 'getKey').length <= 3);
  }));

test('a getKey that failed fails all that waited for it, and the next call tries anew', () => {
  let failures = 0;
  const getKey = (response) => {
    if (failures > 0) return response.end(keyAnswer());
    failures += 1;
    response.statusCode = 503;
    return response.end();
  };
  const config = { repeatMs: 0 };
  const setup = { answer: refusal('D20000'), answers: { getKey }, config };
  return withGateway(setup, async (service, gateway) => {
    const calls = Array.from({ length: 3 }, () => service.getToken({ code: 'c' }));
    for (const { reason } of await Promise.allSettled(calls)) {
      assert.equal(reason.code, 'gateway-status');
    }
    assert.deepEqual(gateway.names, ['getKey']);
    await assert.rejects(service.getToken({ code: 'c' }), { resultCode: 'D20000' });
  });
});

test('another HTTP status than 200 is told', async () => {
  for (const status of [400, 401, 413, 429, 500, 503]) {
    const answer = (response) => {
      response.statusCode = status;
      response.end('<html>');
    };
    await fails('gateway-status', { answer }, ({ message }) => {
      assert.match(message, new RegExp(status));
    });
  }
});

/** Responds with these statuses in turn, then with `then`. */
function unwell(statuses, headers, then) {
  const left = [...statuses];
  return (response) => {
    const status = left.shift();
    if (status === undefined) return response.end(then);
    response.writeHead(status, headers);
    return response.end();
  };
}

test('a gateway that is unwell is asked again, and served calls go on', () => {
  const getKey = unwell([500, 503, 429], {}, keyAnswer());
  const getToken = unwell([429], { 'Retry-After': '1' }, refusal('D20000'));
  return withGateway({ answer: '', answers: { getKey, getToken } }, async (service, gateway) => {
    const began = Date.now();
    await assert.rejects(service.getToken({ code: 'c' }), { resultCode: 'D20000' });
    assert.ok(Date.now() - began >= 250 + 500 + 1000 + 1000, 'each wait was waited for');
    assert.deepEqual(gateway.names, [...Array(4).fill('getKey'), 'getToken', 'getToken']);
    const nonces = gateway.calls.map(({ headers }) => headers.nonce);
    assert.equal(new Set(nonces).size, nonces.length, 'each attempt is signed anew');
  });
});

test('a wait that is too long is not begun, and a date is one as well', async () => {
  const hour = { 'Retry-After': '3600' };
  const date = { 'Retry-After': new Date(Date.now() + 3_600_000).toUTCString() };
  for (const headers of [hour, date]) {
    const getToken = unwell([429], headers, '');
    await fails('gateway-status', { answer: '', answers: { getToken } }, ({ status }, gateway) => {
      assert.equal(status, 429);
      assert.deepEqual(gateway.names, ['getKey', 'getToken']);
    });
  }
  const past = { 'Retry-After': new Date(0).toUTCString() };
  const getToken = unwell([429], past, refusal('D20001'));
  await fails('gateway-refused', { answer: '', answers: { getToken } });
});

test('of one businessID there is one request for a signature, whatever happens', () => {
  const request = {
    businessId: 'b-1',
    accessToken: 'at',
    openId: 'id',
    source: 'PC_Browser',
    callbackUri: 'https://service.example/',
    state: 's',
    digest: new Uint8Array(32),
    docDigest: new Uint8Array(32),
    hkicHash: new Uint8Array(32),
    department: 'd',
    serviceName: 's',
    documentName: 'n',
    requestName: 'r',
    documents: [{ id: '1', documentName: 'n', digest: new Uint8Array(32) }],
  };
  const statuses = [429, 500, 503];
  return withGateway(
    {
      answer: unwell(
        statuses.flatMap((s) => Array(5).fill(s)),
        {},
        '',
      ),
    },
    async (service, gateway) => {
      for (const ask of [
        () => service.requestSigning(request),
        () => service.requestPdfSigning(request),
        () => service.requestBulkSigning(request),
        () => service.anonymous.requestSigning(request),
        () => service.anonymous.requestPdfSigning(request),
      ]) {
        const before = gateway.calls.length;
        await assert.rejects(ask(), { code: 'gateway-status' });
        assert.equal(gateway.names.slice(before).filter((name) => name !== 'getKey').length, 1);
      }
    },
  );
});

test('a redirect is not followed', async () => {
  const answer = (response) => {
    response.writeHead(302, { Location: '/api/v1/elsewhere' });
    response.end();
  };
  await fails('gateway-status', { answer }, (_, gateway) => {
    assert.ok(!gateway.names.includes('elsewhere'));
  });
});

test('garbage is told from an answer', async () => {
  const bytes = (response) => response.end(Buffer.from([0x7b, 0xff, 0x7d]));
  for (const answer of ['', 'hello', '[]', '{}', '{"code":0}', '{"code":"D00000"', bytes]) {
    await fails('gateway-answer-invalid', { answer });
    await fails('gateway-answer-invalid', { answer: '', answers: { getKey: answer } });
  }
  const garbled = '{"code":"D00000","content":"AAAADAAA"}';
  await fails('answer-undecryptable', { answer: garbled });
  const empty = '{"code":"D00000","content":""}';
  await fails('answer-field-invalid', { answer: empty });
});

test('an answer beyond the limit is not read to its end', async () => {
  const announced = (response) => {
    response.writeHead(200, { 'Content-Length': 11 * MEGABYTE });
    response.write('{');
  };
  await fails('gateway-answer-too-large', { answer: announced });
  const endless = (response) => {
    const more = () => response.write(Buffer.alloc(MEGABYTE)) && setImmediate(more);
    response.on('drain', more);
    more();
  };
  await fails('gateway-answer-too-large', { answer: endless });
});

test('a gateway that hangs ends in a timeout, before the answer and within it', async () => {
  const config = { timeoutMs: 200 };
  await fails('gateway-timeout', { answer: () => {}, config });
  await fails('gateway-timeout', { answer: '', answers: { getKey: () => {} }, config });
  await fails('gateway-timeout', { answer: (response) => response.write('{"code":'), config });
  const deaf = { ...config, fetch: () => new Promise(() => {}) };
  await fails('gateway-timeout', { answer: '', config: deaf });
});

test('no connection, and one that breaks, are told with their cause', async () => {
  const broken = (response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('{');
    setImmediate(() => response.destroy());
  };
  await fails('gateway-unreachable', { answer: broken }, ({ cause }) => assert.ok(cause));
  await fails('gateway-unreachable', { answer: (response) => response.destroy() });
  const cause = new Error('no network');
  const offline = async () => {
    throw cause;
  };
  await fails('gateway-unreachable', { answer: '', config: { fetch: offline } }, (error) => {
    assert.equal(error.cause, cause);
  });
});

test("a function that unwraps is told the wrapped key, and its failure is the error's cause", async () => {
  const cause = new Error('the KMS is away');
  const failing = async (wrapped) => {
    assert.equal(wrapped.length, 256);
    throw cause;
  };
  const config = { keyEncryptionKey: failing };
  await fails('content-key-unwrap', { answer: '', config }, (error) => {
    assert.equal(error.cause, cause);
  });
  for (const key of [undefined, 'text', new Uint8Array(31), new Uint8Array(44)]) {
    const config = { keyEncryptionKey: async () => key };
    await fails('content-key-unwrap', { answer: '', config });
  }
});

test('a function that hangs ends in an error', async () => {
  const config = { timeoutMs: 100, keyEncryptionKey: () => new Promise(() => {}) };
  await fails('content-key-unwrap', { answer: '', config }, ({ cause }) => {
    assert.equal(cause.code, 'gateway-timeout');
  });
});

test('a getKey that its own request took along does not hold up the others', async () => {
  let away = true;
  const orphaned = (...request) => (away ? new Promise(() => {}) : fetch(...request));
  const setup = { answer: refusal('D20000'), config: { timeoutMs: 600, fetch: orphaned } };
  await withGateway(setup, async (service) => {
    const { setTimeout } = globalThis;
    // Neither response nor timer, as after an edge runtime has ended a request.
    globalThis.setTimeout = () => undefined;
    service.getToken({ code: 'c' });
    globalThis.setTimeout = setTimeout;
    await assert.rejects(service.getToken({ code: 'c' }), { code: 'gateway-timeout' });
    away = false;
    await assert.rejects(service.getToken({ code: 'c' }), { resultCode: 'D20000' });
  });
});

test('in a callback the failure of that function is like every other', async () => {
  const { readable } = JSON.parse(
    readFileSync(new URL('../fixtures/wire/wire.json', import.meta.url), 'utf8'),
  ).callbacks;
  const body = readable['fields in the content'];
  const failing = () => {
    throw new Error('the KMS is away');
  };
  const hanging = () => new Promise(() => {});
  const nothing = async () => undefined;
  const another = async () => new Uint8Array(32);
  for (const keyEncryptionKey of [failing, hanging, nothing, another]) {
    const config = { ...identity, keyEncryptionKey, timeoutMs: 100 };
    const service = new EService({ ...config, gateway: 'http://[::1]:1' });
    await assert.rejects(service.openCallback({ body }), (error) => {
      assert.equal(error.code, 'callback-unreadable');
      assert.equal(error.cause, undefined);
      return true;
    });
  }
  const service = new EService({ ...identity, gateway: 'http://localhost:1' });
  for (const body of Object.values(readable)) {
    assert.equal((await service.openCallback({ body })).kind, 'signing');
  }
});

test('a callback beyond the limit is not read', async () => {
  const service = new EService({ ...identity, gateway: 'https://gateway.example' });
  const request = (body, headers) =>
    new Request('https://service.example/', { method: 'POST', body, headers, duplex: 'half' });
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += MEGABYTE;
      controller.enqueue(new Uint8Array(MEGABYTE));
    },
  });
  const tooLarge = { code: 'callback-too-large' };
  await assert.rejects(service.openCallback(request(endless)), tooLarge);
  assert.ok(pulled <= 13 * MEGABYTE);
  const headers = { 'Content-Length': `${11 * MEGABYTE}` };
  await assert.rejects(service.openCallback(request('{}', headers)), tooLarge);
  await assert.rejects(service.openCallback({ body: 'a'.repeat(11 * MEGABYTE) }), tooLarge);
  const unreadable = { code: 'callback-unreadable' };
  await assert.rejects(service.openCallback(request(new Uint8Array([0xff]))), unreadable);
  await assert.rejects(service.openCallback(new Request('https://service.example/')), unreadable);
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  await assert.rejects(service.openCallback(request(broken)), unreadable);

  const read = request('{}');
  await read.text();
  const locked = request('{}');
  locked.body.getReader();
  for (const wrong of [undefined, {}, { body: 1 }, 'text', read, locked]) {
    await assert.rejects(service.openCallback(wrong), { code: 'invalid-argument' });
  }
});

test('what is no grant is told', async () => {
  const service = new EService({ ...identity, gateway: 'https://gateway.example' });
  const { getToken, login, requestSigning, acknowledge } = EService.prototype;
  for (const call of [getToken, login, requestSigning, acknowledge]) {
    await assert.rejects(call.call(service), { name: 'IamSmartError', code: 'invalid-argument' });
    await assert.rejects(call.call(service, {}), { name: 'IamSmartError' });
  }
});

test('a result code says who is at fault and what helps', () => {
  assert.deepEqual(resultCode('D20009'), {
    code: 'D20009',
    meaning: 'The access token is missing or expired: let the user log in again.',
    fault: 'e-service',
    retry: 'new-login',
  });
  const { code, fault, retry } = resultCode('D99999');
  assert.deepEqual({ code, fault, retry }, { code: 'D99999', fault: undefined, retry: 'never' });
  return fails('gateway-refused', { answer: refusal('D20016') }, (error) => {
    assert.equal(error.fault, 'gateway');
    assert.equal(error.retry, 'later');
  });
});

test('a configuration that cannot work is refused at once', () => {
  assert.throws(() => new EService(), { name: 'IamSmartError', code: 'invalid-argument' });
  const good = { ...identity, gateway: 'https://gateway.example' };
  for (const [changes, code] of [
    [{ gateway: 'http://gateway.example' }, 'endpoint-insecure'],
    [{ gateway: 'gateway.example' }, 'invalid-argument'],
    [{ clientId: 'a b' }, 'invalid-argument'],
    [{ clientId: undefined }, 'invalid-argument'],
    [{ clientSecret: '' }, 'invalid-argument'],
    [{ keyEncryptionKey: undefined }, 'invalid-argument'],
    [{ keyEncryptionKey: new Uint8Array(9) }, 'key-encryption-key-invalid'],
    [{ keyEncryptionKey: '-----BEGIN PRIVATE KEY-----' }, 'key-encryption-key-invalid'],
    [{ keyEncryptionKey: '!' }, 'base64-invalid'],
    [{ pathPrefix: 'api' }, 'invalid-argument'],
    [{ joining: 'other' }, 'invalid-argument'],
    [{ timeoutMs: 0 }, 'invalid-argument'],
    [{ timeoutMs: Number.NaN }, 'invalid-argument'],
    [{ repeatMs: -1 }, 'invalid-argument'],
    [{ paths: 'x' }, 'invalid-argument'],
    [{ paths: { formFilling: 'account' } }, 'invalid-argument'],
  ]) {
    assert.throws(() => new EService({ ...good, ...changes }), { name: 'IamSmartError', code });
  }
});

test('a clock that is no clock is told', async () => {
  const config = { now: () => new Date(Number.NaN) };
  await fails('invalid-argument', { answer: '', config });
});
