// Content that WebCrypto hashes, and that the module hashes where it does not: one answer either way,
// and what holds of the one holds of the other.

import assert from 'node:assert/strict';
import { createHash, randomFillSync, webcrypto } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { hashContent, hashForm } = await import(pathToFileURL(join(pkg, 'page/inline.js')).href);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const folder = mkdtempSync(join(tmpdir(), 'iamsmart-at-once-'));
after(() => rmSync(folder, { recursive: true }));

const KIB = 1024;
const MIB = 1024 * KIB;
const AT_ONCE = 64 * MIB;
const random = randomFillSync(new Uint8Array(AT_ONCE + 2 * MIB));
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const known = (bytes, algorithm = 'SHA-256') =>
  createHash(algorithm.replace('-', '')).update(bytes).digest('hex');
const ABOUT = { formName: 'f' };
const unreadable = { name: 'IamSmartError', code: 'content-unreadable' };

/** The platform's own, which stays in its place if a test puts another there. */
const { subtle } = webcrypto;
const SUBTLE = {
  'as it is': subtle,
  'not there': undefined,
  'that rejects': { digest: () => Promise.reject(new DOMException('no', 'OperationError')) },
  'that throws': {
    digest() {
      throw new DOMException('no', 'NotSupportedError');
    },
  },
};

function use(value) {
  Object.defineProperty(globalThis, 'crypto', { value: { subtle: value }, configurable: true });
}
afterEach(() => {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
});

/** WebCrypto that keeps a record of what it is given. */
function watched(digest = (...args) => subtle.digest(...args)) {
  const seen = { sizes: [], now: 0, most: 0 };
  use({
    async digest(algorithm, bytes) {
      seen.sizes.push(bytes.byteLength);
      seen.now += bytes.byteLength;
      seen.most = Math.max(seen.most, seen.now);
      try {
        return await digest(algorithm, bytes);
      } finally {
        seen.now -= bytes.byteLength;
      }
    },
  });
  return seen;
}

for (const [how, value] of Object.entries(SUBTLE)) {
  test(`WebCrypto ${how}: the same digests around blocks, pieces and limits`, async () => {
    const around = (size) => [size - 1, size, size + 1];
    const sizes = [0, 1, ...[56, 64, 112, 128, 64 * KIB, 2 * MIB, 8 * MIB].flatMap(around)];
    use(value);
    for (const size of sizes) {
      // Somewhere in a buffer, too.
      const bytes = random.subarray(3, 3 + size);
      for (const algorithm of size < MIB ? ['SHA-256', 'SHA-384', 'SHA-512'] : ['SHA-256']) {
        const expected = known(bytes, algorithm);
        for (const content of [bytes, new Blob([bytes])]) {
          const found = await hashContent(content, { algorithm });
          assert.equal(hex(found), expected, `${algorithm} of ${size}`);
          assert.equal(
            JSON.stringify(found),
            JSON.stringify(Buffer.from(expected, 'hex').toString('base64')),
          );
        }
      }
    }
    const text = '長'.repeat(50_000);
    assert.equal(hex(await hashContent(text)), known(text));
    await assert.rejects(hashContent(random, { algorithm: 'sha-256' }), {
      code: 'invalid-argument',
    });
  });
}

test('WebCrypto that must not be used', async () => {
  const get = () => {
    throw new DOMException('no', 'SecurityError');
  };
  Object.defineProperty(globalThis, 'crypto', { get, configurable: true });
  assert.equal(hex(await hashContent(random.subarray(0, MIB))), known(random.subarray(0, MIB)));
});

test('what WebCrypto hashes', async () => {
  const seen = watched();
  for (const size of [64 * KIB - 1, 64 * KIB, AT_ONCE, AT_ONCE + 1]) {
    const bytes = random.subarray(0, size);
    for (const content of [bytes, new Blob([bytes])]) {
      assert.equal(hex(await hashContent(content)), known(bytes));
    }
  }
  assert.deepEqual(seen.sizes, [64 * KIB, 64 * KIB, AT_ONCE, AT_ONCE]);
});

test('shared and resizable bytes', async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(MIB));
  const resizable = new Uint8Array(new ArrayBuffer(MIB, { maxByteLength: 2 * MIB }));
  for (const bytes of [shared, resizable]) {
    bytes.set(random.subarray(0, MIB));
    assert.equal(hex(await hashContent(bytes)), known(random.subarray(0, MIB)));
  }
});

test('bytes that change while WebCrypto hashes them', async () => {
  const bytes = random.slice(0, MIB);
  const expected = known(bytes);
  const digest = hashContent(bytes);
  await Promise.resolve();
  bytes.fill(0);
  assert.ok([expected, known(bytes)].includes(hex(await digest)));
  const gone = random.slice(0, MIB);
  const later = hashContent(gone);
  structuredClone(gone, { transfer: [gone.buffer] });
  await assert.rejects(later, unreadable);
});

