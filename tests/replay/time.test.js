// The time that hostile input takes, beside honest input of the same size, and beside a quarter of
// itself: none takes a multiple of what it would cost to ask honestly, and none grows faster than
// its length. Processor time of one thread, the least of several runs, so that other processes on
// the machine do not count.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, loaded, read } from './inputs.js';
import { body, opened, request, sealed } from './push.js';

const { completeLogin, hashForm } = await loaded('page');
const { validateCertificatePath } = await loaded('verify');

const RUNS = 7;

/** How much longer than honest input hostile input may take, unless a row says otherwise. */
const TIMES = 8;

/**
 * Rows that say otherwise. The honest callback is one long string, which is copied at once; of names
 * there are as many as the limit of values lets through, and the callback's key takes longer than they do.
 */
const TIMES_OF = { 'callback of names': 12 };

/** How much longer four times the input may take: linear, and what sorting and caches add. */
const TIMES_FOR_FOUR = 9;

const KIB = 1024;
const of = (length, unit) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const address = (query) => () =>
  completeLogin(`https://e-service.example/back?${query}`, {
    state: 'c1T5-_state',
    codeVerifier: 'v'.repeat(43),
    redirectUri: 'https://e-service.example/back',
    requireIssuer: false,
    expiresAt: '2027-01-01T00:00:00.000Z',
  });
const form = (entries) => {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return () => hashForm(data, { formName: 'f' });
};
const content = (text) => {
  const whole = body(sealed(text));
  return () => opened(whole);
};
const frame = (text) => () => opened(text);
const parts = (list) => () => opened(request(list));
const pem = (text) => () =>
  validateCertificatePath({
    certificate: read('fuzz/chain/person.der'),
    trustAnchors: [fixture('pki/root.pem')],
    intermediates: [text],
    validationTime: new Date('2026-06-01T00:00:00Z'),
  });
const certificate = fixture('pki/root.pem').toString();

/** Inputs by what they are: an honest one, and hostile ones, each of a length. */
const KINDS = {
  url: {
    size: 64 * KIB,
    honest: (n) => address(`state=c1T5-_state&code=${of(n, 'a')}`),
    hostile: {
      'of ampersands': (n) => address(of(n, '&')),
      'of percent signs': (n) => address(`code=${of(n, '%')}`),
      'of escapes': (n) => address(`code=${of(n, '%41')}`),
      'of many names': (n) =>
        address(
          Array.from({ length: n / 8 }, (_, i) => `a${String(i).padStart(6, '0')}`).join('&'),
        ),
      'of one name twice': (n) => address(`${of(n / 2, 'a')}=1&${of(n / 2, 'a')}=1`),
      'of equals signs': (n) => address(of(n, '=')),
      'of no query': (n) => () => completeLogin(of(n, ':'), {}),
    },
  },
  form: {
    size: 256 * KIB,
    // As people write into a text area: what has neither quotes nor lines is copied at once.
    honest: (n) =>
      form(Array.from({ length: 100 }, (_, i) => [`a${i}`, of(n / 100, 'He says "yes".\r\n')])),
    hostile: {
      'of line breaks': (n) => form([['a', of(n, '\r')]]),
      'of escapes': (n) => form([['a', of(n, '\u0001')]]),
      'of a name of escaped line breaks': (n) => form([[of(n, '%0D%0A'), 'a']]),
      'of a name of percent signs': (n) => form([[of(n, '%'), 'a']]),
      'of quotes': (n) => form([[of(n, '"'), of(n, '"')]]),
    },
  },
  callback: {
    size: 256 * KIB,
    honest: (n) =>
      content(JSON.stringify({ businessID: 'b', signature: of(n, 'AAAA'), hashCode: 'h' })),
    hostile: {
      'of brackets, not decrypted': (n) => frame(of(n, '[')),
      'of objects, not decrypted': (n) => frame(`{"code":"D00000","x":[${of(n, '{},')}{}]}`),
      'of names, not decrypted': (n) => frame(`{${of(n, '"a":0,')}`),
      'of backslashes, not decrypted': (n) => frame(`{"code":"${of(n, '\\\\')}"}`),
      'of brackets': (n) => content(of(n, '[')),
      'of numbers': (n) => content(`{"a":[${of(n, '1,')}1]}`),
      'of long numbers': (n) => content(`{"businessID":"b","timestamp":${of(n, '9')}}`),
      'of an exponent': (n) => content(`{"businessID":"b","timestamp":1e${of(n, '9')}}`),
      'of escapes': (n) => content(`{"businessID":"b","a":"${of(n - (n % 6), '\\u4e00')}"}`),
      'of names': (n) =>
        content(
          `{"businessID":"b"${Array.from({ length: Math.min(n / 12, 19_000) }, (_, i) => `,"n${i}":0`).join('')}}`,
        ),
      'as text in text': (n) => content(JSON.stringify({ businessID: 'b', content: of(n, '[') })),
      'of white space': (n) => content(of(n, ' ')),
      'of white space in Base64': (n) =>
        content(JSON.stringify({ businessID: 'b', hashCode: 'h', signature: of(n, ' \n') })),
    },
  },
  parts: {
    size: 256 * KIB,
    honest: (n) =>
      parts([
        { name: 'code', text: 'D00000' },
        { name: 'content', text: sealed(of(n / 2, '{}')) },
      ]),
    hostile: {
      'of brackets': (n) => parts([{ name: 'data', text: of(n, '[') }]),
      'of brackets in a file': (n) =>
        parts([{ name: 'data', text: of(n, '{"a":'), fileName: 'a' }]),
      'of many parts': (n) =>
        parts(Array.from({ length: 100 }, () => ({ name: 'content', text: of(n / 100, 'A') }))),
    },
  },
  pem: {
    size: 256 * KIB,
    honest: (n) => pem(certificate.repeat(n / certificate.length)),
    hostile: {
      'of dashes': (n) => pem(of(n, '-')),
      'of begins': (n) => pem(of(n, '-----BEGIN ')),
      'of begins and ends': (n) => pem(of(n, '-----BEGIN CERTIFICATE-----\n-----END ')),
      'of one label': (n) => pem(`-----BEGIN ${of(n, 'A')}-----`),
      'of empty blocks': (n) =>
        pem(of(n, '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n')),
      'of white space': (n) => pem(`-----BEGIN CERTIFICATE-----\n${of(n, ' \n')}`),
    },
  },
};

for (const [kind, { size, honest, hostile }] of Object.entries(KINDS)) {
  for (const [name, make] of Object.entries(hostile)) {
    test(`${kind} ${name}: as fast as an honest one`, async (t) => {
      const rows = [honest(size), make(size), make(size / 4)];
      const [usual, long, short] = await least(rows);
      t.diagnostic(`${(long / usual).toFixed(2)} times an honest one`);
      const times = TIMES_OF[`${kind} ${name}`] ?? TIMES;
      assert.ok(long < usual * times, `${long} µs, and ${usual} µs for an honest one`);
      // Below a millisecond the call itself counts.
      if (long > 1_000) assert.ok(long < short * TIMES_FOR_FOUR, `${long} µs, and ${short} µs`);
    });
  }
}

/** The least processor time of each question in microseconds, asked in turns. */
async function least(questions) {
  const times = questions.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [i, question] of questions.entries()) {
      const before = process.cpuUsage();
      await answered(question);
      const { user, system } = process.cpuUsage(before);
      times[i] = Math.min(times[i], user + system);
    }
  }
  return times;
}

async function answered(question) {
  try {
    await question();
  } catch (error) {
    assert.ok(error.code !== undefined && error.code !== 'module-trapped', error.stack);
  }
}
