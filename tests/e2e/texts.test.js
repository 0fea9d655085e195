// The texts of the demo's pages, without a browser.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { vectors } from '../../worker/selftest/vectors.js';
import { CALLS } from '../../www/tour-calls.js';
import { VALUES } from '../../www/tour-values.js';

const www = new URL('../../www/', import.meta.url);

/** Those of all pages, and what the tour says of calls and values. */
const names = (await readdir(www)).filter((name) => name.endsWith('texts.js'));
const modules = await Promise.all(names.map((name) => import(new URL(name, www))));
const TEXTS = Object.assign({}, ...modules.flatMap(Object.values), wordsOfTour());

function wordsOfTour() {
  const calls = Object.entries(CALLS).flatMap(([call, { title, what }]) => [
    [call, title],
    [`${call} what`, what],
  ]);
  const values = Object.entries(VALUES).flatMap(([place, all]) =>
    Object.entries(all).map(([name, words]) => [`${place} ${name}`, words]),
  );
  return Object.fromEntries([...calls, ...values]);
}

const placeholders = (text) => [...text.matchAll(/\{\w+\}/g)].flat().sort();

test('every text is in three languages that say the same of the same values', () => {
  for (const [key, texts] of Object.entries(TEXTS)) {
    assert.equal(texts.length, 3, key);
    for (const text of texts) {
      assert.ok(text.trim(), key);
      assert.deepEqual(placeholders(text), placeholders(texts[0]), key);
    }
  }
});

test('Simplified Chinese has mainland words and quotation marks, Traditional has Hong Kong’s', () => {
  for (const [key, [, traditional, simplified]] of Object.entries(TEXTS)) {
    assert.doesNotMatch(simplified, /[「」『』]|登入|簽署|證書|密碼匙|撤銷|檔案|網絡/, key);
    assert.doesNotMatch(traditional, /[“”]|登录|签名|证书|密钥|吊销|文件/, key);
  }
});

test('what each case of the self-test looks at has a text, and no other has', async () => {
  const files = [...(await vectors(fileURLToPath(new URL('../..', import.meta.url)))).values()];
  const cases = files.flatMap((file) => JSON.parse(file).cases ?? []);
  const wanted = new Set(cases.map(({ call }) => `selftestCall ${call}`));
  assert.ok(wanted.size > 20);
  const there = Object.keys(TEXTS).filter((key) => key.startsWith('selftestCall '));
  assert.deepEqual(there.sort(), [...wanted].sort());
});

test('every text that a page names exists, in English as the page has it', async () => {
  const files = (await readdir(www)).filter((name) => name.endsWith('.html'));
  for (const name of files) {
    const page = await readFile(new URL(name, www), 'utf8');
    const named = [...page.matchAll(/data-text="([^"]+)"[^>]*>([^<]*)</g)];
    assert.ok(named.length > 10, name);
    for (const [, key, english] of named) {
      if (english) assert.equal(english, TEXTS[key]?.[0], `${name}: ${key}`);
      assert.ok(TEXTS[key], `${name}: ${key}`);
    }
  }
});
