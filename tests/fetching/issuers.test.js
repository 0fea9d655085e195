// Chains of issuers, bundles of certificates, and servers as they are (tests/fixtures/issuers).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const { certificatesOf, fetchRevocation, validateCertificatePath } = await import(
  `${process.env.IAMSMART_PKG}/verify/inline.js`
);

const fixture = (name) => readFileSync(new URL(`../fixtures/issuers/${name}`, import.meta.url));
const person = fixture('person.der');
const validationTime = new Date('2030-01-01T00:00:00Z');
const from = (name) => `http://ca.example.hk/${name}`;

/** What the authorities publish. */
const published = Object.fromEntries([
  ...[
    'issuing.p7c',
    'policy.p7c',
    'root.p7c',
    'other.p7c',
    'issuing.crl',
    'policy.crl',
    'root.crl',
  ].map((name) => [from(name), fixture(name)]),
  ['http://ocsp.example.hk/', fixture('person.ors')],
]);

/** `fetch` that gives these answers, with the addresses that it was asked for. */
function network(answers) {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push(url);
    const answer = answers[url];
    if (typeof answer === 'function') return answer(init);
    return new Response(answer, { status: answer === undefined ? 404 : 200 });
  };
  return { fetch, asked };
}

const subjects = (found) =>
  validateCertificatePath({
    certificate: person,
    trustAnchors: [fixture('root.der')],
    validationTime,
    ...found,
  }).path.map(({ commonName }) => commonName);
const problems = (found) => found.problems.map(({ url, kind, reason }) => [kind, reason, url]);
const ldap = [
  ['crl', 'scheme', 'ldap:///CN=Issuing%20CA?certificateRevocationList'],
  ['issuer', 'scheme', 'ldap:///CN=Issuing%20CA?cACertificate'],
];

test('one call fetches the chain of issuers and what is published about each', async () => {
  const { fetch, asked } = network(published);
  const found = await fetchRevocation(person, undefined, { fetch });
  assert.deepEqual(subjects(found), [
    'CHAN, Tai Man',
    'Example Issuing CA',
    'Example Policy CA',
    'Example Root CA',
  ]);
  const report = validateCertificatePath({
    certificate: person,
    trustAnchors: [fixture('root.der')],
    validationTime: new Date(),
    revocation: 'hard',
    ...found,
  });
  assert.equal(report.indication, 'TOTAL-PASSED', JSON.stringify(report.checks, null, 1));
  // Two authorities certify each other: each address is asked once.
  assert.deepEqual(asked.toSorted(), [...new Set(asked)].toSorted());
  assert.equal(found.intermediates.length, 5);
  assert.deepEqual(problems(found).slice(0, 2), ldap);
  // There is no list of the authority that nobody needs.
  assert.deepEqual(problems(found).slice(2), [['crl', 'status', from('other.crl')]]);
  assert.match(found.problems[2].detail, /404/);
});

test('addresses are tried in their order until one helps', async () => {
  const { fetch, asked } = network({
    ...published,
    [from('issuing.p7c')]: '<html>Moved</html>',
    [from('issuing.crt')]: fixture('issuing.der'),
    [from('issuing.crl')]: () => Promise.reject(new TypeError('fetch failed')),
    'http://mirror.example.hk/issuing.crl': fixture('issuing.crl'),
    'http://ocsp.example.hk/': Uint8Array.of(0x30, 3, 0x0a, 1, 3),
    'http://ocsp2.example.hk/': fixture('person.ors'),
  });
  const found = await fetchRevocation(person, undefined, { fetch });
  assert.deepEqual(
    problems(found).filter(([, reason]) => reason !== 'scheme' && reason !== 'status'),
    [
      ['crl', 'unreachable', from('issuing.crl')],
      ['issuer', 'unreadable', from('issuing.p7c')],
      ['ocsp', 'refused', 'http://ocsp.example.hk/'],
    ],
  );
  assert.equal(found.ocspResponses.length, 2);
  assert.equal(found.crls.length, 3);
  assert.equal(subjects(found).length, 4);
  const again = network(published);
  await fetchRevocation(person, fixture('issuing.der'), { fetch: again.fetch });
  assert.ok(!again.asked.includes('http://mirror.example.hk/issuing.crl'));
  assert.ok(!again.asked.includes('http://ocsp2.example.hk/'));
  assert.ok(asked.includes('http://ocsp2.example.hk/'));
});

