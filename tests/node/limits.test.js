// A submission on each server: too large, too slow, aborted, malformed, read before.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { exchange, multipart, until } from './client.js';
import { node, server } from './package.js';
import { SERVERS } from './servers.js';

const ABOUT = { formName: 'form' };
const LIMITS = { maxBytes: 8_000_000, maxParts: 3 };
/** For bodies that never come; the others have more time than a busy machine needs. */
const BRIEF = { ...LIMITS, timeoutMs: 1000, idleMs: 300 };

/** Answers with the digest, or with what went wrong. */
const problems = [];
const form = (limits) => async (request, response) => {
  let answer;
  try {
    const read = await node.formDataOf(request, limits);
    const { hashCode } = await server.hashForm(read, ABOUT);
    answer = Response.json({ hashCode });
  } catch (error) {
    problems.push(error);
    answer = Response.json({ code: error.code }, { status: error.status ?? 500 });
  }
  await node.respond(response, answer);
};

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, async () => {
    const host = await start([
      { method: 'POST', path: '/form', handler: form(LIMITS) },
      { method: 'POST', path: '/brief', handler: form(BRIEF) },
    ]);
    after(() => host.close());
    const post = async (type, body, headers = {}) => {
      const sent = exchange(host, { path: '/form', headers: { 'content-type': type, ...headers } });
      if (body.length > 0) sent.write(body);
      sent.end();
      const { status, text } = await sent.answer;
      return { status, ...JSON.parse(text) };
    };

    test('a file of 5 MB', async () => {
      const { form, type, body } = await multipart(crypto.getRandomValues(new Uint8Array(5e4)));
      const big = await multipart(new Uint8Array(5_000_000).fill(13));
      for (const sent of [{ form, type, body }, big]) {
        const { hashCode } = await server.hashForm(sent.form, ABOUT);
        assert.deepEqual(await post(sent.type, sent.body), { status: 200, hashCode });
      }
    });

    test('10 MB are refused, announced or not, and the answer arrives', async () => {
      const { type, body } = await multipart(new Uint8Array(10_000_000));
      const expected = { status: 413, code: 'body-too-large' };
      assert.deepEqual(await post(type, body, { 'content-length': `${body.length}` }), expected);
      assert.deepEqual(await post(type, body), expected);
    });

    test('a body that stops, and one that drips', async () => {
      const { type, body } = await multipart(new Uint8Array(1000));
      const stopped = exchange(host, { path: '/brief', headers: { 'content-type': type } });
      await stopped.write(body.subarray(0, 500));
      const { status, text } = await stopped.answer;
      assert.deepEqual({ status, ...JSON.parse(text) }, { status: 408, code: 'body-too-slow' });
      stopped.abort();

      const dripping = exchange(host, { path: '/brief', headers: { 'content-type': type } });
      let isAnswered = false;
      dripping.answer.finally(() => {
        isAnswered = true;
      });
      for (let i = 0; !isAnswered && i < body.length; i += 1) {
        await dripping.write(body.subarray(i, i + 1));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.equal((await dripping.answer).status, 408);
      dripping.abort();
    });

    test('an aborted upload', async () => {
      const { type, body } = await multipart(new Uint8Array(100_000));
      const sent = exchange(host, { path: '/form', headers: { 'content-type': type } });
      const before = problems.length;
      await sent.write(body.subarray(0, 50_000));
      await new Promise((resolve) => setTimeout(resolve, 50));
      sent.abort();
      await until(() => problems.length > before);
      assert.equal(problems.at(-1).code, 'body-broken');
      assert.equal(problems.at(-1).status, 400);
    });

    test('a body in chunks of one byte', async () => {
      const { form, type, body } = await multipart(new Uint8Array(2000));
      const { hashCode } = await server.hashForm(form, ABOUT);
      const sent = exchange(host, { path: '/form', headers: { 'content-type': type } });
      for (const byte of body) sent.write(Uint8Array.of(byte));
      sent.end();
      assert.deepEqual(JSON.parse((await sent.answer).text), { hashCode });
    });

    test('a form without fields', async () => {
      const { hashCode } = await server.hashForm(new FormData(), ABOUT);
      assert.deepEqual(await post('multipart/form-data; boundary=a', '--a--\r\n'), {
        status: 200,
        hashCode,
      });
      assert.deepEqual(await post('application/x-www-form-urlencoded', ''), {
        status: 200,
        hashCode,
      });
    });

    test('a form without files, URL-encoded', async () => {
      const form = new FormData();
      form.append('名稱', 'a\nb+c %');
      form.append('名稱', '&=?');
      form.append('?query', '\ufeff');
      const { hashCode } = await server.hashForm(form, ABOUT);
      const body = new URLSearchParams([...form].map(([n, v]) => [n, v.replace('\n', '\r\n')]));
      assert.deepEqual(
        await post('application/x-www-form-urlencoded; charset=UTF-8', body.toString()),
        { status: 200, hashCode },
      );
    });

    test('what is no form, or not as browsers send it', async () => {
      const part = (header, value = 'v') => `--a\r\n${header}\r\n\r\n${value}\r\n`;
      const field = (name) => part(`Content-Disposition: form-data; name="${name}"`);
      const multi = 'multipart/form-data; boundary=a';
      const encoded = 'application/x-www-form-urlencoded';
      for (const [status, code, type, body] of [
        [415, 'form-media-type', 'application/json', '{}'],
        [415, 'form-media-type', 'text/plain', 'a=b'],
        [415, 'form-media-type', 'multipart/mixed; boundary=a', '--a--\r\n'],
        [400, 'form-malformed', 'multipart/form-data', '--a--\r\n'],
        [400, 'form-malformed', `multipart/form-data; boundary=${'a'.repeat(71)}`, ''],
        [400, 'form-malformed', 'multipart/form-data; boundary=a; boundary=b', '--a--\r\n'],
        [400, 'form-malformed', multi, ''],
        [400, 'form-malformed', multi, 'nothing'],
        [400, 'form-malformed', multi, field('x')],
        [400, 'form-malformed', multi, `--a\r\nContent-Disposition: form-data; name="x"`],
        [400, 'form-malformed', multi, `${field('x').slice(0, -1)}--a--\r\n`],
        [400, 'form-malformed', multi, `${part('Content-Type: text/plain')}--a--\r\n`],
        [400, 'form-malformed', multi, `${part('Content-Disposition: form-data')}--a--\r\n`],
        [400, 'form-malformed', multi, `${part('Content-Disposition: form-data; name=x')}--a--`],
        [
          400,
          'form-malformed',
          multi,
          `${part('Content-Disposition: form-data; name="x"; filename*=UTF-8\'\'x')}--a--`,
        ],
        [
          400,
          'form-malformed',
          multi,
          `${part('Content-Disposition: form-data; name="x"\r\nContent-Disposition: form-data; name="y"')}--a--`,
        ],
        [400, 'form-malformed', multi, `${field('x'.repeat(70_000))}--a--`],
        [400, 'form-malformed', multi, Buffer.from(`${field('\xff')}--a--`, 'latin1')],
        [400, 'form-malformed', encoded, Buffer.from('a=\xff', 'latin1')],
        [413, 'body-too-large', multi, `${field('x').repeat(4)}--a--`],
        [413, 'body-too-large', encoded, 'a&b&c&d'],
      ]) {
        assert.deepEqual(await post(type, body), { status, code }, `${type} ${body.slice(0, 99)}`);
      }
      const compressed = { 'content-encoding': 'gzip' };
      assert.equal((await post(multi, '--a--\r\n', compressed)).code, 'form-media-type');
    });
  });
}