test('progress ends with the total', async () => {
  for (const size of [1, 64 * KIB, 3 * MIB, AT_ONCE + 1]) {
    for (const content of [random.subarray(0, size), new Blob([random.subarray(0, size)])]) {
      const told = [];
      await hashContent(content, { onProgress: (progress) => void told.push(progress) });
      assert.deepEqual(told.at(-1), { loaded: size, total: size });
    }
  }
});

test('an abort while WebCrypto hashes', async () => {
  const reason = new Error('enough');
  let go = () => {};
  const seen = watched(
    (...args) =>
      new Promise((resolve) => {
        go = () => resolve(subtle.digest(...args));
      }),
  );
  for (const content of [random.subarray(0, AT_ONCE), new Blob([random.subarray(0, AT_ONCE)])]) {
    const controller = new AbortController();
    const digest = hashContent(content, { signal: controller.signal });
    const { length } = seen.sizes;
    while (seen.sizes.length === length && seen.now === 0) await later(1);
    controller.abort(reason);
    await assert.rejects(digest, { code: 'aborted', cause: reason });
    // It is still in memory: others are hashed by the module, and later ones by WebCrypto again.
    const { most } = seen;
    assert.equal(hex(await hashContent(random.subarray(0, MIB))), known(random.subarray(0, MIB)));
    assert.equal(seen.most, most);
    go();
    while (seen.now > 0) await later(1);
  }
  const aborted = hashContent(random, { signal: AbortSignal.abort(reason) });
  await assert.rejects(aborted, { code: 'aborted', cause: reason });
  await assert.rejects(hashContent('a', { signal: AbortSignal.abort() }), { code: 'aborted' });
});

test('a file that was removed, or has changed', async () => {
  const path = join(folder, 'file');
  for (const size of [100, MIB, AT_ONCE + MIB]) {
    const bytes = random.subarray(0, size);
    writeFileSync(path, bytes);
    const blob = await openAsBlob(path);
    assert.equal(hex(await hashContent(blob)), known(bytes));
    const form = formOf([blob]);
    truncateSync(path, size - 1);
    await assert.rejects(hashContent(blob), unreadable);
    await assert.rejects(hashForm(form, ABOUT), unreadable);
    rmSync(path);
    await assert.rejects(hashContent(blob), unreadable);
    await assert.rejects(hashForm(form, ABOUT), unreadable);
  }
});

function formOf(blobs) {
  const form = new FormData();
  for (const [index, blob] of blobs.entries()) form.append('file', blob, `${index}.bin`);
  return form;
}

test('files of a form: several at the same time, within one bound', async () => {
  const seen = watched(async (...args) => {
    await later(5);
    return subtle.digest(...args);
  });
  const sizes = [
    20 * MIB,
    0,
    5,
    24 * MIB,
    30 * MIB,
    64 * KIB,
    AT_ONCE,
    3 * MIB,
    AT_ONCE + MIB,
    7,
    MIB,
  ];
  const blobs = sizes.map((size, index) => new Blob([random.subarray(index, index + size)]));
  const told = [];
  let telling = 0;
  const total = sizes.reduce((sum, size) => sum + size);
  const onProgress = async (progress) => {
    telling += 1;
    assert.equal(telling, 1, 'one after another');
    await later(1);
    told.push(progress);
    telling -= 1;
  };
  const { text } = await hashForm(formOf(blobs), ABOUT, { onProgress });
  const { files } = JSON.parse(text);
  for (const [index, size] of sizes.entries()) {
    const expected = Buffer.from(known(random.subarray(index, index + size)), 'hex');
    const { name, sha256, size: told } = files[index];
    assert.deepEqual([name, sha256, told], [`${index}.bin`, expected.toString('base64'), size]);
  }
  assert.ok(told.every((one, i) => one.total === total && one.loaded > (told[i - 1]?.loaded ?? 0)));
  assert.equal(told.at(-1).loaded, total);
  assert.ok(seen.most <= AT_ONCE, `${seen.most} at the same time`);
  assert.ok(seen.most > 40 * MIB, `${seen.most} at the same time`);
  const many = Array.from({ length: 500 }, () => new Blob(['a']));
  assert.equal(JSON.parse((await hashForm(formOf(many), ABOUT)).text).files.length, 500);
});

test('files of a form: what fails in one, or is aborted, ends all', async () => {
  /** A file that tells what is read of it. */
  class Watched extends File {
    read = 0;
    stream() {
      const reader = super.stream().getReader();
      const pull = async (controller) => {
        this.read += 1;
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      };
      return new ReadableStream({ pull });
    }
  }
  const bad = new File([random.subarray(0, MIB)], 'bad');
  bad.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  bad.stream = () => new ReadableStream({ pull: () => bad.arrayBuffer() });
  use(undefined);
  const large = () => new Watched([random.subarray(0, 60 * MIB)], 'large');
  const form = { append() {}, getAll() {}, entries() {} };
  const of = (files) => ({
    ...form,
    *[Symbol.iterator]() {
      for (const file of files) yield ['f', file];
    },
  });

  const first = large();
  await assert.rejects(hashForm(of([first, bad]), ABOUT), unreadable);
  const controller = new AbortController();
  const second = large();
  const reason = new Error('enough');
  const onProgress = () => controller.abort(reason);
  await assert.rejects(hashForm(of([second]), ABOUT, { onProgress, signal: controller.signal }), {
    code: 'aborted',
    cause: reason,
  });
  const third = large();
  const mine = new Error('mine');
  const thrower = () => {
    throw mine;
  };
  await assert.rejects(hashForm(of([third, large()]), ABOUT, { onProgress: thrower }), {
    code: 'invalid-argument',
    cause: mine,
  });
  const read = [first, second, third].map((file) => file.read);
  await later(50);
  assert.deepEqual(
    [first, second, third].map((file) => file.read),
    read,
  );
  assert.ok(
    read.every((pieces) => pieces < 500),
    `${read}`,
  );
});

