// Server-sent events on each server: at once, through compression, until the client goes.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import compression from 'compression';
import express from 'express';
import { exchange, until } from './client.js';
import { node } from './package.js';
import { listening, SERVERS } from './servers.js';

/** Streams by businessID: what they are asked, and how they end. */
const streams = new Map();
const flows = {
  events(businessId, of) {
    const stream = {
      of,
      pulls: 0,
      cancelled: false,
      send: (_) => {},
      close: () => {},
      fail: () => {},
    };
    streams.set(businessId, stream);
    const encoder = new TextEncoder();
    const body = new ReadableStream(
      {
        start(controller) {
          stream.send = (text) => controller.enqueue(encoder.encode(text));
          stream.close = () => controller.close();
          stream.fail = () => controller.error(new Error('the store is gone'));
        },
        pull(controller) {
          stream.pulls += 1;
          if (businessId === 'flood') controller.enqueue(new Uint8Array(65_536).fill(58));
        },
        cancel() {
          stream.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  },
};

const ended = Promise.resolve('never mind');
const path = '/requests/:id/events';
const problems = [];
const handler = node.eventsHandler(flows, {
  ownerOf: (request) => (request.raw ?? request).headers['x-user'],
  businessIdOf: async (request) => (request.raw ?? request).url.split('/')[2],
  ended,
  onProblem: (error) => problems.push(error.message),
});

const asked = (host, id, headers = { 'x-user': 'user' }) => {
  const sent = exchange(host, { method: 'GET', path: `/requests/${id}/events`, headers });
  sent.end();
  return sent;
};

/** The next text that arrives. */
const next = (stream) =>
  new Promise((resolve) => stream.once('data', (data) => resolve(`${data}`)));

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, async () => {
    const host = await start([{ method: 'GET', path, handler }]);
    after(() => host.close());

    test('events arrive one by one, in a response that nothing collects', async () => {
      const { status, headers, stream } = await asked(host, 'a').response;
      assert.equal(status, 200);
      assert.equal(headers['content-type'], 'text/event-stream');
      assert.equal(headers['cache-control'], 'no-store, no-transform');
      assert.equal(headers['x-accel-buffering'], 'no');
      const server = streams.get('a');
      assert.equal(server.of.owner, 'user');
      assert.equal(server.of.ended, ended);
      for (const text of ['event: pending\n\n', ': \n\n', 'event: settled\n\n']) {
        const arrived = next(stream);
        server.send(text);
        assert.equal(await arrived, text);
      }
      server.close();
      await new Promise((resolve) => stream.on('end', resolve).resume());
      assert.equal(server.of.signal.aborted, false);
    });

    test('a client that goes away ends the stream on the server', async () => {
      const sent = asked(host, 'gone');
      await sent.response;
      const server = streams.get('gone');
      sent.abort();
      await until(() => server.cancelled && server.of.signal.aborted);
    });

    test('a client that does not read is waited for, and may go away too', async () => {
      const sent = asked(host, 'flood');
      await sent.response;
      const server = streams.get('flood');
      let pulls = -1;
      while (pulls !== server.pulls) {
        pulls = server.pulls;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      // Some megabytes fit into the buffers of the two sockets.
      assert.ok(pulls < 500, `${pulls} chunks of 64 KiB`);
      sent.abort();
      await until(() => server.cancelled);
    });

    test('a stream that breaks is not taken for one that ended', async () => {
      const sent = asked(host, 'broken');
      const { stream } = await sent.response;
      const outcome = new Promise((resolve) => {
        stream.on('end', () => resolve('ended'));
        stream.on('error', () => resolve('broken'));
        stream.on('close', () => resolve('broken'));
      });
      stream.resume();
      streams.get('broken').fail();
      assert.equal(await outcome, 'broken');
      assert.equal(problems.pop(), 'the store is gone');
    });

    test('nobody, and nothing', async () => {
      assert.equal((await asked(host, 'a', {}).answer).status, 401);
      assert.equal((await asked(host, '').answer).status, 404);
    });
  });
}

test('npm compression collects nothing', async () => {
  const app = express();
  app.use(compression({ threshold: 0 }));
  app.get(path, handler);
  // As an e-service may write it, without the handler's headers.
  app.get('/own', async (_, response) => {
    response.setHeader('Content-Type', 'text/event-stream');
    await node.respond(response, flows.events('own', {}), { flush: true });
  });
  const host = await listening(createServer(app));
  after(() => host.close());
  const headers = { 'x-user': 'user', 'accept-encoding': 'gzip' };

  const { headers: plain, stream } = await asked(host, 'squeezed', headers).response;
  assert.equal(plain['content-encoding'], undefined);
  const arrived = next(stream);
  streams.get('squeezed').send('event: pending\n\n');
  assert.equal(await arrived, 'event: pending\n\n');
  streams.get('squeezed').close();

  const sent = exchange(host, { method: 'GET', path: '/own', headers });
  sent.end();
  const chunks = [];
  await until(() => streams.has('own'));
  streams.get('own').send('event: pending\n\n');
  const own = await sent.response;
  assert.equal(own.headers['content-encoding'], 'gzip');
  own.stream.on('data', (chunk) => chunks.push(chunk));
  const soFar = () => {
    const flushed = { finishFlush: 2 };
    return chunks.length > 0 && `${gunzipSync(Buffer.concat(chunks), flushed)}`.includes('pending');
  };
  await until(soFar);
  streams.get('own').close();
});
