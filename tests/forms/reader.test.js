// The reader of a web Request: what is no form, what is above a limit, and bodies in any pieces.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flows, node, server } from '../node/package.js';
import { ABOUT } from './about.js';

const { formDataOf, hashForm } = server;
const MULTIPART = 'multipart/form-data; boundary=a';

test('each entry has the same reader', () => {
  assert.equal(flows.formDataOf, formDataOf);
  assert.equal(flows.RequestProblem, server.RequestProblem);
  assert.equal(node.RequestProblem, server.RequestProblem);
});

test('a form in pieces of any size', async () => {
  const form = new FormData();
  form.append('名稱 "x"', '\ufeff\r\n--a\r\n-');
  form.append('empty', '');
  form.append('plans', new File(['\r\n--', new Uint8Array(300)], 'plans/a\u2028.pdf'));
  form.append('none', new File([], ''));
  const { text } = await hashForm(form, ABOUT);
  const sent = new Response(form);
  const type = sent.headers.get('Content-Type');
  const bytes = new Uint8Array(await sent.arrayBuffer());
  for (let size = 1; size <= bytes.length; size += size < 100 ? 1 : 37) {
    const read = await formDataOf(request(type, pieces(bytes, size)));
    assert.equal((await hashForm(read, ABOUT)).text, text, `pieces of ${size}`);
  }
});

test('a file keeps its media type for the e-service', async () => {
  const body = part('Content-Disposition: form-data; name="x"; filename="y"\r\nContent-Type: a/b');
  const form = await formDataOf(request(MULTIPART, `${body}--a--\r\n`));
  const { name, type, size } = form.get('x');
  assert.deepEqual({ name, type, size }, { name: 'y', type: 'a/b', size: 1 });
});

test('a preamble and an epilogue are not looked at', async () => {
  const body = `before\r\n${field('x')}--a--\r\nafter\r\n${field('y')}--a--`;
  assert.deepEqual([...(await formDataOf(request(MULTIPART, body)))], [['x', 'v']]);
});

test('headers in any order and letter case, as apps send them', async () => {
  const header =
    'content-type: text/plain; charset=utf-8\r\nContent-Length: 1\r\nCONTENT-DISPOSITION: form-data; name="x"';
  const body = `${part(header)}--a--`;
  assert.deepEqual([...(await formDataOf(request(MULTIPART, body)))], [['x', 'v']]);
});

test('boundaries', async () => {
  const of = (boundary, parameters) =>
    formDataOf(request(`multipart/form-data${parameters}`, field('x').replace('--a', boundary)));
  for (const [boundary, parameters] of [
    ['a', ';boundary=a'],
    ['a', '; charset=utf-8; boundary=a'],
    ['a', ' ; BOUNDARY="a" ; charset="utf-8"'],
    ['a', '; boundary=a;'],
    ['a b', '; boundary="a b"'],
    ["a'()+_,-./:=?", '; boundary="a\'()+_,-./:=?"'],
    ['a:b', '; boundary=a:b'],
    ['a'.repeat(70), `; boundary=${'a'.repeat(70)}`],
  ]) {
    const body = `${field('x').replace('--a', `--${boundary}`)}--${boundary}--`;
    const form = await formDataOf(request(`multipart/form-data${parameters}`, body));
    assert.deepEqual([...form], [['x', 'v']], parameters);
  }
  for (const parameters of [
    '',
    ';',
    '; boundary',
    '; boundary=',
    '; boundary=""',
    '; boundary=a b',
    '; boundary="a',
    '; boundary="a\\"b"',
    '; boundary=a; boundary=a',
    '; boundary=a, multipart/form-data; boundary=b',
    `; boundary=${'a'.repeat(71)}`,
    ' boundary=a',
  ]) {
    await assert.rejects(
      of('--a', parameters),
      { code: 'form-malformed', status: 400 },
      parameters,
    );
  }
});

test('names of files are composed as WebKit sends them', async () => {
  const named = async (name) => {
    const form = new FormData();
    form.append('e\u0301', new File(['x'], name));
    const { files } = JSON.parse((await hashForm(form, ABOUT)).text);
    assert.equal(files[0].field, 'e\u0301');
    return files[0].name;
  };
  assert.equal(await named('re\u0301sume\u0301.pdf'), 'r\u00e9sum\u00e9.pdf');
  assert.equal(await named('\u1112\u1161\u11ab.pdf'), '\ud55c.pdf');
  // Not the A of the escape.
  assert.equal(await named('%0A\u0301'), await named('\n\u0301'));
});

