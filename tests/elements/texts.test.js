// A sentence for whatever may come, in three languages.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pkg } from './served.js';

const load = (path) => import(pathToFileURL(join(pkg, path)));
const { languageOf, sentenceOf, shownForm } = await load('texts/index.js');
const { resultCode } = await load('server/inline.js');

const said = (what) => ['en', 'zh-HK', 'zh-CN'].map((language) => sentenceOf(what, language));
const settled = (outcome, more) => ({ stage: 'settled', settled: { outcome, ...more } });

/** The members of a union of strings in a declaration. */
async function union(path) {
  const text = await readFile(join(pkg, path), 'utf8');
  return [...text.matchAll(/^ {2}\| '([^']+)'/gm)].map(([, code]) => code);
}

/** Checks the form and the writing of three sentences. */
function check([en, zhHK, zhCN], what) {
  assert.match(en, /^(iAM Smart|[A-Z])[^{}]+[.]$/, what);
  assert.match(zhHK, /^[^{}]+。$/, what);
  assert.match(zhCN, /^[^{}]+。$/, what);
  // Words and quotation marks of Hong Kong and of the mainland.
  assert.doesNotMatch(zhCN, /[「」『』]|登入|密碼|撤銷|檔案|網絡|請|開|個|這/, what);
  assert.doesNotMatch(zhHK, /[“”]|登录|签|证|密钥|吊销|文件|请|开|个|这/, what);
  // Chinese has its own punctuation.
  assert.doesNotMatch(zhHK + zhCN, /[,;:!?]/, what);
}

test('each error code has a sentence', async () => {
  const codes = await union('error-code.d.ts');
  assert.ok(codes.length > 70);
  for (const code of codes) {
    check(said(code), code);
    assert.deepEqual(said({ code }), said(code));
  }
});

test('each result code has a sentence, and it says what its remedy says', async () => {
  const declared = await readFile(join(pkg, 'server/result-code.d.ts'), 'utf8');
  const codes = [...declared.matchAll(/D\d{5}/g)].flat();
  assert.ok(codes.length > 80);
  const remedies = {
    'new-login': /log in|log you in|login/i,
    'new-content-key': /cannot be reached/,
    later: /in a while|later/,
  };
  for (const code of codes) {
    check(said(code), code);
    const { retry } = resultCode(code);
    const [en] = said({ code: 'gateway-refused', resultCode: code });
    assert.equal(en, said(code)[0]);
    if (remedies[retry] && !/^QR/.test(en)) assert.match(en, remedies[retry], `${code} ${retry}`);
  }
});

test('each stage and outcome has a sentence', () => {
  for (const what of [
    { stage: 'pending', confirmed: true },
    { stage: 'pending', confirmed: false },
    { stage: 'arrived' },
    { stage: 'arrived', undecided: {} },
    { stage: 'taken' },
    { stage: 'unknown' },
    ...[
      'filled',
      'signed',
      'rejected',
      'refused',
      'expired',
      'withdrawn',
      'undecided',
      'failed',
    ].map((outcome) => settled(outcome)),
  ]) {
    check(said(what), JSON.stringify(what));
  }
  assert.deepEqual(said(settled('refused', { resultCode: 'D70003' })), [
    'The signature was not authorised in time. Sign again.',
    '簽署逾時，請再次簽署。',
    '签名超时，请再次签名。',
  ]);
  assert.deepEqual(said({ outcome: 'refused', resultCode: 'D70003' }), said('D70003'));
  // A reason is not a code of the gateway.
  assert.match(sentenceOf(settled('rejected', { reason: 'digest' }), 'en'), /Please sign again/);
});

test('what is not known is said to be ours; an unknown result code by its remedy', () => {
  const otherwise = said('invalid-argument');
  for (const what of [
    '',
    'constructor',
    'toString',
    '__proto__',
    7,
    null,
    undefined,
    {},
    [],
    new Error('x'),
  ]) {
    assert.deepEqual(said(what), otherwise, String(what));
  }
  assert.match(sentenceOf({ resultCode: 'D99999', retry: 'later' }, 'en'), /in a while/);
  assert.match(sentenceOf({ resultCode: 'D99999' }, 'en'), /please tell us/);
});

test('the three languages are found in any tag', () => {
  for (const [tag, language] of [
    ['zh', 'zh-HK'],
    ['zh-Hant', 'zh-HK'],
    ['zh-MO', 'zh-HK'],
    ['ZH-hk', 'zh-HK'],
    ['zh_TW', 'zh-HK'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-MY', 'zh-CN'],
    ['yue', 'zh-HK'],
    ['en-HK', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    ['*', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ]) {
    assert.equal(languageOf(tag), language, `${tag}`);
  }
});

test('a signed form is shown with its labels, and labels that are something else are left aside', () => {
  const content = JSON.stringify({
    version: 'iamsmart-form-2',
    form: { name: 'Parking permit', number: 'TD-318' },
    fields: [
      ['period', '12'],
      ['toString', '1'],
    ],
    files: [{ field: 'proof', name: 'proof.pdf', size: 3, sha256: 'AAAA' }],
  });
  const period = {
    label: ['Period', '有效期', '有效期'],
    values: { 12: ['12 months', '12個月', '12 个月'] },
  };
  const labels = { fields: { period } };
  const of = (labels, language) => shownForm(content, labels, language);
  assert.deepEqual(of(JSON.stringify(labels), 'zh-HK'), {
    name: 'Parking permit',
    number: 'TD-318',
    fields: [
      { name: 'period', value: '12', label: '有效期', shown: '12個月' },
      { name: 'toString', value: '1' },
      { name: 'proof', value: 'proof.pdf', file: { size: 3, sha256: 'AAAA' } },
    ],
  });
  const bare = of();
  for (const other of [
    ...[null, '', 'no JSON', '[]', '7', '{"fields":7}', '{"fields":{"period":null}}'],
    ...['{"fields":{"period":{"label":"Period"}}}', '{"fields":{"period":{"label":["a","b"]}}}'],
    ...[
      '{"fields":{"period":{"label":[1,2,3],"values":{"12":"x"}}}}',
      '{"__proto__":{"fields":1}}',
    ],
  ]) {
    assert.deepEqual(of(other), bare, other);
  }
  for (const other of ['', '{}', '[]', 'null', '{"version":"iamsmart-form-1"}']) {
    assert.equal(shownForm(other), undefined, other);
  }
});
