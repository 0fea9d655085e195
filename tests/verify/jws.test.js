// Detached JWS through the package, against npm jose.

import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { flattenedVerify } from 'jose';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { createJws, jwsSigningInput, verifyJws } = await import(
  pathToFileURL(join(pkg, 'verify/inline.js')).href
);

const fixture = (name) => readFileSync(join(root, 'tests/fixtures/jws', name));
const text = (name) => fixture(name).toString();
const content = text('content.json');
const certificate = fixture('person.pem');
const options = {
  trustAnchors: [fixture('root.pem')],
  validationTime: new Date('2030-01-01T00:00:00Z'),
};
const ours = (signature = fixture('digest.sig')) =>
  createJws({ content, signature, certificate, intermediates: [text('issuing.pem')] });
const attached = (jws, payload = content) => ({
  ...JSON.parse(jws),
  payload: Buffer.from(payload).toString('base64url'),
});
const key = createPublicKey(certificate);

test('jose verifies what is made here', async () => {
  const { payload, protectedHeader } = await flattenedVerify(attached(ours()), key);
  assert.equal(Buffer.from(payload).toString(), content);
  assert.deepEqual(protectedHeader, { alg: 'RS256' });
});

test('jose refuses the same over other content', async () => {
  await assert.rejects(flattenedVerify(attached(ours(), `${content} `), key), {
    code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  });
});

test('what is made here is verified here', () => {
  const report = verifyJws(ours(), content, options);
  assert.equal(report.indication, 'TOTAL-PASSED');
  assert.equal(report.signedAs, 'digest');
  assert.equal(verifyJws(ours(), `${content} `, options).indication, 'TOTAL-FAILED');
});

test('what jose makes is verified here', () => {
  for (const name of ['flattened', 'detached', 'general', 'protected-x5c']) {
    const report = verifyJws(text(`${name}.json`), content, options);
    assert.equal(report.indication, 'TOTAL-PASSED', name);
  }
});

test('the signing input is what a JWS signs', () => {
  const { text: signed, digest } = jwsSigningInput('a');
  assert.equal(signed, 'eyJhbGciOiJSUzI1NiJ9.YQ');
  assert.equal(digest.length, 32);
});

test('a signature in another mode is told apart', () => {
  for (const name of ['bare-digest', 'sha256-over-digest', 'content-digest']) {
    assert.throws(() => ours(fixture(`${name}.sig`)), { code: 'jws-impossible' }, name);
  }
});
