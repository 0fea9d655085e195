// The gateway's callbacks on each server, through the real `openCallback`'s reading.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { exchange, until } from './client.js';
import { node, server } from './package.js';
import { SERVERS } from './servers.js';

/** Takes what an e-service's `Flows` would, and answers likewise. */
const seen = [];
const flows = {
  async callback(request) {
    // Only the body that never comes has little time.
    const isBrief = new URL(request.url).search === '?brief';
    const { bytes, status = 200 } = await server.readBody(request, {
      maxBytes: 10 * 1024 * 1024,
      ...(isBrief && { timeoutMs: 1000, idleMs: 300 }),
    });
    seen.push({ url: request.url, length: bytes?.length, status });
    return Response.json(bytes ? { code: 'M00000' } : null, { status });
  },
};

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, async () => {
    const handler = node.callbackHandler(flows, { origin: 'https://eservice.example' });
    const failing = node.callbackHandler(
      { callback: () => Promise.reject(new Error('no store')) },
      { onProblem: (error) => seen.push(error.message) },
    );
    const host = await start([
      { method: 'POST', path: '/callback', handler },
      { method: 'GET', path: '/callback', handler },
      { method: 'POST', path: '/failing', handler: failing },
    ]);
    after(() => host.close());
    const headers = { 'content-type': 'application/json' };

    test('a callback of 10 MB', async () => {
      const sent = exchange(host, { path: '/callback?a=%22', headers });
      const megabyte = new Uint8Array(1024 * 1024).fill(32);
      for (let i = 0; i < 10; i += 1) sent.write(megabyte);
      sent.end();
      const { status, text } = await sent.answer;
      assert.deepEqual([status, text], [200, '{"code":"M00000"}']);
      assert.deepEqual(seen.pop(), {
        url: 'https://eservice.example/callback?a=%22',
        length: 10 * 1024 * 1024,
        status: 200,
      });
    });

    test('one byte more is refused', async () => {
      const sent = exchange(host, { path: '/callback', headers });
      sent.write(new Uint8Array(10 * 1024 * 1024));
      sent.write('x');
      sent.end();
      assert.equal((await sent.answer).status, 413);
    });

    test('a slow body', async () => {
      const sent = exchange(host, { path: '/callback?brief', headers });
      await sent.write('{');
      assert.equal((await sent.answer).status, 408);
      sent.abort();
    });

    test('an aborted upload', async () => {
      const before = seen.length;
      const sent = exchange(host, { path: '/callback', headers });
      await sent.write('{"content":');
      await new Promise((resolve) => setTimeout(resolve, 50));
      sent.abort();
      await until(() => seen.length > before);
      assert.equal(seen.pop().status, 400);
    });

    test('another method', async () => {
      const sent = exchange(host, { method: 'GET', path: '/callback' });
      sent.end();
      const { status, headers } = await sent.answer;
      assert.deepEqual([status, headers.allow], [405, 'POST']);
    });

    test('what fails is answered with 500, and reported', async () => {
      const sent = exchange(host, { path: '/failing', headers });
      sent.write('{}');
      sent.end();
      assert.equal((await sent.answer).status, 500);
      assert.equal(seen.pop(), 'no store');
    });

    test('the server goes on', async () => {
      const sent = exchange(host, { path: '/callback', headers });
      sent.write('{}');
      sent.end();
      assert.equal((await sent.answer).status, 200);
    });
  });
}
