// The key encryption key held elsewhere: what does the raw operation here is OpenSSL, in Node.

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { keyEncryptionKey, refusal, startGateway } from './gateway.js';

const pkg = process.env.IAMSMART_PKG;
const { EService, isGatewayRefusal } = await import(`${pkg}/server/inline.js`);
const { Gateway, SealedCallback } = await import(`${pkg}/wasm/server.js`);

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/wire/wire.json', import.meta.url), 'utf8'),
);
const bytes = (base64) => new Uint8Array(Buffer.from(base64, 'base64'));
const { readable } = fixture.callbacks;
const body = readable['fields in the content'];
const key = crypto.createPrivateKey(keyEncryptionKey);
const rsa = (wrapped, padding) => crypto.privateDecrypt({ key, padding }, wrapped);
const rawRsa = async (wrapped) => rsa(wrapped, crypto.constants.RSA_NO_PADDING);

const identity = {
  gateway: 'https://gateway.example',
  clientId: 'c'.repeat(32),
  clientSecret: 's',
};
const serviceWith = (keyEncryptionKey, config) =>
  new EService({ ...identity, ...config, keyEncryptionKey });

/** Returns the code of the error, and everything else that tells one from another. */
async function answer(promise) {
  const error = await promise.then(
    () => assert.fail('it opened'),
    (error) => error,
  );
  return JSON.stringify([error.name, error.code, error.message, `${error.cause}`]);
}

/** Calls a gateway with a key held elsewhere; returns the error and how often a key was fetched. */
async function called(keyEncryptionKey, config = {}) {
  const gateway = await startGateway(refusal('D20000'));
  try {
    const service = serviceWith(keyEncryptionKey, { gateway: gateway.address, ...config });
    const error = await service.getToken({ code: 'c' }).catch((error) => error);
    return { error, names: gateway.names };
  } finally {
    await gateway.stop();
  }
}

test('the raw operation opens what the PEM key opens', async () => {
  const services = [serviceWith({ rawRsa }), serviceWith(keyEncryptionKey)];
  for (const [name, body] of Object.entries(readable)) {
    const [raw, pem] = await Promise.all(services.map((one) => one.openCallback({ body })));
    assert.deepEqual(raw, pem, name);
  }
});

test('a big integer without its leading zero byte is the same block', async () => {
  const asInteger = async (wrapped) => (await rawRsa(wrapped)).subarray(1);
  assert.equal((await serviceWith({ rawRsa: asInteger }).openCallback({ body })).kind, 'signing');
});

test('calls to the gateway fetch a content key with it', async () => {
  const { error, names } = await called({ rawRsa });
  assert.ok(isGatewayRefusal(error) && error.resultCode === 'D20000');
  assert.deepEqual(names, ['getKey', 'getToken']);
});

/** How many keys are mutated: 'wrapped-keys' of `cargo xtask test --all` has a hundred thousand. */
const KEYS = Number(process.env.IAMSMART_WRAPPED_KEYS ?? 2_000);

test('mutated keys get one answer', async () => {
  const service = serviceWith({ rawRsa });
  const frame = JSON.parse(body);
  const answers = new Set();
  for (let i = 0; i < KEYS; i += 1) {
    const wrapped = Buffer.from(frame.secretKey, 'base64');
    const at = crypto.randomInt(256);
    for (let n = 0; n <= i % 8; n += 1) wrapped[(at + 31 * n) % 256] ^= crypto.randomInt(1, 256);
    // Some are above the modulus, or of another length.
    if (i % 100 === 0) wrapped[0] = 0xff;
    const cut = i % 100 === 1 ? wrapped.subarray(crypto.randomInt(1, 256)) : wrapped;
    const mutated = JSON.stringify({ ...frame, secretKey: cut.toString('base64') });
    answers.add(await answer(service.openCallback({ body: mutated })));
  }
  assert.equal(answers.size, 1, [...answers].join('\n'));
  assert.match([...answers][0], /"callback-unreadable"/);
});

