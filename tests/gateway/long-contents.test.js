// Long contents are encrypted and decrypted by the platform, where it can at once, and otherwise by the
// module: nobody can tell which, and nothing that was decrypted stays behind.

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { afterEach, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { callback, identity, keyEncryptionKey, opened } from '../../benches/envelopes/messages.js';

const pkg = process.env.IAMSMART_PKG;
const { EService } = await import(`${pkg}/server/inline.js`);
const { Gateway } = await import(`${pkg}/wasm/server.js`);

/** From this length of a content on, the platform is asked (src/wire/cipher.rs). */
const LONG = 16 * 1024;

const key = crypto.randomBytes(32);
const service = new EService({ ...identity, keyEncryptionKey });
const { getBuiltinModule } = process;

afterEach(() => {
  process.getBuiltinModule = getBuiltinModule;
});

/** Has the package see another platform. @param {Partial<typeof crypto> | undefined} other */
function platformIs(other) {
  process.getBuiltinModule = /** @type {any} */ (() => other);
}

/** What Node's library gives back. @param {(bytes: Uint8Array) => void} see */
const watched = (see) => ({
  createCipheriv: crypto.createCipheriv,
  createDecipheriv(...given) {
    const decipher = crypto.createDecipheriv(...given);
    const { update } = decipher;
    decipher.update = (...bytes) => {
      const made = update.apply(decipher, bytes);
      see(made);
      return made;
    };
    return decipher;
  },
});

/** A content whose JSON has so many bytes. */
function contentOf(length) {
  const content = { businessID: 'b-1', state: 's-1', emailAddress: '' };
  content.emailAddress = 'é'.padEnd(length - JSON.stringify(content).length - 1, 'a');
  assert.equal(Buffer.byteLength(JSON.stringify(content)), length);
  return content;
}

/** Changes a byte of the envelope. */
function changed(body, at) {
  const frame = JSON.parse(body);
  const bytes = Buffer.from(frame.content, 'base64');
  bytes[at < 0 ? bytes.length + at : at] ^= 1;
  return JSON.stringify({ ...frame, content: bytes.toString('base64') });
}

test('the platform opens long contents, and those alone', async () => {
  let seen = 0;
  platformIs(
    watched(({ length }) => {
      if (length >= LONG) seen += 1;
    }),
  );
  for (const [length, times] of [
    [LONG - 1, 0],
    [LONG, 1],
    [1_000_000, 2],
  ]) {
    await service.openCallback({ body: callback(key, contentOf(length)) });
    assert.equal(seen, times, `${length}`);
  }
});

test('what is opened and sealed is the same on either', async () => {
  const gateway = new Gateway(identity);
  const answer = {
    secretKey: crypto.randomBytes(256).toString('base64'),
    issueAt: 1,
    expiresIn: 1e13,
  };
  const text = JSON.stringify({ txID: 't', code: 'D00000', message: '', content: answer });
  gateway.keepKey(gateway.receiveKey({ status: 200, text }, new Date()), key, false);
  for (const length of [LONG, LONG + 1, 300_000]) {
    const content = contentOf(length);
    const body = callback(key, content);
    const call = gateway.profileCall({
      businessId: 'b-1',
      accessToken: content.emailAddress,
      openId: 'o',
      callbackUri: 'https://service.example/callback',
      state: 's-1',
      source: 'PC_Browser',
      profileFields: ['idNo'],
    });
    const results = [];
    for (const platform of [crypto, undefined]) {
      platformIs(platform);
      const { fields } = await service.openCallback({ body });
      const sealed = JSON.parse(gateway.request(call, new Date()).body).content;
      results.push([fields, opened(key, sealed)]);
    }
    assert.ok(isDeepStrictEqual(results[0], results[1]), `${length}`);
    assert.ok(results[0][0].emailAddress === content.emailAddress);
    assert.ok(results[0][1].includes(content.emailAddress));
  }
});

test('a changed byte has one answer on either, and nothing that was decrypted stays', async () => {
  const body = callback(key, contentOf(100_000));
  const answers = new Set();
  const made = [];
  const kept = watched((bytes) => {
    if (bytes.length >= LONG) made.push(bytes);
  });
  for (const platform of [kept, undefined]) {
    platformIs(platform);
    for (const at of [0, 4, 16, 50_000, -17, -16, -1]) {
      const error = await service.openCallback({ body: changed(body, at) }).catch((error) => error);
      answers.add(JSON.stringify([error.name, error.code, error.message, `${error.cause}`]));
    }
  }
  assert.equal(answers.size, 1, [...answers].join('\n'));
  assert.match([...answers][0], /"callback-unreadable"/);
  platformIs(kept);
  await service.openCallback({ body });
  // Of the first byte, the module itself says that it begins no envelope.
  assert.equal(made.length, 7);
  for (const bytes of made) {
    assert.equal(bytes.length, 100_000);
    assert.ok(bytes.every((byte) => byte === 0));
  }
});

/** Libraries that were wrong: https://github.com/oven-sh/bun/issues/32124, https://github.com/denoland/deno/pull/27733 */
const WRONG = {
  'other tags': {
    createCipheriv(...given) {
      const cipher = crypto.createCipheriv(...given);
      return Object.assign(cipher, { getAuthTag: () => Buffer.alloc(16) });
    },
    createDecipheriv: crypto.createDecipheriv,
  },
  'any tag': {
    createCipheriv: crypto.createCipheriv,
    createDecipheriv(...given) {
      const decipher = crypto.createDecipheriv(...given);
      return Object.assign(decipher, { final: () => Buffer.alloc(0) });
    },
  },
};

test('a platform that is wrong is not asked', async () => {
  const body = callback(key, contentOf(50_000));
  for (const [name, platform] of Object.entries(WRONG)) {
    platformIs(platform);
    assert.equal((await service.openCallback({ body })).businessId, 'b-1', name);
    await assert.rejects(service.openCallback({ body: changed(body, -1) }), {
      code: 'callback-unreadable',
    });
  }
});

test('what the platform cannot do, the module does', async () => {
  const body = callback(key, contentOf(50_000));
  const throwing = () => {
    throw new Error('not here');
  };
  const short = () => ({ setAuthTag() {}, update: () => new Uint8Array(1), final() {} });
  for (const platform of [
    {},
    { createDecipheriv: throwing, createCipheriv: throwing },
    { createDecipheriv: short, createCipheriv: short },
  ]) {
    platformIs(platform);
    const { businessId } = await service.openCallback({ body });
    assert.equal(businessId, 'b-1');
  }
  process.getBuiltinModule = /** @type {any} */ (undefined);
  assert.equal((await service.openCallback({ body })).businessId, 'b-1');
});
