// A body that somebody has read before: the bytes where they were kept, else an error that says who.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import express from 'express';
import express4 from 'express-4';
import Fastify from 'fastify';
import multer from 'multer';
import { exchange, multipart } from './client.js';
import { node, server } from './package.js';
import { listening } from './servers.js';

const ABOUT = { formName: 'form' };
const CALLBACK = '{"txID":"1","content":"…"}';

/** A callback's text as received. */
const flows = { callback: async (request) => new Response(await request.text()) };

const hosts = [];
after(() => Promise.all(hosts.map((host) => host.close())));

async function hosted(server) {
  const host = await listening(server);
  hosts.push(host);
  return host.origin;
}

async function hashed(request, response) {
  const { hashCode } = await server.hashForm(await node.formDataOf(request), ABOUT);
  await node.respond(response, Response.json({ hashCode }));
}

const post = (origin, path, type, body) =>
  fetch(`${origin}${path}`, { method: 'POST', headers: { 'Content-Type': type }, body });

for (const [name, framework] of Object.entries({ 'Express 5': express, 'Express 4': express4 })) {
  test(`${name}: what read the body is named`, async () => {
    const app = framework();
    const problems = [];
    const handler = node.callbackHandler(flows);
    app.post('/json', framework.json(), handler);
    app.post('/text', framework.text({ type: '*/*' }), handler);
    app.post('/form', framework.urlencoded({ extended: false }), handler);
    app.post('/upload', multer().any(), handler);
    app.post('/drained', (request, _, next) => request.on('end', next).resume(), handler);
    app.use((error, _request, response, _next) => {
      problems.push(error);
      response.status(error.status).end();
    });
    const origin = await hosted(createServer(app));
    const { type, body } = await multipart(new Uint8Array(9));
    for (const [path, type_, sent, expected] of [
      ['/json', 'application/json', CALLBACK, /express\.json\(\), body-parser or Fastify/],
      ['/text', 'application/json', CALLBACK, /as text, as express\.text\(\)/],
      ['/form', 'application/x-www-form-urlencoded', 'a=b', /express\.urlencoded\(\)/],
      ['/upload', type, body, /multer/],
      ['/drained', 'application/json', CALLBACK, /by a middleware or hook/],
    ]) {
      const { status } = await post(origin, path, type_, sent);
      assert.equal(status, 500, path);
      const { code, message } = problems.pop();
      assert.equal(code, 'body-taken', path);
      assert.match(message, expected);
    }
  });

  test(`${name}: bytes that a middleware kept are used`, async () => {
    const app = framework();
    const verify = (request, _, bytes) => {
      request.rawBody = bytes;
    };
    const handler = node.callbackHandler(flows);
    app.post('/raw', framework.raw({ type: '*/*' }), handler);
    app.post('/raw-form', framework.raw({ type: '*/*' }), hashed);
    app.post('/kept', framework.json({ verify }), handler);
    // As Cloud Functions hand on a request: read, with the bytes beside it.
    app.post('/functions', framework.json({ verify, type: '*/*', strict: false }), handler);
    // Not its media type, so it has not read.
    app.post('/unread', framework.json(), framework.urlencoded({ extended: true }), hashed);
    app.post('/mounted', framework.Router().use(handler));
    const origin = await hosted(createServer(app));
    const { form, type, body } = await multipart(new Uint8Array(9));
    const { hashCode } = await server.hashForm(form, ABOUT);
    for (const path of ['/raw', '/kept', '/functions']) {
      const response = await post(origin, path, 'application/json', CALLBACK);
      assert.equal(await response.text(), CALLBACK, path);
    }
    for (const path of ['/raw-form', '/unread']) {
      assert.deepEqual(await (await post(origin, path, type, body)).json(), { hashCode }, path);
    }
  });

  test(`${name}: a limit holds for bytes that were handed in, too`, async () => {
    const app = framework();
    app.post('/', framework.raw({ type: '*/*' }), async (request, response) => {
      const { code, status } = await node.formDataOf(request, { maxBytes: 10 }).catch((e) => e);
      response.status(status).send(code);
    });
    const { type, body } = await multipart(new Uint8Array(9));
    const response = await post(await hosted(createServer(app)), '/', type, body);
    assert.deepEqual([response.status, await response.text()], [413, 'body-too-large']);
  });
}

test('Express 5 and Fastify answer with the status of an error that reaches them', async () => {
  const app = express();
  app.post('/', async (request) => void (await node.formDataOf(request, { maxBytes: 1 })));
  app.set('env', 'test');
  const fastify = Fastify();
  fastify.register(async (scope) => {
    node.keepBodies(scope);
    scope.post('/', (request) => node.formDataOf(request, { maxBytes: 1 }));
  });
  hosts.push(fastify);
  for (const origin of [
    await hosted(createServer(app)),
    await fastify.listen({ port: 0, host: '127.0.0.1' }),
  ]) {
    for (const length of [9, 10_000_000]) {
      const { type, body } = await multipart(new Uint8Array(length));
      const headers = { 'content-type': type };
      const sent = exchange({ origin, http2: false }, { path: '/', headers });
      sent.write(body);
      sent.end();
      assert.equal((await sent.answer).status, 413);
    }
  }
});

test('Fastify: its own parsers, a hook that replaces the stream, a kept Buffer', async () => {
  const fastify = Fastify();
  hosts.push(fastify);
  const handler = node.callbackHandler(flows);
  fastify.post('/json', handler);
  fastify.register(async (scope) => {
    node.keepBodies(scope);
    scope.addHook('preParsing', async (_request, _reply, payload) => {
      const chunks = [];
      for await (const chunk of payload) chunks.push(chunk);
      return Readable.from(chunks);
    });
    scope.post('/hooked', async (request, reply) => void (await handler(request, reply)));
  });
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/buffer', async (request, reply) => void (await handler(request, reply)));
  });
  const origin = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const refused = await post(origin, '/json', 'application/json', CALLBACK);
  const { code, message } = await refused.json();
  assert.deepEqual([refused.status, code], [500, 'body-taken']);
  assert.match(message, /Fastify itself.*keepBodies\(fastify\)/);
  for (const path of ['/hooked', '/buffer']) {
    const response = await post(origin, path, 'application/json', CALLBACK);
    assert.equal(await response.text(), CALLBACK, path);
  }
});

test('a second reading by this package is an error, not an empty form', async () => {
  const codes = [];
  const origin = await hosted(
    createServer(async (request, response) => {
      await node.formDataOf(request);
      codes.push(await node.formDataOf(request).then(String, ({ code }) => code));
      response.end();
    }),
  );
  const { type, body } = await multipart(new Uint8Array(9));
  await post(origin, '/', type, body);
  assert.deepEqual(codes, ['body-taken']);
});
