// Bodies that are long, endless or slow, from strangers.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemoWith } from '../e2e/demo.js';
import { peakMemory } from './measure.js';
import { logIn } from './visitor.js';

const MEGABYTE = 1024 * 1024;

let demo;

before(async () => {
  demo = await startDemoWith({ limits: { idleMs: 500, bodyMs: 2000 } });
});
after(() => demo?.stop());

/** Sends raw HTTP; returns what came back before the connection's end. */
async function raw(head, chunks) {
  const socket = connect(new URL(demo.origin).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`${head.join('\r\n')}\r\nHost: ${new URL(demo.origin).host}\r\n\r\n`);
  // An answer is lost if the client still writes when the server has closed.
  await pause(100);
  for await (const chunk of chunks) {
    if (socket.destroyed || answer) break;
    socket.write(chunk);
    await pause(5);
  }
  const late = setTimeout(() => socket.destroy(), 15_000);
  while (!answer && !socket.destroyed) await pause(20);
  clearTimeout(late);
  socket.destroy();
  return answer.split('\r\n')[0];
}

function* megabytes(count) {
  const chunk = Buffer.alloc(MEGABYTE, ' ');
  for (let i = 0; i < count; i += 1) yield chunk;
}

function* chunked(count) {
  for (const chunk of megabytes(count)) {
    yield `${chunk.length.toString(16)}\r\n`;
    yield chunk;
    yield '\r\n';
  }
  yield '0\r\n\r\n';
}

test('a login of 300 MB is refused before it is read', async () => {
  const before = await peakMemory(demo);
  const length = `Content-Length: ${300 * MEGABYTE}`;
  const announced = await raw(['POST /api/login HTTP/1.1', length], megabytes(300));
  assert.match(announced, / 413 /);
  const endless = await raw(
    ['POST /api/login HTTP/1.1', 'Transfer-Encoding: chunked'],
    chunked(300),
  );
  assert.match(endless, / 413 /);
  const grown = (await peakMemory(demo)) - before;
  assert.ok(grown < 30 * MEGABYTE, `${grown} bytes more memory`);
});

test('a form is read of those who are logged in, and as a form', async () => {
  const before = await peakMemory(demo);
  const length = `Content-Length: ${300 * MEGABYTE}`;
  assert.match(await raw(['POST /api/sign HTTP/1.1', length], megabytes(300)), / 401 /);
  assert.match(await raw(['POST /api/fill HTTP/1.1', length], megabytes(300)), / 401 /);

  const { cookie } = await logIn(demo);
  const head = (type, bytes) => [
    'POST /api/sign?hashCode=x HTTP/1.1',
    `Cookie: ${cookie}`,
    `Content-Type: ${type}`,
    `Content-Length: ${bytes}`,
  ];
  // URL encoding: 3,000,000 fields in 6 MB.
  const fields = head('application/x-www-form-urlencoded', 6_000_000);
  assert.match(await raw(fields, ['a&'.repeat(3_000_000)]), / 413 /);
  const tooLarge = head('multipart/form-data; boundary=b', 12 * MEGABYTE);
  assert.match(await raw(tooLarge, megabytes(12)), / 413 /);
  const grown = (await peakMemory(demo)) - before;
  assert.ok(grown < 60 * MEGABYTE, `${grown} bytes more memory`);
});

test('many small parts in a form do not end the service', async () => {
  const { cookie } = await logIn(demo);
  const part = '--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n';
  const body = `${part.repeat(200_000)}--b--\r\n`;
  const headers = { Cookie: cookie, 'Content-Type': 'multipart/form-data; boundary=b' };
  const init = { method: 'POST', headers, body };
  const response = await fetch(`${demo.origin}/api/sign?hashCode=x`, init);
  assert.equal(response.status, 400);
  assert.equal((await fetch(`${demo.origin}/api/service`)).status, 200);
});

test('a field is what is wanted of it, whoever sends it', async () => {
  const { cookie } = await logIn(demo);
  const sent = async (name, value) => {
    const form = new FormData();
    form.append('hkic', 'A123456(3)');
    form.append(name, value);
    const encoded = new Response(form);
    const headers = { Cookie: cookie, 'Content-Type': encoded.headers.get('Content-Type') };
    const body = await encoded.arrayBuffer();
    const init = { method: 'POST', headers, body };
    const response = await fetch(`${demo.origin}/api/sign?hashCode=x`, init);
    return [response.status, (await response.json()).code];
  };
  for (const [name, value] of [
    ['phone', 'hello'],
    ['vehicle', '!!!!'],
    ['fullName', '陳大文'],
    ['chineseName', 'Chan'],
    [
      'proof',
      new File(['MZ This program cannot be run'], 'proof.pdf', { type: 'application/pdf' }),
    ],
    ['proof', new File(['%PDF-1.7'], 'proof.exe', { type: 'application/x-msdownload' })],
  ]) {
    assert.deepEqual(await sent(name, value), [400, 'field-refused'], name);
  }
  const proof = new File(['%PDF-1.7'], 'proof.pdf', { type: 'application/pdf' });
  for (const [name, value] of Object.entries({ phone: '9123 4567', vehicle: 'AB 1', proof })) {
    // Read, and compared with a hash that is none.
    assert.notEqual((await sent(name, value))[1], 'field-refused', name);
  }
});

test('a body that stops, or drips, is given up', async () => {
  const head = ['POST /api/login HTTP/1.1', 'Content-Length: 1000'];
  assert.match(await raw(head, ['{']), / 408 /, 'stops');
  let isOver = false;
  async function* drip() {
    for (let i = 0; i < 60; i += 1) {
      await pause(200);
      yield ' ';
    }
    isOver = true;
  }
  assert.match(await raw(head, drip()), / 408 /, 'drips');
  assert.ok(!isOver, 'given up while it dripped');
});

test('a callback that stops is like any other that cannot be opened', async () => {
  const head = ['POST /iamsmart/callback HTTP/1.1', 'Content-Length: 1000'];
  assert.match(await raw(head, ['{']), / 400 /);
});