// Each has been read otherwise by some server; the report is named.
test('bodies of public reports', async () => {
  const file = (name, content = 'v') =>
    part(`Content-Disposition: form-data; name="x"; filename="${name}"`, content);
  const more =
    'Content-Length: 1\r\nContent-Type: a/b\r\nlast-modified: Wed, 04 Oct 2023 20:28:45 GMT';
  for (const [report, body, entries] of [
    [
      'denoland/deno#20793',
      part(`Content-Disposition: form-data; name="x"; filename="blob"\r\n${more}`, 'y'),
      [['x', 'blob', 'y']],
    ],
    ['denoland/deno#34586', file('x.txt', 'before--aafter'), [['x', 'x.txt', 'before--aafter']]],
    ['denoland/deno#34586, on a line', field('x', 'before\n--aafter'), [['x', 'before\n--aafter']]],
    ['oven-sh/bun#41604', file('C:\\tmp\\'), [['x', 'C:\\tmp\\', 'v']]],
    ['oven-sh/bun#41604, a field', field('dir\\'), [['dir\\', 'v']]],
    ['remix-run/remix#10021', file('a=b;c.txt'), [['x', 'a=b;c.txt', 'v']]],
    ['remix-run/remix#11746', `\r\n${field('x')}`, [['x', 'v']]],
    [
      'playframework/playframework#1196',
      file('semicolon;inside.jpg'),
      [['x', 'semicolon;inside.jpg', 'v']],
    ],
    ['warmcat/libwebsockets#641', file('y', 'v\r\n\r\n\r\n'), [['x', 'y', 'v\r\n\r\n\r\n']]],
    ['expressjs/multer#706', file('src/index.js'), [['x', 'src/index.js', 'v']]],
    ['node-formidable/formidable#224', '', []],
    ['nodejs/undici#4660', part('Content-Disposition: form-data; name=x')],
    ['nodejs/undici#5049', part('Content-Disposition: form-data; name="x"\r; filename="y"')],
    [
      'facebook/react-native#44737',
      part('Content-Disposition: form-data; name="x"; filename="y"; filename*=utf-8\'\'y'),
    ],
  ]) {
    // Ends as browsers, Ladybird#6195, AFNetworking (tornadoweb/tornado#489) and zio/zio-http#2411 have it.
    for (const end of ['\r\n', '', '\r\n\r\n', '\r', '\0\0']) {
      const read = formDataOf(request(MULTIPART, `${body}--a--${end}`));
      if (!entries) {
        await assert.rejects(read, { code: 'form-malformed' }, report);
        continue;
      }
      const found = [];
      for (const [name, value] of await read) {
        found.push(
          typeof value === 'string' ? [name, value] : [name, value.name, await value.text()],
        );
      }
      assert.deepEqual(found, entries, report);
    }
  }
});

