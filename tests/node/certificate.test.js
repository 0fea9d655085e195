// The client certificate of a callback, as OpenSSL computes its fingerprint.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createSecureServer } from 'node:http2';
import { createServer, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { node, server } from './package.js';
import { listening } from './servers.js';

let folder;
const keys = {};
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iamsmart-node-'));
  for (const name of ['server', 'gateway', 'stranger']) {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
        ...['-subj', `/CN=${name}`, '-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    const printed = execFileSync('openssl', [
      ...['x509', '-in', cert, '-noout', '-fingerprint', '-sha256'],
    ]);
    const [, sha256] = `${printed}`.trim().split('=');
    keys[name] = { key: await readFile(key), cert: await readFile(cert), sha256 };
  }
});
after(() => rm(folder, { recursive: true }));

const post = (port, client = {}) =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', method: 'POST', rejectUnauthorized: false, ...client },
      async (response) => resolve(JSON.parse(Buffer.concat(await response.toArray()).toString())),
    );
    sent.on('error', reject);
    sent.end('{}');
  });

for (const [name, create] of Object.entries({
  https: createServer,
  http2: (options, handler) => createSecureServer({ ...options, allowHTTP1: true }, handler),
})) {
  test(`${name}: verified, another, none`, async () => {
    const seen = [];
    const handler = node.callbackHandler({
      async callback(web) {
        seen.push(node.clientCertificateOf(web));
        return Response.json(seen.at(-1) ?? null);
      },
    });
    const options = { ...keys.server, requestCert: true, rejectUnauthorized: false };
    const host = await listening(create({ ...options, ca: keys.gateway.cert }, handler));
    const port = new URL(host.origin).port;
    const { gateway, stranger } = keys;
    assert.deepEqual(await post(port, gateway), { verified: true, sha256: gateway.sha256 });
    assert.deepEqual(await post(port, stranger), { verified: false, sha256: stranger.sha256 });
    assert.equal(await post(port), null);
    await host.close();
  });
}

test('a resumed session has it too', async () => {
  const seen = [];
  const options = { ...keys.server, requestCert: true, rejectUnauthorized: false };
  const handler = (request, response) => {
    seen.push([request.socket.isSessionReused(), node.clientCertificateOf(request)?.sha256]);
    response.end();
  };
  const host = await listening(createServer(options, handler));
  const { port } = new URL(host.origin);
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
    let session;
    for (let i = 0; i < 2; i += 1) {
      const client = { ...keys.gateway, rejectUnauthorized: false, maxVersion, session };
      const socket = connect({ port: Number(port), host: '127.0.0.1', ...client }, () =>
        socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
      );
      socket.on('session', (ticket) => {
        session = ticket;
      });
      socket.resume();
      await once(socket, 'close');
    }
  }
  const { sha256 } = keys.gateway;
  const [full, resumed] = [
    [false, sha256],
    [true, sha256],
  ];
  assert.deepEqual(seen, [full, resumed, full, resumed]);
  await host.close();
});

test('an EService refuses a callback without it', async () => {
  const { privateKey } = await crypto.subtle.generateKey(
    {
      name: 'RSA-OAEP',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-1',
    },
    true,
    ['decrypt'],
  );
  const eService = new server.EService({
    gateway: 'https://apigw.example',
    clientId: '0'.repeat(32),
    clientSecret: 'secret',
    keyEncryptionKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)),
    clientCertificate: { of: node.clientCertificateOf, sha256: [keys.gateway.sha256] },
  });
  const handler = node.callbackHandler({
    callback: (web) =>
      eService.openCallback(web).then(String, ({ code }) => Response.json({ code })),
  });
  const options = { ...keys.server, requestCert: true, rejectUnauthorized: false };
  const host = await listening(createServer(options, handler));
  const port = new URL(host.origin).port;
  for (const [client, code] of [
    [keys.gateway, 'callback-unreadable'],
    [keys.stranger, 'client-certificate-refused'],
    [{}, 'client-certificate-refused'],
  ]) {
    assert.deepEqual(await post(port, client), { code });
  }
  await host.close();
});

test('without TLS there is none', () => {
  assert.equal(node.clientCertificateOf({ body: '{}' }), undefined);
  assert.equal(node.clientCertificateOf(new Request('http://localhost/')), undefined);
});