test('a slow address leaves time for the next one', async () => {
  const { fetch } = network({
    ...published,
    [from('issuing.crl')]: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    'http://mirror.example.hk/issuing.crl': fixture('issuing.crl'),
  });
  // Node ends while only the timers of signals are left; a real request would keep it running.
  const running = setInterval(() => {}, 100);
  const found = await fetchRevocation(person, undefined, { fetch, timeoutMs: 1000 });
  clearInterval(running);
  assert.equal(found.crls.length, 3);
  const timeouts = found.problems.filter(({ reason }) => reason === 'timeout');
  assert.deepEqual(
    timeouts.map(({ url }) => url),
    [from('issuing.crl')],
  );
});

test('an issuer at hand helps where none can be fetched', async () => {
  const { [from('issuing.p7c')]: _, ...rest } = published;
  const { fetch, asked } = network(rest);
  const issuer = fixture('issuing.der').toString('base64');
  const found = await fetchRevocation(person, issuer, { fetch });
  assert.deepEqual(found.ocspResponses.map(Buffer.from), [fixture('person.ors')]);
  // Its own issuers, and what is published about them, are fetched as well.
  assert.equal(found.crls.length, 3);
  assert.equal(asked.filter((url) => url === from('policy.p7c')).length, 1);
  const stranger = await fetchRevocation(person, fixture('other.der'), { fetch });
  assert.ok(stranger.problems.some(({ reason }) => reason === 'issuer-missing'));
});

test('where there are issuers only, no status is missed', async () => {
  const { fetch } = network(published);
  const certificate = fixture('person-with-issuers-only.der');
  const found = await fetchRevocation(certificate, undefined, { fetch });
  assert.deepEqual(problems(found), [['crl', 'status', from('other.crl')]]);
  assert.equal(found.intermediates.length, 5);
  assert.deepEqual(found.ocspResponses, []);
});

test('issuers are read in every form that servers give', async () => {
  const forms = [
    ['issuing.der', 'application/pkix-cert'],
    ['two.pem', 'application/x-x509-ca-cert'],
    ['two.pem', 'application/pkix-cert'],
    ['issuing.p7c', 'application/pkcs7-mime'],
    ['issuing.p7c', 'text/html'],
    ['indefinite.p7c', 'application/pkcs7-mime; smime-type=certs-only'],
    ['pyca.p7c', 'application/octet-stream'],
    ['with-list.p7c', 'application/x-pkcs7-certificates'],
    ['pem.p7b', 'text/plain'],
    ['certificate-label.p7b', ''],
    ['cms-label.p7b', ''],
    ['base64.p7b', 'text/plain'],
  ];
  for (const [file, type] of forms) {
    const answer = () => new Response(fixture(file), { headers: { 'Content-Type': type } });
    const { fetch } = network({ ...published, [from('issuing.p7c')]: answer });
    const found = await fetchRevocation(person, undefined, { fetch });
    assert.equal(subjects(found).length, 4, file);
    assert.deepEqual(problems(found).slice(0, 2), ldap, file);
  }
});

test('what is no issuer is named, with what came instead', async () => {
  const answers = [
    [
      () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
      /text\/html, 15 bytes/,
    ],
    [() => new Response(fixture('signed.p7s')), /with a signer/],
    [() => new Response(fixture('no-certificates.p7c')), /without certificates/],
    [() => new Response(fixture('root.der')), /of the issuer/],
    [() => new Response(null), /0 bytes/],
    [() => new Response('{}'), /no certificate/],
  ];
  for (const [answer, detail] of answers) {
    const { fetch } = network({ ...published, [from('issuing.p7c')]: answer });
    const found = await fetchRevocation(person, undefined, { fetch });
    const problem = found.problems.find(({ url }) => url === from('issuing.p7c'));
    assert.equal(problem.reason, 'unreadable');
    assert.match(problem.detail, detail);
    // Without the issuer, no responder can be asked.
    const ocsp = found.problems.filter(({ kind }) => kind === 'ocsp');
    assert.deepEqual(
      ocsp.map(({ reason }) => reason),
      ['issuer-missing', 'issuer-missing'],
    );
  }
});

