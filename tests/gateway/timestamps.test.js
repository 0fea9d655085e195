// Time-stamps: fetched from the sandbox's authority and from worse ones, and held by openssl.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { opensslQuery, opensslText, opensslVerdict } from './openssl-ts.js';
import { fault, startSandbox } from './sandbox.js';

const pkg = process.env.IAMSMART_PKG;
const { fetchTimestamp } = await import(`${pkg}/server/inline.js`);
const { verifyTimestamp } = await import(`${pkg}/verify/inline.js`);

const DATA = Buffer.from('the value of a signature');
const digestOf = (algorithm) => createHash(algorithm).update(DATA).digest();
const here = { allowPrivateAddresses: true };

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** A server that answers every request with `respond`, and the requests that it was sent. */
async function serving(respond) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    requests.push({ request, body });
    respond(response, request, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, requests, stop };
}

const notFetched = (reason) => (error) => {
  assert.equal(error.code, 'timestamp-not-fetched', `${error}`);
  assert.equal(error.reason, reason, `${error}`);
  assert.match(error.message, /^The time-stamp authority gave no time-stamp\. /);
  return true;
};

test('a time-stamp is fetched, and openssl holds it', async () => {
  const { timestampAuthority, timestampAnchors } = sandbox.registration;
  for (const algorithm of ['sha256', 'sha384', 'sha512']) {
    const digest = digestOf(algorithm);
    const before = Date.now();
    const token = await fetchTimestamp(timestampAuthority, digest.toString('base64'), here);
    assert.equal(opensslVerdict(token, DATA, timestampAnchors), '', algorithm);
    assert.match(opensslVerdict(token, Buffer.from('other'), timestampAnchors), /imprint mismatch/);
    const text = opensslText(token);
    assert.match(text, /^Nonce: 0x[0-9A-F]{2,16}$/m);
    const stated = Date.parse(text.match(/^Time stamp: (.*)$/m)[1]);
    assert.ok(Math.abs(stated - before) < 60_000, text);
    const report = verifyTimestamp(token, digest, {
      trustAnchors: timestampAnchors,
      revocation: 'off',
    });
    assert.equal(report.indication, 'TOTAL-PASSED', report.summary);
  }
  const options = { ...here, policy: '2.999.2.1' };
  const token = await fetchTimestamp(timestampAuthority, digestOf('sha256'), options);
  assert.match(opensslText(token), /^Policy OID: 2\.999\.2\.1$/m);
});

test('what an authority refuses, or answers wrongly, is told apart', async () => {
  const { gateway, timestampAuthority } = sandbox.registration;
  const digest = digestOf('sha256');
  const fetched = (options = {}) =>
    fetchTimestamp(timestampAuthority, digest, { ...here, ...options });
  await assert.rejects(fetched({ policy: '1.2.3' }), (error) => {
    assert.deepEqual(error.failures, ['unacceptedPolicy']);
    return notFetched('refused')(error);
  });
  for (const [rule, reason] of [
    [{ fault: 'refused' }, 'refused'],
    [{ fault: 'wrong-imprint' }, 'mismatch'],
    [{ fault: 'wrong-nonce' }, 'mismatch'],
    [{ fault: 'garbage' }, 'unreadable'],
    [{ fault: 'html' }, 'unreadable'],
    [{ fault: 'status', status: 503 }, 'status'],
    [{ fault: 'drop' }, 'unreachable'],
    [{ fault: 'cut' }, 'unreachable'],
  ]) {
    await fault(gateway, { at: '/tsa', ...rule });
    await assert.rejects(fetched(), notFetched(reason));
  }
  await fault(gateway, { at: '/tsa', fault: 'delay', ms: 2000 });
  await assert.rejects(fetched({ timeoutMs: 100 }), notFetched('timeout'));
  // Who signed it, and when, is for `verifyTimestamp` to say.
  for (const kind of ['wrong-signature', 'unknown-authority', 'future']) {
    await fault(gateway, { at: '/tsa', fault: kind });
    const token = await fetched();
    const trust = { trustAnchors: sandbox.registration.timestampAnchors, revocation: 'off' };
    const report = verifyTimestamp(token, digest, trust);
    assert.notEqual(report.indication, 'TOTAL-PASSED', kind);
  }
});

test('addresses, sizes, redirects and time are limited as for revocation data', async () => {
  const digest = digestOf('sha256');
  for (const [url, reason] of [
    ['http://127.0.0.1/tsa', 'private-address'],
    ['http://[::1]/tsa', 'private-address'],
    ['http://10.0.0.1/tsa', 'private-address'],
    ['http://metadata.internal/tsa', 'private-address'],
    ['ftp://tsa.example/', 'scheme'],
    ['http://user:word@tsa.example/', 'scheme'],
    ['http://tsa.example:8080/', 'port'],
    ['tsa.example', 'invalid-url'],
  ]) {
    const fetch = () => assert.fail('nothing is fetched');
    await assert.rejects(fetchTimestamp(url, digest, { fetch }), notFetched(reason), url);
  }
  const { timestampAuthority } = sandbox.registration;
  const away = await serving((response) => {
    response.writeHead(307, { Location: timestampAuthority });
    response.end();
  });
  assert.ok(await fetchTimestamp(away.url, digest, here));
  assert.equal(away.requests[0].request.headers['content-type'], 'application/timestamp-query');
  // A redirect into the private network, of an authority that is not there.
  const fetch = async () => new Response(null, { status: 307, headers: { Location: away.url } });
  await assert.rejects(
    fetchTimestamp('http://tsa.example/', digest, { fetch, resolve: async () => ['9.9.9.9'] }),
    notFetched('port'),
  );
  away.stop();

  for (const [respond, reason] of [
    // 302 would turn the request into a GET.
    [(response) => response.writeHead(302, { Location: timestampAuthority }).end(), 'status'],
    [(response, { url }) => response.writeHead(307, { Location: url }).end(), 'redirects'],
    [(response) => response.end(Buffer.alloc(1024 * 1024 + 1)), 'too-large'],
    [
      (response) => response.writeHead(200, { 'Content-Length': 2 ** 40 }).flushHeaders(),
      'too-large',
    ],
    [(response) => response.end(), 'unreadable'],
  ]) {
    const server = await serving(respond);
    await assert.rejects(fetchTimestamp(server.url, digest, here), notFetched(reason));
    server.stop();
  }
});

