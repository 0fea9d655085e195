// CRLs of the largest size: read as a stream, and held once.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const { fetchRevocation, iamSmartProfile } = await import(
  `${process.env.IAMSMART_PKG}/verify/inline.js`
);
const { initSync } = await import(`${process.env.IAMSMART_PKG}/wasm/verify.js`);

const fixture = (name) => readFileSync(new URL(`../fixtures/issuers/${name}`, import.meta.url));
const MEGABYTE = 1024 * 1024;

// The module starts with the first call.
iamSmartProfile();

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Encodes an element with a length of four octets, or as short as it can be. */
function encoded(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  const digits = head.subarray(head.findIndex((digit) => digit !== 0));
  const prefix = length < 0x80 ? [tag, length] : [tag, 0x80 + digits.length, ...digits];
  return Buffer.concat([Buffer.from(prefix), content]);
}

/** A list of OpenSSL's with many revoked certificates put in; its signature is no longer right. */
function largeList(megabytes) {
  const elements = (bytes) => {
    const found = [];
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at + 1];
      const digits = first > 0x80 ? first - 0x80 : 0;
      const length = digits ? bytes.readUIntBE(at + 2, digits) : first;
      const end = at + 2 + digits + length;
      found.push({ whole: bytes.subarray(at, end), content: bytes.subarray(end - length, end) });
      at = end;
    }
    return found;
  };
  const [list] = elements(fixture('issuing.crl'));
  const [tbs, ...signature] = elements(list.content);
  const fields = elements(tbs.content).map(({ whole }) => whole);
  const entry = Buffer.from('301e0209100000000000000000170d3235303130313030303030305a', 'hex');
  entry[1] = entry.length - 2;
  const entries = Buffer.alloc(Math.floor((megabytes * MEGABYTE) / entry.length) * entry.length);
  for (let at = 0, serial = 0; at < entries.length; at += entry.length, serial += 1) {
    entry.copy(entries, at);
    entries.writeUInt32BE(serial, at + 8);
  }
  fields.splice(-1, 0, encoded(0x30, entries));
  return encoded(0x30, encoded(0x30, ...fields), ...signature.map(({ whole }) => whole));
}

/** Runs `fetchRevocation`, with the most bytes of buffers and of the module seen meanwhile. */
async function measured(list, headers) {
  const memory = Object.values(initSync()).find((one) => one instanceof WebAssembly.Memory);
  const buffers = () => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const chunk = MEGABYTE;
  let most = 0;
  // What is held is most right after room for something long was made.
  const ofPlatform = globalThis.Uint8Array;
  globalThis.Uint8Array = new Proxy(ofPlatform, {
    construct(target, values) {
      const made = Reflect.construct(target, values);
      const isRoom = typeof values[0] === 'number' && made.byteLength > chunk;
      if (isRoom) most = Math.max(most, buffers());
      return made;
    },
  });
  const body = () => {
    let at = 0;
    return new ReadableStream(
      {
        pull(controller) {
          // Copies: whoever holds on to them holds the list twice.
          controller.enqueue(Uint8Array.from(list.subarray(at, at + chunk)));
          at += chunk;
          if (at >= list.length) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  };
  const fetch = async (url) =>
    url.endsWith('/issuing.crl')
      ? new Response(body(), { headers })
      : new Response(null, { status: 404 });
  const before = { buffers: buffers(), module: memory.buffer.byteLength };
  const issuer = fixture('issuing.der');
  const found = await fetchRevocation(fixture('person.der'), issuer, { fetch, timeoutMs: 60_000 });
  globalThis.Uint8Array = ofPlatform;
  assert.ok(most > 0);
  return {
    found,
    held: most - before.buffers,
    inModule: memory.buffer.byteLength - before.module,
  };
}

test('a list of 60 MB is held once, with its length known or not', async () => {
  const list = largeList(60);
  for (const headers of [{ 'Content-Length': String(list.length) }, {}]) {
    const { found, held, inModule } = await measured(list, headers);
    assert.ok(!found.problems.some(({ url }) => url.endsWith('/issuing.crl')));
    assert.equal(found.crls.length, 1);
    assert.ok(list.equals(found.crls[0]));
    assert.ok(held < 1.2 * list.length, `${held / MEGABYTE} MB of buffers`);
    assert.ok(inModule < 1.2 * list.length, `${inModule / MEGABYTE} MB in the module`);
  }
});

test('what says that it is too large is not read', async () => {
  const list = largeList(1);
  // A length of 1 GB in four octets.
  list.writeUInt8(0x84, 1);
  list.writeUInt32BE(1024 * MEGABYTE, 2);
  let pulls = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulls += 1;
      controller.enqueue(list.subarray(0, 1000));
    },
  });
  const fetch = async () => new Response(body);
  const found = await fetchRevocation(fixture('issuing.der'), fixture('policy.der'), { fetch });
  const problem = found.problems.find(({ kind }) => kind === 'crl');
  assert.equal(problem.reason, 'too-large');
  assert.ok(pulls < 4, `${pulls}`);
});

test('what never ends stops at the limit', async () => {
  const body = () =>
    new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(MEGABYTE)) });
  const fetch = async () => new Response(body());
  const issuer = fixture('policy.der');
  const options = { fetch, maxCrlBytes: 8 * MEGABYTE };
  const found = await fetchRevocation(fixture('issuing.der'), issuer, options);
  const reasons = found.problems.map(({ kind, reason }) => `${kind} ${reason}`);
  assert.deepEqual([...new Set(reasons)].toSorted(), ['crl too-large', 'issuer too-large']);
  assert.deepEqual(found.crls, []);
});
