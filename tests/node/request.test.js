// Requests and responses of Node's as those of the web.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, describe, test } from 'node:test';
import express from 'express';
import { exchange, until } from './client.js';
import { node } from './package.js';
import { listening, SERVERS } from './servers.js';

/** Sends bytes as they are, and returns all that comes back. */
function raw(origin, text) {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

async function withHandler(handler, use) {
  const host = await listening(createServer(handler));
  try {
    await use(host);
  } finally {
    await host.close();
  }
}

test('the address is of the connection, of the option, or forwarded by a trusted proxy', async () => {
  const urls = (request) =>
    [{}, { origin: 'https://a.example:444/ignored' }, { trustForwarded: true }].map((options) => {
      try {
        return node.requestOf(request, options).url;
      } catch ({ code, status }) {
        return `${code} ${status}`;
      }
    });
  await withHandler(
    (request, response) => response.end(JSON.stringify(urls(request))),
    async ({ origin }) => {
      const asked = async (lines) => {
        const answer = await raw(origin, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
        return JSON.parse(answer.slice(answer.indexOf('['), answer.lastIndexOf(']') + 1));
      };
      const host = 'Host: b.example:81';
      const forwarded = ['X-Forwarded-Proto: http, https', 'X-Forwarded-Host: evil, c.example'];
      for (const [expected, lines] of [
        [
          ['http://b.example:81/a?b', 'https://a.example:444/a?b'],
          ['GET /a?b HTTP/1.1', host],
        ],
        [
          ['http://b.example:81//evil/a', undefined],
          ['GET //evil/a HTTP/1.1', host],
        ],
        [
          ['http://b.example:81/a', undefined],
          ['GET http://evil/a HTTP/1.1', host],
        ],
        [['http://localhost/', undefined], ['GET / HTTP/1.0']],
        [
          ['request-malformed 400', 'https://a.example:444/'],
          ['GET / HTTP/1.1', 'Host: a/b'],
        ],
        [
          ['request-malformed 400', 'https://a.example:444/'],
          ['GET / HTTP/1.1', 'Host: a@b'],
        ],
        [
          ['http://b.example:81/a', undefined, 'https://c.example/a'],
          ['GET /a HTTP/1.1', host, ...forwarded],
        ],
        [
          ['http://b.example:81/a', undefined, 'request-malformed 400'],
          ['GET /a HTTP/1.1', host, 'X-Forwarded-Proto: javascript'],
        ],
      ]) {
        const read = await asked(lines);
        expected.forEach((url, i) => {
          if (url) assert.equal(read[i], url, lines.join(' '));
        });
      }
    },
  );
});

test('a router that shortens the address does not', async () => {
  const router = express.Router();
  const urls = [];
  router.get('/b', (request, response) => {
    urls.push(new URL(node.requestOf(request).url).pathname);
    response.end();
  });
  const app = express();
  app.use('/a', router);
  const host = await listening(createServer(app));
  await (await fetch(`${host.origin}/a/b?c`)).text();
  assert.deepEqual(urls, ['/a/b']);
  await host.close();
});

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, async () => {
    const signals = [];
    const host = await start([
      {
        method: 'POST',
        path: '/echo',
        handler: async (request, response) => {
          const web = node.requestOf(request, { response });
          signals.push(web.signal);
          const headers = new Headers({ 'X-Seen': web.headers.get('X-Twice') ?? '' });
          headers.append('Set-Cookie', 'a=1');
          headers.append('Set-Cookie', 'b=2');
          headers.set('Connection', 'keep-alive');
          if (!('hijack' in response)) response.setHeader('Set-Cookie', 'session=0');
          else response.header('Set-Cookie', 'session=0');
          await node.respond(response, new Response(web.body, { status: 201, headers }));
        },
      },
      {
        method: 'GET',
        path: '/empty',
        handler: (_, response) => node.respond(response, new Response(null, { status: 204 })),
      },
      {
        method: 'POST',
        path: '/held',
        handler: (request, response) => {
          signals.push(node.requestOf(request, { response }).signal);
          return new Promise((resolve) => setTimeout(resolve, 200));
        },
      },
    ]);
    after(() => host.close());

    test('bodies pass through as they come', async () => {
      const sent = exchange(host, { path: '/echo', headers: { 'x-twice': 'a, b' } });
      const text = 'x'.repeat(3_000_000);
      sent.write(text);
      const { status, headers, stream } = await sent.response;
      assert.equal(status, 201);
      assert.equal(headers['x-seen'], 'a, b');
      assert.deepEqual(headers['set-cookie'], ['session=0', 'a=1', 'b=2']);
      sent.end();
      let length = 0;
      for await (const chunk of stream) length += chunk.length;
      assert.equal(length, text.length);
      assert.equal(signals.at(-1).aborted, false);
    });

    test('no body', async () => {
      const sent = exchange(host, { method: 'GET', path: '/empty' });
      sent.end();
      const { status, text } = await sent.answer;
      assert.deepEqual([status, text], [204, '']);
    });

    test('the signal fires when the client goes away', async () => {
      const before = signals.length;
      const sent = exchange(host, { path: '/held' });
      sent.write('x');
      await until(() => signals.length > before);
      sent.abort();
      await until(() => signals.at(-1).aborted);
    });
  });
}
