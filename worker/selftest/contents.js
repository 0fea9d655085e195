// Hashes, canonical JSON, forms, identification codes.

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { Group, namesIn, read } from './group.js';

const CAVP = 'NIST, Cryptographic Algorithm Validation Program';
const FIPS_180 = 'NIST, examples of FIPS 180-4';

/** @param {string} algorithm By its name in WebCrypto. */
const nodeName = (algorithm) => algorithm.replace('-', '');

export function hashes() {
  const group = new Group('hashes');
  for (const algorithm of ['SHA-256', 'SHA-384', 'SHA-512']) {
    const sha = (/** @type {string | Buffer} */ content) =>
      createHash(nodeName(algorithm)).update(content).digest('hex');
    const { messages, digests } = shortMessages(algorithm);
    group.add({
      name: `${algorithm}: ${messages.length} short messages`,
      call: 'digests',
      input: { algorithm, messages },
      expected: digests.join(' '),
      by: CAVP,
    });
    group.add({
      name: `${algorithm}: a million times “a”, in pieces of many lengths`,
      call: 'millionTimesA',
      input: { algorithm },
      expected: MILLION_TIMES_A[algorithm] ?? '',
      by: FIPS_180,
    });
    group.add({
      name: `${algorithm}: each length to 300 bytes`,
      call: 'lengths',
      input: { algorithm, upTo: 300 },
      expected: sha(
        Buffer.concat(
          Array.from({ length: 301 }, (_, length) =>
            createHash(nodeName(algorithm)).update(Buffer.alloc(length, length)).digest(),
          ),
        ),
      ),
      by: 'OpenSSL, in Node',
    });
  }
  const { seed, chain } = monteCarlo(10);
  group.add({
    name: 'SHA-256: a chain of ten thousand digests',
    call: 'chain',
    input: { seed, links: chain.length },
    expected: chain.join(' '),
    by: CAVP,
  });
  const abc = createHash('sha256').update('abc').digest('hex');
  for (const kind of [
    'text',
    'ArrayBuffer',
    'Uint8Array',
    'DataView',
    'Blob',
    'stream',
    'pieces',
  ]) {
    group.add({
      name: `content as ${kind}`,
      call: 'hashOf',
      input: { kind, text: 'abc' },
      expected: abc,
      by: FIPS_180,
    });
  }
  for (const [name, kind, expected] of [
    ['a digest ends the hash', 'twice', 'hasher-finished'],
    ['nothing follows a digest', 'after-digest', 'hasher-finished'],
    ['a piece of text', 'text-piece', 'invalid-argument'],
    ['MD5', 'MD5', 'invalid-argument'],
    ['a stream that fails', 'broken', 'content-unreadable'],
    ['a hash that is given up', 'aborted', 'aborted'],
    ['half of a surrogate pair', 'half', 'lone-surrogate'],
  ]) {
    group.add({ name, call: 'hashRefused', input: { kind }, expected, by: 'docs/errors.md' });
  }
  return group;
}

/** @type {Record<string, string>} */
const MILLION_TIMES_A = {
  'SHA-256': 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  'SHA-384':
    '9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985',
  'SHA-512':
    'e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b',
};

/** @param {string} algorithm */
function shortMessages(algorithm) {
  const text = read(`vectors/nist/${nodeName(algorithm)}ShortMsg.rsp`).toString();
  const rows = [...text.matchAll(/^Len = (\d+)\s+Msg = (\w+)\s+MD = (\w+)/gm)];
  return {
    messages: rows.map(([, bits, hex]) => (hex ?? '').slice(0, Number(bits) / 4)),
    digests: rows.map((row) => row[3]),
  };
}

/** @param {number} links */
function monteCarlo(links) {
  const text = read('vectors/nist/SHA256Monte.rsp').toString();
  const chain = [...text.matchAll(/^MD = (\w+)/gm)].map((row) => row[1]).slice(0, links);
  return { seed: text.match(/^Seed = (\w+)/m)?.[1], chain };
}

/** RFC 8785, Appendix B: the bits of a double, and the number. */
const NUMBERS = `
  0000000000000000 0
  8000000000000000 0
  0000000000000001 5e-324
  8000000000000001 -5e-324
  7fefffffffffffff 1.7976931348623157e+308
  ffefffffffffffff -1.7976931348623157e+308
  4340000000000000 9007199254740992
  c340000000000000 -9007199254740992
  4430000000000000 295147905179352830000
  44b52d02c7e14af5 9.999999999999997e+22
  44b52d02c7e14af6 1e+23
  44b52d02c7e14af7 1.0000000000000001e+23
  444b1ae4d6e2ef4e 999999999999999700000
  444b1ae4d6e2ef4f 999999999999999900000
  444b1ae4d6e2ef50 1e+21
  3eb0c6f7a0b5ed8c 9.999999999999997e-7
  3eb0c6f7a0b5ed8d 0.000001
  41b3de4355555553 333333333.3333332
  41b3de4355555554 333333333.33333325
  41b3de4355555555 333333333.3333333
  41b3de4355555556 333333333.3333334
  41b3de4355555557 333333333.33333343
  becbf647612f3696 -0.0000033333333333333333
  43143ff3c1cb0959 1424953923781206.2`;

