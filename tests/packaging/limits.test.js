// Limits on what strangers send, and on the memory that it takes: each case in a new module, whose
// memory never shrinks.

import assert from 'node:assert/strict';
import {
  constants,
  createCipheriv,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const KEK = readFileSync(join(root, 'tests/fixtures/wire/kek.pem'), 'utf8');

/** What a body may hold at most. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** JSON texts of about `length` bytes whose trees take many times their size. */
const SHAPES = {
  'brackets beside each other': (length) => `[${'[],'.repeat(length / 3)}1]`,
  'brackets in each other': (length) => '['.repeat(length),
  objects: (length) => `{"a":[${'{"":0},'.repeat(length / 7)}1]}`,
  numbers: (length) => `{"a":[${'1,'.repeat(length / 2)}1]}`,
  names: (length) => {
    const names = Array.from({ length: length / 9 }, (_, i) => `"${i.toString(36)}":0`);
    return `{${names.join(',')}}`;
  },
  'a string': (length) => `{"a":"${'x'.repeat(length)}"}`,
  'a string of escapes': (length) => `{"a":"${'\\u4e00'.repeat(length / 6)}"}`,
};

/** A callback with this content, by anyone who has the public key. */
function sealed(content) {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const bytes = [Buffer.from([0, 0, 0, 12]), iv, cipher.update(content), cipher.final()];
  const padding = constants.RSA_PKCS1_PADDING;
  return JSON.stringify({
    txID: 't',
    code: 'D00000',
    message: 'm',
    secretKey: publicEncrypt({ key: createPublicKey(KEK), padding }, key).toString('base64'),
    content: Buffer.concat([...bytes, cipher.getAuthTag()]).toString('base64'),
  });
}

const jsonRequest = (body) => ({ body });
const multipartRequest = (parts) => {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  return new Request('https://e-service.example/', { method: 'POST', body: form });
};
const forAnyLength = MAX_BODY_BYTES * 0.98;
const forEnvelope = MAX_BODY_BYTES * 0.73;

/** Callbacks: what is pushed, the code it ends with, and the memory as a ratio of the body's size. */
const CALLBACKS = Object.entries(SHAPES).flatMap(([name, shape]) => {
  const inContent = (length) => `{"businessID":"b","content":${shape(length)}}`;
  const asText = (length) => JSON.stringify({ businessID: 'b', content: shape(length) });
  const isNested = name === 'brackets in each other';
  const isText = name.startsWith('a string');
  // To skip a bracket, the parser keeps a byte, in a buffer that doubles.
  const skipped = isNested ? 4.5 : 1.2;
  const opened = isNested || !isText ? 'content-too-large' : undefined;
  return [
    [`${name}, without a key`, () => jsonRequest(shape(forAnyLength)), 'callback-unreadable', 1.2],
    [
      `${name} for a content`,
      () => jsonRequest(`{"code":"D00000","secretKey":"AAAA","content":${shape(forAnyLength)}}`),
      'callback-unreadable',
      skipped,
    ],
    [
      `${name} in a part`,
      () => multipartRequest([['a', shape(forAnyLength)]]),
      'callback-unreadable',
      skipped,
    ],
    [
      `${name}, encrypted`,
      () => jsonRequest(sealed(shape(forEnvelope))),
      opened ?? 'answer-field-invalid',
      2.5,
    ],
    [
      `${name} in a content, encrypted`,
      () => jsonRequest(sealed(inContent(forEnvelope))),
      opened ?? 'callback-unsupported',
      2.5,
    ],
    [
      `${name} as text in a content, encrypted`,
      () => jsonRequest(sealed(asText(forEnvelope * 0.6))),
      opened ?? 'callback-unsupported',
      3.5,
    ],
  ];
});

const WORK = {
  /** Opens a callback; returns the code and the growth of the memory as a ratio. */
  async callback(name) {
    const { EService } = await load('server/inline.js');
    const service = new EService({
      gateway: 'https://gateway.example',
      clientId: 'c',
      clientSecret: 's',
      keyEncryptionKey: KEK,
    });
    const [, make] = CALLBACKS.find(([own]) => own === name);
    const growth = await measured('server');
    const code = await codeOf(service.openCallback(make()));
    return { code, ratio: growth() / MAX_BODY_BYTES };
  },

  /** Writes the canonical form of a text; returns the growth of the memory as a ratio. */
  async json(name) {
    const { canonicalizeJson } = await load('page/inline.js');
    const text = SHAPES[name](4_000_000);
    const growth = await measured('page');
    const code = await codeOf((async () => canonicalizeJson(text))());
    return { code, ratio: growth() / text.length };
  },

  /** Hashes a form of so many entries of one value. */
  async form({ role, entries, value }) {
    const { hashForm } = await load(`${role}/inline.js`);
    const form = new FormData();
    for (let i = 0; i < entries; i += 1) form.append('a', value);
    const growth = await measured(role);
    const code = await codeOf(hashForm(form, { formName: 'f' }));
    return { code, growth: growth(), ratio: growth() / (entries * (value.length + 1)) };
  },

  /** Counts a bulk request with so many callbacks. */
  async bulk(count) {
    const { collectBulkSigning } = await load('server/inline.js');
    const digest = new Uint8Array(32);
    const expected = { documents: [{ id: 'a', digest }], maxCallbackSigs: 1 };
    const callbacks = Array.from({ length: count }, () => ({ signatures: [] }));
    const growth = await measured('server');
    const code = await codeOf((async () => collectBulkSigning(expected, callbacks))());
    return { code, growth: growth() };
  },
};

/** Returns a function for the growth of a module's memory since now, in bytes. */
async function measured(role) {
  const { canonicalForm, initSync } = await load(`wasm/${role}.js`);
  // The first call starts the module.
  canonicalForm('', new Uint32Array(), [], { formName: 'f' });
  const memory = Object.values(initSync()).find((value) => value instanceof WebAssembly.Memory);
  const before = memory.buffer.byteLength;
  return () => memory.buffer.byteLength - before;
}

async function codeOf(work) {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error.code === undefined ? error.stack : `${error.code}: ${error.message}`;
  }
}

