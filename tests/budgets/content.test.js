// Budgets of what docs/performance.md says of content, forms and JSON: six tenths of what was measured.

import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import { createSHA256, createSHA512 } from 'hash-wasm';
import { iamsmart, someBytes } from '../../benches/content/engine.js';
import { HOSTILE as FORMS, formOf } from '../../benches/content/form-fields.js';
import { jsonOf, HOSTILE as TEXTS } from '../../benches/content/json-texts.js';
import { assertAhead, assertGrowth, assertHarmless } from './ratio.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { canonicalizeJson, ContentHasher, hashContent, hashForm } = await iamsmart(
  process.env.IAMSMART_PKG ?? join(root, 'pkg'),
);
const MIB = 1024 * 1024;
const ABOUT = { formName: 'f' };
const encoder = new TextEncoder();

test('content in memory, beside WebCrypto', async () => {
  const bytes = someBytes(8 * MIB);
  const contestants = {
    iamsmart: () => hashContent(bytes),
    WebCrypto: () => crypto.subtle.digest('SHA-256', bytes),
  };
  await assertAhead(contestants, 0.54, { clock: 'wall' });
});

for (const [algorithm, create, least] of [
  ['SHA-256', createSHA256, 0.75],
  ['SHA-512', createSHA512, 0.66],
]) {
  test(`${algorithm}, streamed, beside hash-wasm`, async () => {
    const peer = await create();
    const chunk = someBytes(64 * 1024);
    const contestants = {
      iamsmart() {
        const hasher = new ContentHasher(algorithm);
        for (let i = 0; i < 64; i += 1) hasher.update(chunk);
        return hasher.digest();
      },
      'hash-wasm'() {
        peer.init();
        for (let i = 0; i < 64; i += 1) peer.update(chunk);
        return peer.digest('hex');
      },
    };
    await assertAhead(contestants, least);
  });
}

test('a form of 200 fields, beside canonicalize and WebCrypto', async () => {
  const form = formOf(200);
  const contestants = {
    iamsmart: () => hashForm(form, ABOUT),
    async canonicalize() {
      const text = canonicalize({
        fields: [...form],
        files: [],
        form: { name: 'f' },
        version: 'iamsmart-form-2',
      });
      return crypto.subtle.digest('SHA-256', encoder.encode(text));
    },
  };
  await assertAhead(contestants, 0.75, { clock: 'wall' });
});

test('JSON, beside canonicalize', async () => {
  const text = jsonOf(1_000_000);
  const contestants = {
    iamsmart: () => canonicalizeJson(text),
    canonicalize: () => encoder.encode(canonicalize(JSON.parse(text))),
  };
  await assertAhead(contestants, 1.1);
});

test('JSON grows no faster than n log n', async () => {
  await assertGrowth([20_000, 200_000, 1_000_000], (size) => {
    const text = jsonOf(size);
    return () => canonicalizeJson(text);
  });
});

test('hostile JSON', async () => {
  const calls = (make) => {
    const text = make(500_000);
    return () => canonicalizeJson(text);
  };
  const hostile = Object.entries(TEXTS).map(([name, make]) => [name, calls(make)]);
  await assertHarmless(calls(jsonOf), Object.fromEntries(hostile));
});

test('hostile forms', async () => {
  const calls = (make) => {
    const form = make(500);
    return () => hashForm(form, ABOUT);
  };
  const hostile = Object.entries(FORMS).map(([name, make]) => [name, calls(make)]);
  await assertHarmless(calls(formOf), Object.fromEntries(hostile), { clock: 'wall' });
});
