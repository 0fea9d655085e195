// The gateway's client certificate: callbacks have a socket of their own, which takes no connection
// without it. OpenSSL makes the certificates.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startDemoWith } from '../e2e/demo.js';
import { askToSign, deliveryOf, inApp, logIn, openEvents } from './visitor.js';

let folder;
let demo;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iamsmart-mutual-'));
  for (const name of ['server', 'gateway', 'stranger']) {
    await authority(`${name}-authority`);
    await certificate(name, `${name}-authority`);
  }
  demo = await startDemoWith({
    mutualTls: {
      certificate: file('server.pem'),
      key: file('server.key'),
      authority: file('server-authority.pem'),
      client: await joined('gateway'),
      clientAuthority: file('gateway-authority.pem'),
    },
  });
});
after(async () => {
  await demo?.stop();
  await rm(folder, { recursive: true });
});

const file = (name) => join(folder, name);
const openssl = (...args) => promisify(execFile)('openssl', args);
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

async function authority(name) {
  await openssl(
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${name}`],
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
  );
}

async function certificate(name, issuer) {
  await openssl(
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${name}`],
    ...['-CA', file(`${issuer}.pem`), '-CAkey', file(`${issuer}.key`)],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
  );
}

/** The alert of a handshake that failed, or the connection that it ended (RFC 8446 §6.2). */
const REFUSED = /alert|ECONNRESET|EPIPE/i;

/** A file with a certificate and its key. */
async function joined(name) {
  const parts = [await readFile(file(`${name}.pem`)), await readFile(file(`${name}.key`))];
  await writeFile(file(`${name}-both.pem`), Buffer.concat(parts));
  return file(`${name}-both.pem`);
}

/** Sends what a stranger would; returns the status, or what ended the connection. */
async function pushed(client, { method = 'POST', path = '/iamsmart/callback', ...tls } = {}) {
  const identity = client && {
    cert: await readFile(file(`${client}.pem`)),
    key: await readFile(file(`${client}.key`)),
  };
  const ca = await readFile(file('server-authority.pem'));
  return new Promise((resolve) => {
    const options = { method, ca, agent: false, ...identity, ...tls };
    const sent = request(demo.callbacks + path, options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', (error) => resolve(`${error.code} ${error.message}`));
    sent.end('{}');
  });
}

test('a signature arrives over a connection with the gateway’s certificate', async () => {
  const { cookie } = await logIn(demo);
  const { businessId, ticketId } = await askToSign(demo, cookie);
  await inApp(demo, `${ticketId}/approve`);
  // Taken first, then verified and acknowledged.
  const unsettled = ['pending', 'taken'];
  while (unsettled.includes(await deliveryOf(demo, ticketId))) await pause(50);
  assert.equal(await deliveryOf(demo, ticketId), 'SR001', 'it was verified and acknowledged');
  assert.match(
    demo.sandbox.output(),
    new RegExp(`push callback D00000 to ${demo.callbacks}/.*: 200`),
  );
  const { first, close } = await openEvents(demo, cookie, businessId);
  await close();
  assert.match(first, /"kind":"signing"/);
});

test('without a certificate, or with another authority’s, there is no connection', async () => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
    for (const client of [undefined, 'stranger', 'server']) {
      assert.match(`${await pushed(client, { maxVersion })}`, REFUSED, `${client}, ${maxVersion}`);
    }
    assert.equal(await pushed('gateway', { maxVersion }), 400, 'it is read, and is no callback');
  }
  assert.match(demo.worker.output(), /TLS handshake failed/);
});

test('a name that is the gateway’s is not its certificate', async () => {
  // The same subject, issued by an authority of the same name.
  for (const name of ['gateway-authority', 'gateway']) {
    const made = `forged-${name}`;
    await openssl(
      ...['req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${name}`],
      ...(name === 'gateway' ? ['-CA', file('forged-gateway-authority.pem')] : []),
      ...(name === 'gateway' ? ['-CAkey', file('forged-gateway-authority.key')] : []),
      ...['-keyout', file(`${made}.key`), '-out', file(`${made}.pem`)],
    );
  }
  assert.match(`${await pushed('forged-gateway')}`, REFUSED);
});

test('that connection reaches nothing but callbacks, and callbacks nothing but that connection', async () => {
  assert.equal(await pushed('gateway', { path: '/api/service', method: 'GET' }), 404);
  assert.equal(await pushed('gateway', { path: '/api/login' }), 404);
  const beside = await fetch(`${demo.origin}/iamsmart/callback`, { method: 'POST', body: '{}' });
  assert.equal(beside.status, 403);
});