test('every block and every failure of the function is answered alike, as with a PEM key', async () => {
  const wrongs = [
    ...Object.values(fixture.encodedMessages.unusable).map((block) => async () => bytes(block)),
    async () => new Uint8Array(0),
    async () => new Uint8Array(32),
    async () => new Uint8Array(257),
    async () => new Uint8Array(2 ** 20),
    async () => undefined,
    async () => 'text',
    async () => crypto.randomBytes(256),
    // Not below the modulus.
    async () => new Uint8Array(256).fill(0xff),
    async () => Promise.reject(new Error('the HSM is away')),
    () => {
      throw new Error('the HSM is away');
    },
    () => new Promise(() => {}),
    // Unpadded where the block is due.
    async (wrapped) => (await rawRsa(wrapped)).subarray(-32),
  ];
  const answers = new Set();
  for (const rawRsa of wrongs) {
    answers.add(await answer(serviceWith({ rawRsa }, { timeoutMs: 50 }).openCallback({ body })));
  }
  for (const unreadable of Object.values(fixture.callbacks.unreadable)) {
    answers.add(await answer(serviceWith({ rawRsa }).openCallback({ body: unreadable })));
    answers.add(await answer(serviceWith(keyEncryptionKey).openCallback({ body: unreadable })));
  }
  assert.equal(answers.size, 1, [...answers].join('\n'));
});

test('a content key that does not unwrap is told, with the failure as its cause', async () => {
  const cause = new Error('the HSM is away');
  const blocks = Object.values(fixture.encodedMessages.unusable).map(bytes);
  const answers = new Set();
  for (const block of [...blocks, new Uint8Array(255), new Uint8Array(257), undefined]) {
    const { error, names } = await called({ rawRsa: async () => block });
    assert.deepEqual(names, ['getKey'], 'no call was sent');
    answers.add(await answer(Promise.reject(error)));
  }
  assert.equal(answers.size, 1, [...answers].join('\n'));
  assert.match([...answers][0], /"content-key-unwrap"/);
  const { error } = await called({ rawRsa: () => Promise.reject(cause) });
  assert.deepEqual([error.code, error.cause], ['content-key-unwrap', cause]);
});

test('the function is told when its result is no longer awaited', async () => {
  const signals = [];
  const hanging = (_, { signal }) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  for (const key of [hanging, { rawRsa: hanging }]) {
    const { error } = await called(key, { timeoutMs: 100 });
    assert.deepEqual([error.code, error.cause.code], ['content-key-unwrap', 'gateway-timeout']);
    const service = serviceWith(key, { timeoutMs: 100 });
    await assert.rejects(service.openCallback({ body }), { code: 'callback-unreadable' });
  }
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, true, true, true],
  );
});

test('callbacks at the same time are unwrapped at the same time, each with its own key', async () => {
  let inside = 0;
  let most = 0;
  const slow = async (wrapped) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
    inside -= 1;
    const block = await rawRsa(wrapped);
    // What the function does with its argument afterwards changes nothing.
    wrapped.fill(0);
    return block;
  };
  const service = serviceWith({ rawRsa: slow });
  const bodies = Array.from({ length: 10 }, () => Object.values(readable)).flat();
  const results = await Promise.all(bodies.map((body) => service.openCallback({ body })));
  const expected = await Promise.all(
    bodies.map((body) => serviceWith(keyEncryptionKey).openCallback({ body })),
  );
  assert.deepEqual(results, expected);
  assert.ok(most > 10, `${most} at the same time`);
});

