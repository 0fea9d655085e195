// Addresses in certificates are asked for the one signature that is awaited.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo } from '../e2e/demo.js';
import { stranger } from './sealed.js';
import { askToSign, choose, deliveryOf, inApp, logIn } from './visitor.js';

let demo;
let asked = 0;
let server;

before(async () => {
  demo = await startDemo();
  server = createServer((_, response) => {
    asked += 1;
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(async () => {
  server?.close();
  await demo?.stop();
});

/** Requests to the certification authority. */
const fetched = () =>
  demo.sandbox.output().match(/\/ca\/(ocsp|[a-z0-9-]+\.(crl|cer))/g)?.length ?? 0;

async function signed(fault) {
  const { cookie } = await logIn(demo);
  const request = await askToSign(demo, cookie);
  if (fault) await choose(demo, { at: 'callback/signing', fault });
  await inApp(demo, `${request.ticketId}/approve`);
  while ((await deliveryOf(demo, request.ticketId)) === 'pending') await pause(50);
  return { ...request, cookie };
}

test('nothing is fetched for a callback of another state or transaction', async () => {
  for (const fault of ['wrong-state', 'other-business']) {
    const before = fetched();
    const { businessId, cookie } = await signed(fault);
    await pause(300);
    assert.equal(fetched(), before, fault);
    // It waits for its own result still, and its person may have no other meanwhile.
    const address = `${demo.origin}/api/requests/${businessId}/withdraw`;
    const withdrawn = await fetch(address, { method: 'POST', headers: { Cookie: cookie } });
    assert.equal((await withdrawn.json()).settled.outcome, 'withdrawn');
  }
  const before = fetched();
  await signed();
  while (fetched() === before) await pause(50);
});

test('a stranger who knows the businessID makes the worker fetch nothing', async () => {
  const { cookie } = await logIn(demo);
  const { businessId } = await askToSign(demo, cookie);
  const { port } = server.address();
  const certificate = withAddress(`http://127.0.0.1:${port}/`);
  const seal = await stranger(demo);
  for (const state of [undefined, '', 'made-up', businessId]) {
    const body = seal({
      businessID: businessId,
      state,
      hashCode: Buffer.alloc(32).toString('base64'),
      timestamp: Date.now(),
      signature: Buffer.alloc(256).toString('base64'),
      cert: (await certificate).toString('base64'),
    });
    const response = await fetch(`${demo.origin}/iamsmart/callback`, { method: 'POST', body });
    await response.arrayBuffer();
  }
  await pause(300);
  assert.equal(asked, 0);
});

/** A certificate that has this address for its CRL: another's, with the bytes of the address changed. */
async function withAddress(address) {
  const objects = JSON.parse(
    await readFile(new URL('../fixtures/revocation/objects.json', import.meta.url), 'utf8'),
  );
  const der = Buffer.from(objects.certificates['person-with-pointers'], 'base64');
  const old = 'http://crl.example.hk/a.crl';
  const at = der.indexOf(old);
  der.write(address.padEnd(old.length, 'x').slice(0, old.length), at);
  return der;
}
