// Bytes, Blobs, streams and forms of another realm, and those whose bytes are not there, or are fewer
// than they were: an error, never the digest of less.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const page = await load('page/inline.js');
const verify = await load('verify/inline.js');

const HELLO = createHash('sha256').update('hello').digest('hex');
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const ABOUT = { formName: 'Permit' };
const invalid = { name: 'IamSmartError', code: 'invalid-argument' };
const unreadable = { name: 'IamSmartError', code: 'content-unreadable' };

/** Values of another realm. */
const other = vm.runInNewContext(`({
  octets: Uint8Array.of(0x68, 0x65, 0x6c, 0x6c, 0x6f),
  buffer: Uint8Array.of(0x68, 0x65, 0x6c, 0x6c, 0x6f).buffer,
  words: new Uint16Array(Uint8Array.of(0, 0, 0x68, 0x65, 0x6c, 0x6c).buffer, 2),
  data: new DataView(Uint8Array.of(0, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0).buffer, 1, 5),
  shared: new Uint8Array(new SharedArrayBuffer(8)),
  date: new Date('2026-06-01T00:00:00Z'),
  chunks: () => ({ async *[Symbol.asyncIterator]() { yield Uint8Array.of(0x68, 0x65); yield Uint8Array.of(0x6c, 0x6c, 0x6f); } }),
})`);

test('bytes of another realm', async () => {
  for (const name of ['octets', 'buffer', 'data']) {
    assert.equal(hex(await page.hashContent(other[name])), HELLO, name);
    assert.equal(hex(new page.ContentHasher().update(other[name]).digest()), HELLO, name);
  }
  const hell = createHash('sha256').update('hell').digest('hex');
  assert.equal(hex(await page.hashContent(other.words)), hell);
  assert.equal(hex(await page.hashContent(other.chunks())), HELLO);
  const zeros = createHash('sha256').update(Buffer.alloc(8)).digest('hex');
  assert.equal(hex(await page.hashContent(other.shared)), zeros);
  assert.equal(hex(await page.hashContent(new Uint8Array(new SharedArrayBuffer(8)))), zeros);
  const text = '{"a":1}';
  const input = { content: new TextEncoder().encode(text), certificate: other.octets };
  assert.throws(() => verify.createEvidence({ ...input, signature: other.octets }), {
    name: 'IamSmartError',
  });
});

test('a Date of another realm', () => {
  const { pending } = page.beginLogin({
    server: { kind: 'iamsmart', gateway: 'https://gateway.example' },
    clientId: 'c',
    redirectUri: 'https://e.example/back',
    scope: ['a'],
    userAgent: 'Mozilla/5.0',
    now: other.date,
  });
  assert.equal(pending.expiresAt, '2026-06-01T00:18:00.000Z');
});

/** What another implementation has: no class of the platform's, and not every method. */
class OtherBlob {
  constructor(text, { size = text.length, type = 'text/plain' } = {}) {
    this.text = text;
    this.size = size;
    this.type = type;
  }
  get [Symbol.toStringTag]() {
    return 'Blob';
  }
  slice(from, to) {
    return new OtherBlob(this.text.slice(from, to));
  }
}
class BufferedBlob extends OtherBlob {
  slice(from, to) {
    return new BufferedBlob(this.text.slice(from, to));
  }
  async arrayBuffer() {
    return new TextEncoder().encode(this.text).buffer;
  }
}
class OtherFormData {
  #entries;
  constructor(entries) {
    this.#entries = entries;
  }
  append() {}
  getAll() {}
  entries() {
    return this.#entries.values();
  }
  [Symbol.iterator]() {
    return this.entries();
  }
}

test('a Blob without stream, or without anything but a FileReader', async (t) => {
  assert.equal(hex(await page.hashContent(new BufferedBlob('hello'))), HELLO);
  await assert.rejects(page.hashContent(new OtherBlob('hello')), unreadable);
  globalThis.FileReader = class {
    readAsArrayBuffer({ text }) {
      queueMicrotask(() => {
        this.result = new TextEncoder().encode(text).buffer;
        this.onload();
      });
    }
  };
  t.after(() => {
    delete globalThis.FileReader;
  });
  assert.equal(hex(await page.hashContent(new OtherBlob('hello'))), HELLO);
});

test('a form of another implementation', async () => {
  const file = Object.assign(new BufferedBlob('hello'), { name: 'a.txt' });
  const own = new FormData();
  own.append('a', 'b');
  own.append('f', new File(['hello'], 'a.txt', { type: 'text/plain' }));
  const given = new OtherFormData([
    ['a', 'b'],
    ['f', file],
  ]);
  const [theirs, ours] = await Promise.all([
    page.hashForm(given, ABOUT),
    page.hashForm(own, ABOUT),
  ]);
  assert.equal(theirs.text, ours.text);
});