/** Of ten thousand numbers, every tenth is run: a file of 40 KB instead of 400. */
const NUMBER_STEP = 10;
const NUMBERS_IN_A_CASE = 100;

export function json() {
  const group = new Group('json');
  for (const name of namesIn('vectors/jcs/input')) {
    group.add({
      name,
      call: 'canonicalJson',
      input: { json: read(`vectors/jcs/input/${name}`).toString() },
      expected: read(`vectors/jcs/output/${name}`).toString(),
      by: 'RFC 8785, its authors’ files',
    });
  }
  for (const row of NUMBERS.trim().split('\n')) {
    const [bits, expected = ''] = row.trim().split(' ');
    group.add({
      name: `the number ${bits}`,
      call: 'canonicalNumbers',
      input: { bits: [bits] },
      expected,
      by: 'RFC 8785, Appendix B',
    });
  }
  const lines = gunzipSync(read('vectors/jcs/es6testfile_10000.txt.gz'))
    .toString()
    .trim()
    .split('\n');
  const taken = lines
    .filter((_, index) => index % NUMBER_STEP === 0)
    .map((line) => line.split(','));
  for (let from = 0; from < taken.length; from += NUMBERS_IN_A_CASE) {
    const rows = taken.slice(from, from + NUMBERS_IN_A_CASE);
    group.add({
      name: `numbers ${from + 1} to ${from + rows.length}`,
      call: 'canonicalNumbers',
      input: { bits: rows.map(([bits = '']) => bits.padStart(16, '0')) },
      expected: rows.map(([, number]) => number).join(' '),
      by: 'RFC 8785, its authors’ file of 100 million numbers',
    });
  }
  for (const [name, text, expected] of [
    ['a number beyond a double', '1e400', 'json-number-range'],
    ['a member twice', '{"a":1,"a":2}', 'json-duplicate-key'],
    ['a hundred thousand lists in each other', '['.repeat(100_000), 'json-depth'],
    ['half of a surrogate pair, escaped', '"\\ud800"', 'lone-surrogate'],
    ['half of a surrogate pair', '"\ud800"', 'lone-surrogate'],
    ['no end', '{"a":', 'json-syntax'],
  ]) {
    const by = 'RFC 7493 (I-JSON)';
    group.add({ name: name ?? '', call: 'canonicalJson', input: { json: text }, expected, by });
  }
  group.add({
    name: 'U+FFFD is a character as any other',
    call: 'canonicalJson',
    input: { json: '"\ufffd"' },
    expected: '"\ufffd"',
    by: 'RFC 8785, §3.2.2.2',
  });
  return group;
}

/**
 * Writes a form's text as Node's JSON does: it has no number or character that RFC 8785 writes otherwise,
 * and its members stand in their order.
 *
 * @param {[string, string][]} fields
 * @param {{ field: string, name: string, content: string }[]} files
 * @param {{ formName: string, formNumber?: string }} about
 */
function canonicalForm(fields, files, { formName, formNumber }) {
  return JSON.stringify({
    fields,
    files: files.map(({ field, name, content }) => ({
      field,
      name,
      sha256: createHash('sha256').update(content).digest('base64'),
      size: Buffer.byteLength(content),
    })),
    form: { name: formName, number: formNumber },
    version: 'iamsmart-form-2',
  });
}