test('content of any size in constant memory', async () => {
  const chunk = 64 * KIB;
  const count = 2_000;
  const inUse = async () => {
    // What belongs to an object that is collected goes in a task of its own.
    for (let i = 0; i < 2; i += 1) {
      collect();
      await later(1);
    }
    return process.memoryUsage().arrayBuffers;
  };
  async function* chunks() {
    for (let i = 0; i < count; i += 1) yield new Uint8Array(chunk);
  }
  const pieces = new Blob([]);
  Object.defineProperty(pieces, 'size', { value: count * chunk });
  pieces.stream = undefined;
  pieces.slice = (from, to) => new Blob([new Uint8Array(Math.min(to, count * chunk) - from)]);
  for (const content of [chunks(), pieces]) {
    const before = await inUse();
    let most = 0;
    let calls = 0;
    const onProgress = async () => {
      calls += 1;
      if (calls % 20 > 0) return;
      most = Math.max(most, (await inUse()) - before);
    };
    const { signal } = new AbortController();
    const digest = await hashContent(content, { onProgress, signal });
    assert.equal(hex(digest), known(new Uint8Array(count * chunk)));
    assert.ok(most < 16 * MIB, `${most}`);
  }
});

test('a Blob that says to be larger than any', { timeout: 10_000 }, async () => {
  const blob = Object.assign(new Blob(['a']), {});
  Object.defineProperty(blob, 'size', { value: 2 ** 52 });
  await assert.rejects(hashContent(blob), unreadable);
});

test('a long content lets the event loop turn', async () => {
  // Chunks that are there are read in microtasks.
  const chunk = new Uint8Array(1024 * 1024);
  const content = new ReadableStream(
    {
      pull(to) {
        if (left === 0) to.close();
        else to.enqueue(chunk);
        left -= 1;
      },
    },
    { highWaterMark: 8 },
  );
  let left = 200;
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    await hashContent(content);
  } finally {
    clearInterval(timer);
  }
  assert.ok(turns > 2, `${turns}`);
});

test('a Blob is as it was when its chunks have been given back', async () => {
  const blob = new Blob([random.subarray(0, MIB), new Blob([random])]);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  for (let turn = 0; turn < 3; turn += 1) assert.equal(hex(await hashContent(blob)), known(bytes));
  assert.equal(Buffer.compare(bytes, new Uint8Array(await blob.arrayBuffer())), 0);
  assert.equal(hex(await hashContent(random.subarray(0, MIB))), known(random.subarray(0, MIB)));
});

test("a Blob of another implementation in the platform's place keeps its bytes", async () => {
  /** Yields its own bytes, as happy-dom's does, which is put in place of the platform's. */
  class Own {
    constructor(bytes) {
      this.bytes = bytes;
    }
    type = '';
    get size() {
      return this.bytes.byteLength;
    }
    slice(from, to) {
      return new Own(this.bytes.subarray(from, to));
    }
    stream() {
      const { bytes } = this;
      return new ReadableStream({
        start(to) {
          to.enqueue(bytes);
          to.close();
        },
      });
    }
  }
  /** The platform's, with a stream of its own. */
  class Derived extends Blob {
    constructor(bytes) {
      super([bytes]);
      this.stream = () => new Own(bytes).stream();
    }
  }
  const { Blob: platforms } = globalThis;
  const { transfer } = ArrayBuffer.prototype;
  // Before Node 22 there is none.
  ArrayBuffer.prototype.transfer ??= function () {
    return structuredClone(this, { transfer: [this] });
  };
  use(undefined);
  try {
    for (const size of [5000, 60 * KIB, 5 * MIB, AT_ONCE + 1]) {
      const bytes = random.slice(0, size);
      const expected = known(bytes);
      for (const blob of [new Own(bytes), new Derived(bytes)]) {
        globalThis.Blob = blob.constructor;
        for (let turn = 0; turn < 2; turn += 1) {
          assert.equal(hex(await hashContent(blob)), expected, `${size}`);
          assert.equal(bytes.byteLength, size);
        }
      }
    }
  } finally {
    globalThis.Blob = platforms;
    if (!transfer) delete ArrayBuffer.prototype.transfer;
  }
});
