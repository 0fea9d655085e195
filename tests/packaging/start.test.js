// When a module starts: with the first call, or by `init`, and once.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const bytesOf = (role) => readFile(join(pkg, `wasm/${role}_bg.wasm`));
// FIPS 180-4, the example 'abc'.
const DIGEST = 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=';

test('a slim entry says that it was not started', async () => {
  const notStarted = { name: 'IamSmartError', code: 'module-not-started', message: /`init`/ };
  const page = await load('page/slim.js');
  assert.throws(() => page.generateState(), notStarted);
  assert.throws(() => new page.ContentHasher(), notStarted);
  await assert.rejects(page.hashContent('abc'), notStarted);
  const verify = await load('verify/slim.js');
  assert.throws(() => verify.iamSmartProfile(), notStarted);
  const server = await load('server/slim.js');
  assert.throws(() => server.resultCode('D00000'), notStarted);
});

test('a call while the bytes are fetched starts the module, and once', async () => {
  const slim = await load('page/slim.js');
  let arrive;
  const started = slim.init(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  const page = await load('page/inline.js');
  const hasher = new page.ContentHasher().update(new TextEncoder().encode('a'));
  arrive(await bytesOf('page'));
  await started;
  hasher.update(new TextEncoder().encode('bc'));
  assert.equal(Buffer.from(hasher.digest()).toString('base64'), DIGEST);
});

test('a module that another realm compiled is one', async () => {
  const { initSync, resultCode } = await load('server/slim.js');
  const bytes = await bytesOf('server');
  initSync(runInNewContext('new WebAssembly.Module(bytes)', { bytes }));
  assert.equal(resultCode('D00000').code, 'D00000');
});

test('a module for which there is no memory is the right one', async () => {
  const { initSync } = await load('inspect/slim.js');
  const bytes = await bytesOf('inspect');
  const { Instance } = WebAssembly;
  // As V8 says it.
  WebAssembly.Instance = class {
    constructor() {
      throw new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory');
    }
  };
  try {
    assert.throws(() => initSync(bytes), { code: 'module-unusable', reason: 'platform' });
  } finally {
    WebAssembly.Instance = Instance;
  }
  assert.throws(() => initSync(bytes.subarray(0, 100)), { reason: 'bytes' });
  initSync(bytes);
});

test('a slim verifier has the sentences that it is given', async () => {
  const { initSync, useTexts, validateCertificatePath } = await load('verify/slim.js');
  initSync(await bytesOf('verify'));
  const fixture = (name) => readFile(join(root, 'tests/fixtures/pki', name), 'utf8');
  const input = { certificate: await fixture('person.pem'), trustAnchors: [], revocation: 'off' };
  const texts = ({ summary, advice = '', checks }) => [
    summary,
    advice,
    ...checks.flatMap(({ title, detail }) => [title, detail]),
  ];
  const report = (language) => validateCertificatePath({ ...input, language });
  assert.deepEqual([...new Set(texts(report('en')))], ['']);
  const { default: english } = await load('texts/en.js');
  useTexts(english);
  const { indication, checks } = report('en');
  assert.equal(indication, 'INDETERMINATE');
  assert.deepEqual(
    checks.filter(
      ({ title, detail }) => title === '' || detail === '' || /[{}]/.test(title + detail),
    ),
    [],
  );
  assert.deepEqual([...new Set(texts(report('zh-HK')))], ['']);

  // The entry with everything says the same, in each language.
  const inline = await load('verify/inline.js');
  const shown = texts(inline.validateCertificatePath({ ...input, language: 'en' }));
  assert.deepEqual(texts(report('en')), shown);
  for (const wrong of [
    null,
    {},
    { language: 'de', tables: {} },
    { language: 'en', tables: { a: 1 } },
  ]) {
    assert.throws(() => useTexts(wrong), { code: 'invalid-argument' });
  }
  const chinese = texts(inline.validateCertificatePath({ ...input, language: 'zh-HK' }));
  assert.ok(
    chinese.every((text, i) => /\p{Script=Han}/u.test(text) || text === shown[i]),
    `${chinese}`,
  );
});