test('what is no form, or not as browsers send it', async () => {
  const encoded = 'application/x-www-form-urlencoded';
  for (const [status, code, type, body] of [
    [415, 'form-media-type', undefined, ''],
    [415, 'form-media-type', 'application/json', '{}'],
    [415, 'form-media-type', 'multipart/form-data-x; boundary=a', '--a--'],
    [400, 'form-malformed', MULTIPART, ''],
    [400, 'form-malformed', MULTIPART, '--a'],
    [400, 'form-malformed', MULTIPART, '--a\r\n'],
    [400, 'form-malformed', MULTIPART, '--a\r\n\r\n'],
    [400, 'form-malformed', MULTIPART, field('x')],
    [400, 'form-malformed', MULTIPART, `${field('x')}--a-`],
    [400, 'form-malformed', MULTIPART, `${field('x').slice(0, -1)}--a--\r\n`],
    [400, 'form-malformed', MULTIPART, `--a\r\n--a\r\n--a--`],
    [400, 'form-malformed', MULTIPART, `--a \r\n${field('x')}--a--`],
    [400, 'form-malformed', MULTIPART, `--ab\r\n${field('x')}--a--`],
    [400, 'form-malformed', MULTIPART, '--a\r\n\r\nv\r\n--a--'],
    [400, 'form-malformed', MULTIPART, '--a\r\nContent-Disposition\r\n\r\nv\r\n--a--'],
    [400, 'form-malformed', MULTIPART, field('x').replaceAll('\r\n', '\n')],
    [400, 'form-malformed', MULTIPART, `${field('x\ry')}--a--`],
    [400, 'form-malformed', MULTIPART, `${field('x\ny')}--a--`],
    [400, 'form-malformed', MULTIPART, `${field('x\0y')}--a--`],
    [400, 'form-malformed', MULTIPART, `${field('x"; filename*="y')}--a--`],
    [400, 'form-malformed', MULTIPART, `${field('x'.repeat(70_000))}--a--`],
    [400, 'form-malformed', MULTIPART, Buffer.from(`${field('\xff')}--a--`, 'latin1')],
    [400, 'form-malformed', MULTIPART, Buffer.from(`${field('x', '\xff')}--a--`, 'latin1')],
    [400, 'form-malformed', encoded, Buffer.from('a=\xff', 'latin1')],
    [413, 'body-too-large', MULTIPART, `${field('x').repeat(4)}--a--`],
    [413, 'body-too-large', MULTIPART, `${field('x', 'v'.repeat(1000))}--a--`],
    [413, 'body-too-large', encoded, 'a&b&c&d'],
  ]) {
    const limits = { maxBytes: status === 413 ? 1000 : 100_000, maxParts: 3 };
    await assert.rejects(
      formDataOf(request(type, body), limits),
      { name: 'IamSmartError', code, status },
      `${type} ${JSON.stringify(String(body).slice(0, 99))}`,
    );
  }
  const init = {
    method: 'POST',
    body: 'x',
    headers: { 'Content-Type': MULTIPART, 'Content-Encoding': 'gzip' },
  };
  await assert.rejects(formDataOf(new Request('http://a/', init)), { code: 'form-media-type' });
});

test('a body that stops, that breaks, and that was read before', async () => {
  const stopped = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('--a\r\n')) });
  await assert.rejects(formDataOf(request(MULTIPART, stopped), { idleMs: 20 }), {
    code: 'body-too-slow',
    status: 408,
  });
  const dripping = new ReadableStream({
    async pull(stream) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      stream.enqueue(Buffer.from('-'));
    },
  });
  await assert.rejects(formDataOf(request(MULTIPART, dripping), { idleMs: 1000, timeoutMs: 60 }), {
    code: 'body-too-slow',
  });
  const broken = new ReadableStream({ pull: (stream) => stream.error(new TypeError('lost')) });
  await assert.rejects(formDataOf(request(MULTIPART, broken)), {
    code: 'body-broken',
    status: 400,
  });
  const read = request(MULTIPART, `${field('x')}--a--`);
  const copy = read.clone();
  await formDataOf(read);
  await assert.rejects(formDataOf(read), { code: 'body-taken', status: 500 });
  assert.equal((await formDataOf(copy)).get('x'), 'v');
});

test('bodies that look like boundaries take no more time than their bytes', async () => {
  const size = 8 * 1024 * 1024;
  const boundary = '-'.repeat(70);
  for (const fill of ['\r\n-', '\r', `\r\n--${'-'.repeat(69)}`, '\r\n--']) {
    const file = part(
      'Content-Disposition: form-data; name="x"; filename="y"',
      fill.repeat(size / fill.length),
    );
    const body = Buffer.from(`--${boundary}${file.slice(3)}--${boundary}--`);
    // Finishes at all: a search that is quadratic takes hours.
    await formDataOf(
      request(`multipart/form-data; boundary=${boundary}`, pieces(body, 10_000)),
    ).then(
      (form) => assert.ok(form.get('x').size > size / 2),
      // A dash more, and it is a boundary.
      ({ code }) => assert.equal(code, 'form-malformed'),
    );
  }
});

function request(type, body) {
  const headers = type === undefined ? {} : { 'Content-Type': type };
  const sent = typeof body === 'string' ? Buffer.from(body) : body;
  return new Request('http://a/', { method: 'POST', headers, body: sent, duplex: 'half' });
}

function part(header, value = 'v') {
  return `--a\r\n${header}\r\n\r\n${value}\r\n`;
}

function field(name, value) {
  return part(`Content-Disposition: form-data; name="${name}"`, value);
}

function pieces(bytes, size) {
  let at = 0;
  return new ReadableStream({
    pull(stream) {
      if (at >= bytes.length) return stream.close();
      stream.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
      at += size;
    },
  });
}