test('what is no form', async () => {
  const entries = [
    [['a', 1]],
    [[1, 'a']],
    [['a']],
    [5],
    [['a', new Blob(['a file has a name'])]],
    [['a', null]],
  ];
  for (const one of entries) {
    await assert.rejects(page.hashForm(new OtherFormData(one), ABOUT), invalid);
  }
  for (const one of [undefined, null, [], new Map(), {}, 'a=b', { elements: [] }]) {
    await assert.rejects(page.hashForm(one, ABOUT), invalid);
  }
});

const detached = (value) => {
  structuredClone(value, { transfer: [value.buffer ?? value] });
  return value;
};
const resizable = (length) => new ArrayBuffer(length, { maxByteLength: length });

test('bytes that are not there', async () => {
  const shrunk = [
    new Uint8Array(resizable(8), 4),
    new Uint8Array(resizable(8), 2, 4),
    new DataView(resizable(8), 4),
    new DataView(resizable(8), 0, 8),
    new Float64Array(resizable(8)),
  ];
  for (const view of shrunk) view.buffer.resize(1);
  const gone = [
    detached(new Uint8Array(8)),
    detached(new ArrayBuffer(8)),
    detached(new DataView(new ArrayBuffer(8))),
    // A length-tracking view of whole elements has none left, and is what it says.
    ...shrunk.filter((view) => !(view instanceof Float64Array)),
  ];
  for (const [index, bytes] of gone.entries()) {
    await assert.rejects(page.hashContent(bytes), invalid, `${index}`);
    assert.throws(() => new page.ContentHasher().update(bytes), invalid, `${index}`);
    const code = { digest: bytes, boundTo: { openId: 'o' } };
    assert.throws(() => page.identificationCode(code), { name: 'IamSmartError' }, `${index}`);
    assert.throws(() => verify.certificatesOf(bytes), { name: 'IamSmartError' }, `${index}`);
    const form = {
      chunks: bytes,
      async *[Symbol.asyncIterator]() {
        yield bytes;
      },
    };
    await assert.rejects(page.hashContent(form), invalid, `${index}`);
  }
  const empty = createHash('sha256').digest('hex');
  for (const bytes of [new Uint8Array(), new ArrayBuffer(0), new Uint8Array(resizable(8), 8)]) {
    assert.equal(hex(await page.hashContent(bytes)), empty);
  }
});

test('bytes that go while they are hashed', async () => {
  const length = 20 * 1024 * 1024;
  const spoil = {
    detached: (bytes) => detached(bytes),
    shrunk: (bytes) => bytes.buffer.resize(9 * 1024 * 1024),
  };
  for (const [name, change] of Object.entries(spoil)) {
    const bytes = new Uint8Array(resizable(length));
    let changed = false;
    const onProgress = () => {
      if (changed) return;
      changed = true;
      change(bytes);
    };
    await assert.rejects(page.hashContent(bytes, { onProgress }), unreadable, name);
  }
});

test('a file that ends early, or goes on', async () => {
  for (const size of [4, 6]) {
    const blob = new BufferedBlob('hello', { size });
    // Reads what there is, whatever is asked for.
    blob.slice = () => new BufferedBlob('hello');
    await assert.rejects(page.hashContent(blob), unreadable);
    const stream = Object.assign(new BufferedBlob('hello', { size }), {
      stream: () => new Blob(['hello']).stream(),
    });
    await assert.rejects(page.hashContent(stream), unreadable);
    const form = new OtherFormData([['f', Object.assign(stream, { name: 'a' })]]);
    await assert.rejects(page.hashForm(form, ABOUT), unreadable);
  }
});

test('a stream that something else reads', async () => {
  const { body } = new Response('hello');
  body.getReader();
  await assert.rejects(page.hashContent(body), invalid);
  const other = new Response('hello').body;
  other.tee();
  await assert.rejects(page.hashContent(other), invalid);
});

test('more bytes than a module counts', async () => {
  const bytes = new Uint8Array(2 ** 32);
  assert.throws(() => new page.ContentHasher().update(bytes), invalid);
  await assert.rejects(page.hashContent(bytes), invalid);
});

test("what the caller's own functions throw is a cause", async () => {
  const mine = new TypeError('mine');
  const onProgress = () => {
    throw mine;
  };
  const later = async () => onProgress();
  for (const thrower of [onProgress, later]) {
    const options = { onProgress: thrower };
    await assert.rejects(page.hashContent('hello', options), { ...invalid, cause: mine });
  }
  for (const options of [{ onProgress: 5 }, { signal: {} }, { algorithm: 'MD5' }]) {
    await assert.rejects(page.hashContent('hello', options), invalid);
  }
  assert.equal(hex(await page.hashContent('hello', null)), HELLO);
});
