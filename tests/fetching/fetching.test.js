import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';

const { fetchRevocation, ocspRequest, revocationPointers, validateCertificatePath } = await import(
  `${process.env.IAMSMART_PKG}/verify/inline.js`
);
const { refusal } = await import(`${process.env.IAMSMART_PKG}/verify/address.js`);

// What tests/fixtures/revocation/make.py made.
const objects = JSON.parse(
  readFileSync(new URL('../fixtures/revocation/objects.json', import.meta.url), 'utf8'),
);
const certificate = objects.certificates['person-with-pointers'];
const issuer = objects.certificates.issuing;
const der = (base64) => Buffer.from(base64, 'base64');

/** What a server that does as it should has at each address of the certificate. */
const everything = {
  'GET /a.crl': der(objects.crls['partition-a']),
  'GET /b.crl': der(objects.crls.empty),
  'GET /delta.crl': der(objects.crls.delta),
  'POST /': der(objects.ocsp.good),
};

/** Runs `use` with a server that answers like this, to which every name leads. */
async function withServer(answers, use) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const body = [];
    for await (const chunk of request) body.push(chunk);
    const question = `${request.method} ${request.url}`;
    asked.push({ question, body: Buffer.concat(body), headers: request.headers });
    const answer = answers[question];
    if (typeof answer === 'function') return answer(response);
    response.writeHead(answer ? 200 : 404).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const led = (address, init) => {
    const url = new URL(address);
    return fetch(`http://127.0.0.1:${port}${url.pathname}`, init);
  };
  try {
    await use({ fetch: led, asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const reasons = ({ problems }) =>
  Object.fromEntries(problems.map(({ url, reason }) => [url, reason]));
const ldap = { 'ldap://ldap.example.hk/cn=ca': 'scheme' };

test('a certificate says what it points to', () => {
  assert.deepEqual(revocationPointers(certificate), {
    crls: [
      'http://crl.example.hk/a.crl',
      'http://crl.example.hk/b.crl',
      'http://crl.example.hk/delta.crl',
    ],
    ocsp: ['http://ocsp.example.hk'],
    caIssuers: ['ldap://ldap.example.hk/cn=ca'],
  });
  assert.throws(() => revocationPointers('MAA='), { code: 'certificate-malformed' });
});

test('everything is fetched, and asked for as the standards say', () =>
  withServer(everything, async ({ fetch, asked }) => {
    const found = await fetchRevocation(certificate, issuer, { fetch });
    assert.deepEqual(reasons(found), ldap);
    assert.equal(found.crls.length, 3);
    assert.deepEqual(found.ocspResponses.map(Buffer.from), [everything['POST /']]);
    assert.deepEqual(found.intermediates, []);
    const post = asked.find(({ question }) => question === 'POST /');
    assert.equal(post.headers['content-type'], 'application/ocsp-request');
    // The request of `openssl ocsp`.
    assert.deepEqual(post.body, der(objects.requests.person));
    assert.deepEqual(Buffer.from(ocspRequest(certificate, issuer)), post.body);
    assert.equal(ocspRequest(certificate, objects.certificates.root), undefined);
    validateCertificatePath({ certificate, trustAnchors: [issuer], ...found });
  }));

test('what cannot be used is told, and the rest is fetched', () =>
  withServer(
    {
      ...everything,
      'GET /a.crl': (response) => response.writeHead(503).end(),
      'GET /b.crl': '<html>',
      'GET /delta.crl': (response) => response.destroy(),
    },
    async ({ fetch }) => {
      const found = await fetchRevocation(certificate, issuer, { fetch });
      assert.deepEqual(reasons(found), {
        ...ldap,
        'http://crl.example.hk/a.crl': 'status',
        'http://crl.example.hk/b.crl': 'unreadable',
        'http://crl.example.hk/delta.crl': 'unreachable',
      });
      assert.equal(found.ocspResponses.length, 1);
    },
  ));

test('size and time have limits', () =>
  withServer(
    {
      ...everything,
      'GET /a.crl': (response) => response.writeHead(200, { 'Content-Length': 2000 }).end('x'),
      'GET /b.crl': (response) => response.writeHead(200).end('x'.repeat(2000)),
      'GET /delta.crl': () => {},
    },
    async ({ fetch }) => {
      const options = { fetch, maxCrlBytes: 1000, timeoutMs: 500 };
      const found = await fetchRevocation(certificate, issuer, options);
      assert.deepEqual(reasons(found), {
        ...ldap,
        'http://crl.example.hk/a.crl': 'too-large',
        'http://crl.example.hk/b.crl': 'too-large',
        'http://crl.example.hk/delta.crl': 'timeout',
      });
      await assert.rejects(fetchRevocation(certificate, issuer, { fetch, timeoutMs: 0 }), {
        code: 'invalid-argument',
      });
    },
  ));

test('a signal ends it', () =>
  withServer({ 'GET /a.crl': () => {} }, async ({ fetch }) => {
    const signal = AbortSignal.timeout(50);
    await assert.rejects(fetchRevocation(certificate, issuer, { fetch, signal }), {
      name: 'TimeoutError',
    });
  }));

test('without the issuer, no responder can be asked', () =>
  withServer(everything, async ({ fetch }) => {
    const found = await fetchRevocation(certificate, undefined, { fetch });
    assert.deepEqual(reasons(found), { ...ldap, 'http://ocsp.example.hk': 'issuer-missing' });
  }));

test('redirects are few, and looked at like any other address', () => {
  const to = (Location) => (response) => response.writeHead(302, { Location }).end();
  return withServer(
    {
      ...everything,
      'GET /a.crl': to('/b.crl'),
      'GET /delta.crl': to('http://169.254.169.254/latest/meta-data'),
      'GET /loop': to('/loop'),
      'POST /': (response) => response.writeHead(301, { Location: '/elsewhere' }).end(),
    },
    async ({ fetch, asked }) => {
      const found = await fetchRevocation(certificate, issuer, { fetch });
      assert.deepEqual(reasons(found), {
        ...ldap,
        'http://crl.example.hk/delta.crl': 'private-address',
        'http://ocsp.example.hk': 'status',
      });
      assert.equal(found.crls.length, 2);
      assert.ok(!asked.some(({ question }) => question.includes('meta-data')));
      const looped = (address, init) => fetch(address.replace('/a.crl', '/loop'), init);
      const again = await fetchRevocation(certificate, issuer, { fetch: looped });
      assert.equal(reasons(again)['http://crl.example.hk/a.crl'], 'redirects');
    },
  );
});

test('addresses of local networks are refused, however they are written', async () => {
  const refused = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://169.254.169.254/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://198.19.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:db8::1]/',
    'http://[2001::1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://printer.local/',
    'http://intranet/',
    'http://metadata.google.internal/',
  ];
  for (const address of refused) {
    assert.equal(await refusal(new URL(address), {}), 'private-address', address);
    assert.equal(await refusal(new URL(address), { allowPrivateAddresses: true }), undefined);
  }
  const allowed = [
    'http://crl.example.hk/',
    'https://1.1.1.1/',
    'http://172.32.0.1/',
    'http://192.0.66.2/',
    'http://[2606:4700::1111]/',
  ];
  for (const address of allowed) {
    assert.equal(await refusal(new URL(address), {}), undefined, address);
  }
  for (const address of ['ftp://a.hk/', 'file:///etc/passwd', 'http://user:word@a.hk/']) {
    assert.equal(await refusal(new URL(address), { allowPrivateAddresses: true }), 'scheme');
  }
});

test('a name is held to the addresses that it leads to', async () => {
  const url = new URL('http://crl.example.hk/');
  const leads = (...addresses) => ({ resolve: async () => addresses });
  assert.equal(await refusal(url, leads('1.1.1.1')), undefined);
  assert.equal(await refusal(url, leads('1.1.1.1', '10.0.0.1')), 'private-address');
  assert.equal(await refusal(url, leads('::1')), 'private-address');
});

test('iamsmart/server has it too', () =>
  withServer(everything, async ({ fetch }) => {
    const server = await import(`${process.env.IAMSMART_PKG}/server/inline.js`);
    const found = await server.fetchRevocation(certificate, issuer, { fetch });
    assert.equal(found.crls.length, 3);
  }));