test('what is handed in wrongly is an argument that cannot be used', async () => {
  const { timestampAuthority } = sandbox.registration;
  const code = (code) => (error) => {
    assert.equal(error.code, code, `${error}`);
    return true;
  };
  const digest = digestOf('sha256');
  await assert.rejects(
    fetchTimestamp(timestampAuthority, digest.subarray(1), here),
    code('digest-length'),
  );
  for (const options of [{ timeoutMs: 0 }, { timeoutMs: 'soon' }, { policy: 'mine' }, null]) {
    const given = options && { ...here, ...options };
    await assert.rejects(
      fetchTimestamp(timestampAuthority, digest, given),
      code('invalid-argument'),
    );
  }
  const aborter = new AbortController();
  const signal = aborter.signal;
  aborter.abort('no longer needed');
  await assert.rejects(fetchTimestamp(timestampAuthority, digest, { ...here, signal }), (error) => {
    assert.equal(error.cause, 'no longer needed');
    return code('aborted')(error);
  });
});

test('two requests for one digest have two nonces', async () => {
  const requests = [];
  const fetch = async (_, { body }) => {
    requests.push(Buffer.from(body).toString('hex'));
    return new Response(null, { status: 500 });
  };
  for (let i = 0; i < 2; i += 1) {
    const fetched = fetchTimestamp('http://tsa.example/', digestOf('sha256'), { fetch });
    await assert.rejects(fetched, notFetched('status'));
  }
  assert.notEqual(requests[0], requests[1]);
});

test('a token without the nonce of its request is not the one that was requested', async () => {
  // As a genuine one that somebody got before (sigstore/timestamp-authority#1405).
  const { timestampAuthority } = sandbox.registration;
  const older = await fetch(timestampAuthority, {
    method: 'POST',
    headers: { 'Content-Type': 'application/timestamp-query' },
    body: opensslQuery(DATA, ['-sha256', '-cert', '-no_nonce']),
  });
  const bytes = Buffer.from(await older.arrayBuffer());
  const server = await serving((response) => response.end(bytes));
  const fetched = fetchTimestamp(server.url, digestOf('sha256'), here);
  await assert.rejects(fetched, notFetched('mismatch'));
  server.stop();
});

test('a nonce is a number, however its first bytes are written', async (t) => {
  // NuGet/Home#6587, NuGet/Home#9536, dotnet/runtime#36120.
  const { timestampAuthority } = sandbox.registration;
  for (const [first, stated] of [
    [[0, 0], '0x[0-9A-F]{0,12}'],
    [[0, 0x80], '0x80[0-9A-F]{12}'],
    [[0xff, 0xff], '0xFFFF[0-9A-F]{12}'],
    [[0, 0, 0, 0, 0, 0, 0, 0], '0x0'],
  ]) {
    const given = crypto.getRandomValues;
    const drawn = t.mock.method(crypto, 'getRandomValues', (bytes) => {
      given.call(crypto, bytes);
      bytes.set(first);
      return bytes;
    });
    const token = await fetchTimestamp(timestampAuthority, digestOf('sha256'), here);
    assert.equal(drawn.mock.callCount(), 1);
    drawn.mock.restore();
    assert.match(opensslText(token), new RegExp(`^Nonce: ${stated}$`, 'm'));
  }
});

test('an authority that wants a password, and one with a media type of its own', async () => {
  const { timestampAuthority } = sandbox.registration;
  // AppacYazilim/zamanejs#113, NuGet/NuGet.Client#3168.
  const server = await serving(async (response, request, body) => {
    if (request.headers.authorization !== `Basic ${btoa('user:word')}`) {
      return response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}');
    }
    const headers = { 'Content-Type': 'application/timestamp-query' };
    const answer = await fetch(timestampAuthority, { method: 'POST', headers, body });
    response.setHeader('Content-Type', 'application/timestamp-response');
    return response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const digest = digestOf('sha256');
  await assert.rejects(fetchTimestamp(server.url, digest, here), notFetched('status'));
  const withPassword = (url, { headers, ...init }) =>
    fetch(url, { ...init, headers: { ...headers, Authorization: `Basic ${btoa('user:word')}` } });
  const token = await fetchTimestamp(server.url, digest, { ...here, fetch: withPassword });
  assert.equal(opensslVerdict(token, DATA, sandbox.registration.timestampAnchors), '');
  server.stop();
});