if (isMainThread) {
  const done = (kind, input) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { kind, input } });
      worker.on('message', resolve);
      worker.on('error', reject);
    });

  for (const [name, , code, limit] of CALLBACKS) {
    test(`callback of ${name}`, async (t) => {
      const { code: found, ratio } = await done('callback', name);
      t.diagnostic(`${ratio.toFixed(2)} times the largest body`);
      assert.equal(found?.split(':')[0], code, found);
      assert.ok(ratio < limit, `${ratio}`);
    });
  }

  test('a content that is too large is told with limit and size', async () => {
    const { code } = await done('callback', 'numbers, encrypted');
    assert.match(code, / has 38\d{5} values, more than the limit of 20000, /);
  });

  for (const name of Object.keys(SHAPES)) {
    test(`canonical JSON of ${name}`, async (t) => {
      const { code, ratio } = await done('json', name);
      t.diagnostic(`${code ?? 'done'}, ${ratio.toFixed(2)} times the text`);
      const tooMany = ['brackets beside each other', 'objects', 'numbers'];
      const refused = tooMany.includes(name) ? 'invalid-argument' : undefined;
      const expected = name === 'brackets in each other' ? 'json-depth' : refused;
      assert.equal(code?.split(':')[0], expected, code);
      assert.ok(ratio < 8, `${ratio}`);
    });
  }

  for (const role of ['page', 'server']) {
    test(`${role}: a form has at most 10,000 entries`, async () => {
      const { code, growth } = await done('form', { role, entries: 3_000_000, value: '' });
      assert.equal(
        code,
        "invalid-argument: 'form' cannot be used: it has 3000000 entries, and the limit is 10000.",
      );
      assert.ok(growth < 100_000, `${growth}`);
      const largest = await done('form', { role, entries: 10_000, value: '' });
      assert.equal(largest.code, undefined);
      assert.ok(largest.growth < 6_000_000, `${largest.growth}`);
    });

    test(`${role}: a form's text takes memory in proportion, up to 2 Mi characters`, async (t) => {
      const ratios = { x: 7, 陳: 19, '\u0001': 32, '\n': 12 };
      for (const [character, limit] of Object.entries(ratios)) {
        const value = character.repeat(100_000);
        const { code, ratio } = await done('form', { role, entries: 20, value });
        t.diagnostic(`${JSON.stringify(character)}: ${ratio.toFixed(2)} times the text`);
        assert.equal(code, undefined);
        assert.ok(ratio < limit, `${ratio}`);
      }
      const { code, growth } = await done('form', {
        role,
        entries: 21,
        value: 'x'.repeat(100_000),
      });
      assert.equal(
        code,
        "invalid-argument: 'form' cannot be used: it has 2100021 characters, and the limit is 2097152.",
      );
      assert.ok(growth < 100_000, `${growth}`);
    });
  }

  test('a list has at most 10,000 items', async () => {
    const { code, growth } = await done('bulk', 3_000_000);
    assert.match(code, /'callbacks' .* has 3000000 items, and the limit is 10000\.$/);
    assert.ok(growth < 100_000, `${growth}`);
    assert.equal((await done('bulk', 10_000)).code, undefined);
  });

  test('a callback has at most 100 parts', async () => {
    const { EService } = await load('server/inline.js');
    const service = new EService({
      gateway: 'https://gateway.example',
      clientId: 'c',
      clientSecret: 's',
      keyEncryptionKey: KEK,
    });
    const parts = (count) => Array.from({ length: count }, () => ['a', 'b']);
    await assert.rejects(service.openCallback(multipartRequest(parts(101))), {
      code: 'callback-too-large',
      message: 'The callback has 101 parts, more than the limit of 100, and was not read.',
    });
    await assert.rejects(service.openCallback(multipartRequest(parts(100))), {
      code: 'callback-unreadable',
    });
  });
} else {
  const { kind, input } = workerData;
  parentPort.postMessage(await WORK[kind](input));
}