test('a stranger cannot hand over what no key of that length wrapped', async () => {
  const given = [];
  const counted = async (wrapped) => {
    given.push(wrapped.length);
    return rawRsa(wrapped);
  };
  const open = async (key, secretKey) => {
    const mutated = JSON.stringify({ ...JSON.parse(body), secretKey });
    return answer(serviceWith(key).openCallback({ body: mutated }));
  };
  const answers = new Set();
  for (const length of [0, 2, 100, 254, 256, 258, 512, 1024, 1026, 5000]) {
    const secretKey = Buffer.alloc(length, 1).toString('base64');
    answers.add(await open({ rawRsa: counted }, secretKey));
    answers.add(await open(counted, secretKey));
    answers.add(await open({ rawRsa: counted, modulusLength: 4096 }, secretKey));
  }
  for (const secretKey of [undefined, '', '!']) {
    answers.add(await open({ rawRsa: counted }, secretKey));
  }
  assert.equal(answers.size, 1, [...answers].join('\n'));
  assert.deepEqual(given, [256, 256, 258, 258, 512, 512, 512, 1024, 1024]);
  const { error } = await called({ rawRsa: counted, modulusLength: 3072 });
  assert.deepEqual([error.code, error.cause.name], ['content-key-unwrap', 'RangeError']);
  assert.equal((await called({ rawRsa: counted, modulusLength: 2048 })).error.resultCode, 'D20000');
});

test('what is no function is refused at once', () => {
  for (const rawRsa of [undefined, null, keyEncryptionKey, {}]) {
    assert.throws(() => serviceWith({ rawRsa }), {
      code: 'invalid-argument',
      message: /keyEncryptionKey\.rawRsa/,
    });
  }
  for (const modulusLength of [0, 256, 2047, 2050, 16384, Number.NaN, '2048a', null]) {
    assert.throws(() => serviceWith({ rawRsa, modulusLength }), {
      code: 'invalid-argument',
      message: /keyEncryptionKey\.modulusLength/,
    });
  }
  for (const other of [{}, { raw: rawRsa }, [], 1]) {
    assert.throws(() => serviceWith(other), { code: 'invalid-argument' });
  }
});

// Medians of the same run are compared, so that the machine's own speed does not count. What the
// function itself takes is not in it: it is the keeper's.
// A difference that the code makes is there each time; one that other processes make is not.
test('no block takes longer than another until the answer', () => {
  const ATTEMPTS = 4;
  const gateway = new Gateway(identity);
  const usable = bytes(fixture.encodedMessages.usable.raw);
  const another = usable.with(-1, usable.at(-1) ^ 1);
  const kinds = Object.entries({
    'another key': another,
    'random bytes': new Uint8Array(crypto.randomBytes(256)),
    'a short block': usable.slice(1).with(0, 1),
    ...Object.fromEntries(
      Object.entries(fixture.encodedMessages.unusable).map(([name, block]) => [name, bytes(block)]),
    ),
  });
  const told = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const medians = mediansOf(gateway, kinds).sort(([a], [b]) => a - b);
    const ratio = medians.at(-1)[0] / medians[0][0];
    if (ratio < 1.05) return;
    told.push(`${ratio}: ${medians.join('; ')}`);
  }
  assert.fail(told.join('\n'));
});

/** The median of the nanoseconds until each block's answer, taken in turns. */
function mediansOf(gateway, blocks) {
  const ROUNDS = 3_000;
  const kinds = blocks.map(([name, block]) => ({ name, block, times: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < kinds.length; i += 1) {
      const { block, times } = kinds[(i + round) % kinds.length];
      const sealed = new SealedCallback(body);
      const began = process.hrtime.bigint();
      try {
        gateway.openCallback(sealed, block, true);
        assert.fail('it opened');
      } catch ({ code }) {
        if (code !== 'callback-unreadable') throw new Error(`it is ${code}`);
      }
      times.push(Number(process.hrtime.bigint() - began));
    }
  }
  // The first rounds are compiled meanwhile.
  const median = (times) => times.slice(500).sort((a, b) => a - b)[(ROUNDS - 500) / 2];
  return kinds.map(({ name, times }) => [median(times), name]);
}