test('addresses that are none are named', async () => {
  const { fetch, asked } = network({ ...published, [from('issuing.crt')]: fixture('issuing.der') });
  const certificate = fixture('person-with-odd-addresses.der');
  const found = await fetchRevocation(certificate, fixture('issuing.der'), { fetch });
  assert.deepEqual(problems(found).slice(0, 3), [
    ['crl', 'invalid-url', '/issuing.crl'],
    ['issuer', 'invalid-url', 'issuing.crt'],
    ['ocsp', 'invalid-url', 'http://'],
  ]);
  // As browsers read a backslash.
  assert.equal(asked[0], from('issuing.crt'));
  assert.ok(asked.every((url) => url.startsWith('http://ca.example.hk/')));
});

test('redirects lead to http alone', async () => {
  for (const location of ['file:///etc/passwd', 'data:,x', 'ftp://a.hk/', 'http://u:p@a.hk/']) {
    const redirect = () => new Response(null, { status: 302, headers: { Location: location } });
    const { fetch, asked } = network({ ...published, [from('issuing.crl')]: redirect });
    const found = await fetchRevocation(person, fixture('issuing.der'), { fetch });
    const problem = found.problems.find(({ url }) => url === from('issuing.crl'));
    assert.equal(problem.reason, 'scheme', location);
    assert.ok(!asked.includes(location));
  }
});

test('an error says what happened', async () => {
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND ca.example.hk'), {
    code: 'ENOTFOUND',
  });
  const { fetch } = network({
    ...published,
    [from('issuing.crl')]: () => Promise.reject(new TypeError('fetch failed', { cause })),
  });
  const found = await fetchRevocation(person, fixture('issuing.der'), { fetch });
  const problem = found.problems.find(({ url }) => url === from('issuing.crl'));
  assert.equal(problem.reason, 'unreachable');
  assert.equal(problem.detail, 'fetch failed: getaddrinfo ENOTFOUND ca.example.hk');
});

test('chains of issuers end', async () => {
  // A server that gives the same cross certificates everywhere, and one that gives none new.
  const everywhere = async () => new Response(fixture('policy.p7c'));
  const found = await fetchRevocation(fixture('issuing.der'), undefined, { fetch: everywhere });
  assert.equal(found.intermediates.length, 2);
});

test('everything together has a limit', async () => {
  const { fetch } = network(published);
  const found = await fetchRevocation(person, undefined, { fetch, maxTotalBytes: 3000 });
  const tooLarge = found.problems.filter(({ reason }) => reason === 'too-large');
  assert.ok(tooLarge.length > 0);
  for (const { detail } of tooLarge) assert.match(detail, /maxTotalBytes/);
  const all = [...found.crls, ...found.ocspResponses];
  assert.ok(all.reduce((sum, { length }) => sum + length, 0) <= 3000);
  for (const options of [
    { maxCrlBytes: -1 },
    { maxCrlBytes: 2 ** 26 + 1 },
    { maxTotalBytes: Number.NaN },
  ]) {
    await assert.rejects(fetchRevocation(person, undefined, { fetch, ...options }), {
      code: 'invalid-argument',
    });
  }
});

test('bundles are read, and taken where certificates are', () => {
  const [issuing, policy] = ['issuing.der', 'policy.der'].map(fixture);
  assert.deepEqual(certificatesOf(fixture('issuing.p7c')).map(Buffer.from), [issuing, policy]);
  assert.throws(() => certificatesOf(fixture('signed.p7s')), { code: 'certificate-malformed' });
  const bundles = { intermediates: [fixture('indefinite.p7c')] };
  assert.equal(subjects(bundles).length, 4);
});

test('compressed answers are read', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((_, response) => {
    const list = gzipSync(fixture('issuing.crl'));
    response
      .writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': list.length })
      .end(list);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const led = (_, init) => fetch(`http://127.0.0.1:${port}/`, init);
  const found = await fetchRevocation(person, fixture('issuing.der'), { fetch: led });
  assert.deepEqual(found.crls.map(Buffer.from), [fixture('issuing.crl')]);
  server.closeAllConnections();
  server.close();
});