export function forms() {
  const group = new Group('forms');
  const about = { formName: 'Parking permit', formNumber: 'TD-318' };
  const python = 'Python';
  const node = 'docs/form.md, in Node';
  const form = (
    /** @type {string} */ name,
    /** @type {object[]} */ entries,
    /** @type {string} */ text,
    by = node,
    of = /** @type {{ formName: string, formNumber?: string }} */ (about),
  ) => {
    const hashCode = createHash('sha256').update(text).digest('base64');
    const input = { entries, about: of };
    group.add({ name, call: 'form', input, expected: `${hashCode} ${text}`, by });
  };
  form(
    'a parking permit',
    [
      { field: 'fullName', value: '陳大文' },
      { field: 'agree', value: 'on' },
      { field: 'proof', name: 'proof.pdf', content: 'abc' },
    ],
    read('fixtures/form/parking-permit.json').toString(),
    python,
  );
  /** @type {[string, [string, string][]][]} */
  const texts = [
    ['nothing', []],
    ['names that are repeated, in their order', [...pairs('b=2 a=1 b=1')]],
    ['characters of two units', [['name', '𠮷𡃁 🅿️']]],
    ['what is not composed stays so', [['name', 'e\u0301']]],
    ['signs that JSON escapes', [['a', '"\\\u0001\u001f\u007f\u2028/']]],
    ['names of an object’s own members', [...pairs('__proto__=1 constructor=2 length=3')]],
  ];
  for (const [name, fields] of texts) {
    const entries = fields.map(([field, value]) => ({ field, value }));
    form(name, entries, canonicalForm(fields, [], about));
  }
  form(
    'line breaks become LF',
    [{ field: 'a', value: 'one\r\ntwo\rthree\nfour\r\n\r\n' }],
    canonicalForm([['a', 'one\ntwo\nthree\nfour\n\n']], [], about),
  );
  form(
    'byte order marks at the beginning are dropped',
    [{ field: '\ufeff\ufeffa', value: '\ufeffb\ufeff' }],
    canonicalForm([['a', 'b\ufeff']], [], about),
  );
  form(
    'what browsers escape in a name',
    [{ field: 'a%22b%0D%0Ac%0a', value: '%22' }],
    canonicalForm([['a"b\nc\n', '%22']], [], about),
  );
  form(
    'a form without a number',
    [{ field: 'a', value: 'b' }],
    canonicalForm([['a', 'b']], [], { formName: '表格' }),
    node,
    { formName: '表格' },
  );
  form(
    'files in their order, one of them empty',
    [
      { field: 'a', name: '二.txt', content: '陳' },
      { field: 'a', name: '一.txt', content: '' },
      { field: 'b', name: 'e\u0301.txt', content: 'é' },
    ],
    canonicalForm(
      [],
      [
        { field: 'a', name: '二.txt', content: '陳' },
        { field: 'a', name: '一.txt', content: '' },
        { field: 'b', name: '\u00e9.txt', content: 'é' },
      ],
      about,
    ),
  );
  form(
    'a file input left empty is an empty field',
    [{ field: 'proof', name: '', content: '' }],
    canonicalForm([['proof', '']], [], about),
  );
  const large = 'x'.repeat(3_000_000);
  form(
    'a file of three megabytes',
    [{ field: 'a', name: 'a.bin', repeat: ['x', 3_000_000] }],
    canonicalForm([], [{ field: 'a', name: 'a.bin', content: large }], about),
  );
  for (const [name, field] of [
    ['an empty name', ''],
    ['a name of a byte order mark', '\ufeff'],
    ['a backslash in a name', 'a\\b'],
    ['a control character in a name', 'a\u0007b'],
  ]) {
    const input = { entries: [{ field, value: 'a' }], about };
    group.add({ name: name ?? '', call: 'form', input, expected: 'form-name-ambiguous', by: node });
  }
  return group;
}

/**
 * @param {string} text
 * @returns {[string, string][]}
 */
function pairs(text) {
  return text.split(' ').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return [name, value];
  });
}

export function codes() {
  const group = new Group('codes');
  const digest = createHash('sha256').update('hello').digest('base64');
  const openId = 'liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D';
  const clientId = 'edae2e2529ff46228af1e4d18c8405d1';
  const hkicHash = createHash('sha256').update('A123456').digest('base64');
  const by = 'iAM Smart API, signing';
  const code = (
    /** @type {string} */ name,
    /** @type {import('./group.js').Input} */ input,
    /** @type {string} */ expected,
  ) => group.add({ name, call: 'code', input: { digest, ...input }, expected, by });
  code('of a person who is logged in', { boundTo: { openId } }, '2133');
  code('by hashed texts', { boundTo: { openId }, joining: 'hashed-texts' }, '2417');
  code('by a hashed ID', { boundTo: { openId }, joining: 'raw-digest-hashed-id' }, '3044');
  code('of a person who is not logged in', { boundTo: { hkicHash, clientId } }, '4801');
  code('bound to nobody', { boundTo: { clientId } }, 'invalid-argument');
  code('joined otherwise', { boundTo: { openId }, joining: 'sorted' }, 'invalid-argument');
  code('of a short digest', { digest: 'AA==', boundTo: { openId } }, 'digest-length');
  code('of what is no Base64', { digest: 'A', boundTo: { openId } }, 'base64-invalid');
  code('of a number', { digest: 1, boundTo: { openId } }, 'invalid-argument');

  const hkic = (
    /** @type {string} */ number,
    /** @type {string} */ expected,
    from = 'OpenSSL, in Node',
  ) => {
    const name = `the hash of ${number || 'no number'}`;
    group.add({ name, call: 'hkic', input: { hkic: number }, expected, by: from });
  };
  hkic('A123456(3)', hkicHash);
  hkic('A123456', hkicHash);
  hkic('a123456(3)', hkicHash);
  const twoLetters = createHash('sha256').update('WX123456').digest('base64');
  hkic('WX123456', twoLetters);
  hkic('A123456(4)', 'hkic-check-digit', 'docs/errors.md');
  hkic('', 'hkic-format', 'docs/errors.md');
  hkic('12345678', 'hkic-format', 'docs/errors.md');
  return group;
}
