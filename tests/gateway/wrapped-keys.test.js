// What a stranger learns of a wrapped key from the answer to a callback, where the package holds the
// key encryption key: nothing. Bleichenbacher's attack (1998) needs to tell a right padding from a
// wrong one, by the answer or by its time.

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { keyEncryptionKey } from './gateway.js';

const pkg = process.env.IAMSMART_PKG;
const { EService } = await import(`${pkg}/server/inline.js`);
const { Gateway, SealedCallback } = await import(`${pkg}/wasm/server.js`);

/** How many keys are mutated: a hundred thousand take a quarter of an hour. */
const KEYS = Number(process.env.IAMSMART_WRAPPED_KEYS ?? 400);

const LENGTH = 256;
const identity = {
  gateway: 'https://gateway.example',
  clientId: 'c'.repeat(32),
  clientSecret: 's',
};
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/wire/wire.json', import.meta.url), 'utf8'),
);
const frame = JSON.parse(fixture.callbacks.readable['fields in the content']);
const contentKey = Buffer.from(fixture.envelopes.key, 'base64');
const publicKey = crypto.createPublicKey(keyEncryptionKey);

/** RSAES-PKCS1-v1_5 (RFC 8017 §7.2.1), or what a stranger makes of it. */
const raw = (block) =>
  crypto.publicEncrypt({ key: publicKey, padding: crypto.constants.RSA_NO_PADDING }, block);
const wrapped = (message) =>
  crypto.publicEncrypt({ key: publicKey, padding: crypto.constants.RSA_PKCS1_PADDING }, message);
const nonzero = (length) => crypto.randomBytes(length).map((octet) => octet || 1);
const block = ({ first = 0, type = 2, padding, message }) =>
  Buffer.concat([
    Buffer.from([first, type]),
    padding ?? nonzero(LENGTH - 3 - message.length),
    Buffer.from([0]),
    message,
  ]);
const random = (length) => crypto.randomBytes(length);
const body = (secretKey, changes = {}) =>
  JSON.stringify({ ...frame, secretKey: secretKey.toString('base64'), ...changes });
const flipped = (base64) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[bytes.length - 1] ^= 1;
  return bytes.toString('base64');
};

/** What an attacker would like to tell apart: makers of bodies that cannot be opened. */
const CLASSES = {
  'a key that is not the content’s': () => body(wrapped(random(32))),
  'the key, and a wrong tag': () => body(wrapped(contentKey), { content: flipped(frame.content) }),
  'a wrong first byte': () => body(raw(block({ first: 1, message: contentKey }))),
  'a wrong block type': () => body(raw(block({ type: 1, message: contentKey }))),
  'a zero in the first bytes of padding': () => {
    const padding = nonzero(LENGTH - 3 - 32);
    padding[3] = 0;
    return body(raw(block({ padding, message: contentKey })));
  },
  'no zero after the padding': () => body(raw(Buffer.concat([Buffer.from([0, 2]), nonzero(254)]))),
  'a key of 31 bytes': () => body(wrapped(random(31))),
  'a key of 33 bytes': () => body(wrapped(random(33))),
  'a key of no bytes': () => body(wrapped(Buffer.alloc(0))),
  'a key in Base64 that is not the content’s': () =>
    body(wrapped(Buffer.from(random(32).toString('base64')))),
  'a block of random bytes': () => body(raw(Buffer.concat([Buffer.from([0]), random(255)]))),
};

const service = () => new EService({ ...identity, keyEncryptionKey });

/** The error of a callback: everything that tells one from another. */
async function answer(service, body) {
  const error = await service.openCallback({ body }).then(
    () => assert.fail('it opened'),
    (error) => error,
  );
  return JSON.stringify([error.name, error.code, error.message, `${error.cause}`]);
}

test(`${KEYS} mutated keys get one answer`, async (t) => {
  const opener = service();
  assert.equal((await opener.openCallback({ body: JSON.stringify(frame) })).kind, 'signing');
  const makers = Object.values(CLASSES);
  const answers = new Map();
  for (let i = 0; i < KEYS; i += 1) {
    const given = i % 2 ? makers[i % makers.length]() : mutated(i);
    const told = await answer(opener, given);
    answers.set(told, (answers.get(told) ?? 0) + 1);
  }
  t.diagnostic(`${KEYS} keys: ${[...answers.values()]}`);
  assert.deepEqual(
    [...answers.keys()],
    [
      JSON.stringify([
        'IamSmartError',
        'callback-unreadable',
        'The callback cannot be read or decrypted. If it came from iAM Smart, check that keyEncryptionKey belongs to the certificate in the e-service portal.',
        'undefined',
      ]),
    ],
  );
});

