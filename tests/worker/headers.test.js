// The headers of every answer, of files, errors, refusals and event streams.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { startDemo, startDemoWith } from '../e2e/demo.js';
import { askToSign, get, logIn, openEvents } from './visitor.js';

const HEADERS = {
  'content-security-policy': /^default-src 'none'; .*frame-ancestors 'none'$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\).*payment=\(\)/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
};

/** Method, path and status of requests without a session. */
const REQUESTS = [
  ['GET', '/', 200],
  ['GET', '/index.html', 200],
  ['GET', '/assets/app.js', 200],
  ['GET', '/assets/style.css', 200],
  ['GET', '/offline.js', 200],
  ['HEAD', '/verify.html', 200],
  ['GET', '/faults', 302],
  ['GET', '/absent.html', 404],
  ['GET', '/tour', 404],
  ['GET', '/absent', 404],
  ['PUT', '/', 405],
  ['GET', '/api/service', 200],
  ['GET', '/api/session', 200],
  ['POST', '/api/login', 400],
  ['POST', '/api/logout', 200],
  ['POST', '/api/fill', 401],
  ['POST', '/api/sign', 401],
  ['POST', '/api/sign-pdf', 401],
  ['POST', '/iamsmart/callback', 400],
  ['GET', `/api/requests/${crypto.randomUUID()}/events`, 401],
  ['POST', `/api/requests/${crypto.randomUUID()}/take`, 401],
];

let demo;

/** The path of a file whose name has its content's hash, as the page names it. */
async function named(path) {
  const [, name, ending] = path.match(/^\/assets\/(\w+)\.(\w+)$/) ?? [];
  if (!name) return path;
  const page = await (await fetch(demo.origin)).text();
  const [found] = page.match(new RegExp(`/assets/${name}-\\w+\\.${ending}(?=")`)) ?? [];
  assert.ok(found, path);
  return found;
}

before(async () => {
  demo = await startDemo();
});
after(() => demo?.stop());

function check(what, headers) {
  for (const [name, value] of Object.entries(HEADERS)) {
    assert.match(headers.get(name) ?? '', value, `${what}: ${name}`);
  }
}

test('every answer over HTTP has them, and no Strict-Transport-Security', async () => {
  for (const [method, path, status] of REQUESTS) {
    const response = await fetch(demo.origin + (await named(path)), { method, redirect: 'manual' });
    const what = `${method} ${path}`;
    assert.equal(response.status, status, what);
    check(what, response.headers);
    assert.equal(response.headers.get('strict-transport-security'), null, what);
  }
});

test('nothing of a session is stored by a cache', async () => {
  const { cookie } = await logIn(demo);
  const { businessId } = await askToSign(demo, cookie);
  const events = await openEvents(demo, cookie, businessId);
  check('events', events.response.headers);
  assert.equal(events.response.headers.get('content-type'), 'text/event-stream');
  assert.match(events.response.headers.get('cache-control'), /^no-store\b/);
  await events.close();
  const session = await get(demo, '/api/session', cookie);
  assert.equal(session.headers.get('cache-control'), 'no-store');
});

test('over HTTPS, Strict-Transport-Security too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-tls-'));
  const [certificate, key] = ['certificate.pem', 'key.pem'].map((name) => join(folder, name));
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
    ...['-keyout', key, '-out', certificate],
  ]);
  const secure = await startDemoWith({ tls: { certificate, key } });
  try {
    for (const [method, path, status] of REQUESTS) {
      const { statusCode, headers } = await overTls(secure.origin + (await named(path)), method);
      const what = `${method} ${path}`;
      assert.equal(statusCode, status, what);
      check(what, new Headers(headers));
      const transport = headers['strict-transport-security'];
      assert.equal(transport, 'max-age=31536000; includeSubDomains', what);
    }
  } finally {
    await secure.stop();
    await rm(folder, { recursive: true });
  }
});

/** The certificate is nobody's; the test is of the headers. */
function overTls(address, method) {
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      { method, rejectUnauthorized: false, agent: false },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
