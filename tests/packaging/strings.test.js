// Strings into a module and out of it: short and long ones, of one to four bytes a character, on both
// sides of the lengths where they are passed in another way (xtask/src/package/strings.rs).

import assert from 'node:assert/strict';
import { test } from 'node:test';

const { beginLogin, canonicalizeJson, completeLogin } = await import(
  `${process.env.IAMSMART_PKG}/page/inline.js`
);

const LENGTHS = [0, 1, 2, 30, 31, 32, 33, 34, 98, 99, 100, 101, 102, 103, 1000, 70_000];
const CHARACTERS = ['a', 'é', '文', '\u{1f600}', '\ufffd', '\u0000'];

/** Of so many code units, with another character at a place of the first. */
const texts = LENGTHS.flatMap((length) =>
  CHARACTERS.flatMap((character) =>
    [0, Math.floor(length / 2), length - character.length]
      .filter((at) => at >= 0 && at + character.length <= length)
      .flatMap((at) => [
        'a'.repeat(at) + character + 'a'.repeat(length - at - character.length),
        '文'.repeat(at) + character + '文'.repeat(length - at - character.length),
      ]),
  ),
);

test('a text goes in as it is', () => {
  assert.ok(texts.length > 400);
  for (const text of texts) {
    // RFC 8785 writes strings as ECMAScript does (§3.2.2.2).
    const json = JSON.stringify(text);
    const canonical = Buffer.from(canonicalizeJson(json)).toString();
    assert.ok(canonical === json, `${text.length}: ${text.slice(0, 40)}`);
  }
});

test('a text comes out as it is', () => {
  const redirectUri = 'https://rp.example/callback';
  const server = { kind: 'oauth2', authorizationEndpoint: 'https://op.example/authorize' };
  const { pending } = beginLogin({ server, clientId: 'c', redirectUri, scope: ['openid'] });
  for (const text of texts) {
    if (text === '') continue;
    const address = `${redirectUri}?state=${pending.state}&code=${encodeURIComponent(text)}`;
    const { code } = completeLogin(address, pending);
    assert.ok(code === text, `${text.length}: ${text.slice(0, 40)}`);
  }
});

test('half a character is refused wherever it stands', () => {
  for (const length of LENGTHS) {
    for (const half of ['\ud83d', '\ude00']) {
      for (const at of [0, length]) {
        const text = `${'a'.repeat(at)}${half}${'a'.repeat(length - at)}`;
        assert.throws(() => canonicalizeJson(`"${text}"`), { code: 'lone-surrogate' }, `${length}`);
      }
    }
  }
});