/** The wrapped key with some bytes changed, and some of another length or above the modulus. */
function mutated(i) {
  const bytes = Buffer.from(frame.secretKey, 'base64');
  const at = crypto.randomInt(LENGTH);
  for (let n = 0; n <= i % 8; n += 1) bytes[(at + 31 * n) % LENGTH] ^= crypto.randomInt(1, 256);
  if (i % 100 === 0) bytes[0] = 0xff;
  return body(i % 100 === 2 ? bytes.subarray(crypto.randomInt(1, LENGTH)) : bytes);
}

// As dudect does (Reparaz, Balasch, Verbauwhede 2017), classes are measured in random order, times that
// other processes have spoilt are left out, and classes are compared by a t statistic: here of several
// runs, each with its own reference, as a machine is not equally fast in all of them. A difference
// counts only if it is both certain and above one part in a hundred: with the RSA operation of ten
// milliseconds in between, that is a hundred microseconds.
const LIMIT = 10;

test('no class of wrapped keys takes longer than another', (t) => {
  const [RUNS, ROUNDS] = process.env.IAMSMART_WRAPPED_KEYS ? [60, 11] : [12, 5];
  const gateway = new Gateway({ ...identity, keyEncryptionKey });
  // Of a wrapped key that is no multiple of two bytes long, its sender knows that it is none: it costs
  // nothing, and shows that the comparison sees a difference.
  const control = () => body(random(254));
  const classes = Object.entries({ ...CLASSES, control }).map(([name, make]) => ({
    name,
    make,
    runs: [],
  }));
  // In the run before the first, the engine compiles: its threads' time counts as the process's.
  for (let run = -1; run < RUNS; run += 1) {
    const times = new Map(classes.map((one) => [one, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const one of shuffled(classes)) times.get(one).push(timed(gateway, one.make()));
    }
    if (run < 0) continue;
    for (const one of classes) one.runs.push(unspoilt(times.get(one)));
  }
  const [reference, ...others] = classes;
  for (const { name, runs } of others) {
    const { mean, error } = trimmed(runs.map((time, run) => Math.log(time / reference.runs[run])));
    const ratio = Math.exp(mean);
    const score = mean / error;
    const seen = (100 * Math.max(0.01, LIMIT * error)).toFixed(1);
    t.diagnostic(`${name}: ${ratio.toFixed(4)}, t = ${score.toFixed(1)}, ${seen} % would be seen`);
    const differs = Math.abs(score) > LIMIT && Math.abs(ratio - 1) > 0.01;
    assert.equal(differs, name === 'control', `${name}: ${ratio}, ${score}`);
  }
});

/** Processor time in microseconds: waiting does not count. */
function timed(gateway, body) {
  const sealed = new SealedCallback(body);
  const before = process.cpuUsage();
  let code;
  try {
    gateway.openCallback(sealed, undefined, false);
  } catch (error) {
    code = error.code;
  }
  const { user, system } = process.cpuUsage(before);
  assert.equal(code, 'callback-unreadable');
  return user + system;
}

function shuffled(list) {
  return list
    .map((item) => [crypto.randomInt(2 ** 32), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** A time that other processes have not made longer: that of the first fifth. */
function unspoilt(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 5)];
}

/** The mean without a fifth at either end, and its standard error (Yuen 1974). */
function trimmed(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const cut = Math.floor(numbers.length / 5);
  const middle = sorted.slice(cut, -cut);
  const winsorized = [...middle, ...Array(cut).fill(middle[0]), ...Array(cut).fill(middle.at(-1))];
  const mean = meanOf(winsorized);
  const squares = winsorized.map((number) => (number - mean) ** 2);
  const deviation = Math.sqrt((meanOf(squares) * numbers.length) / (numbers.length - 1));
  const share = middle.length / numbers.length;
  return { mean: meanOf(middle), error: deviation / (share * Math.sqrt(numbers.length)) };
}

function meanOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
