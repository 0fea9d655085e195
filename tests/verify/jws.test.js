// JWS through the package, against npm jose.

import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CompactSign, compactVerify, flattenedVerify } from 'jose';

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
  revocation: 'off',
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

const jose = (name) => readFileSync(join(root, 'tests/fixtures/jose', name), 'utf8');
const others = { ...options, trustAnchors: [jose('root.pem')] };
const { keys } = JSON.parse(jose('rfc.json'));
const ALGORITHMS = [
  ['RS256', 'rsa'],
  ['RS384', 'rsa'],
  ['RS512', 'rsa'],
  ['PS256', 'rsa'],
  ['PS384', 'rsa'],
  ['PS512', 'rsa'],
  ['ES256', 'p256'],
  ['ES384', 'p384'],
  ['ES512', 'p521'],
  ['EdDSA', 'ed25519'],
  ['Ed25519', 'ed25519'],
];

/** The compact JWS of jose by the signer with this key. */
async function signed(alg, name, header = {}) {
  const x5c = [jose(`${name}.pem`).replace(/-----.*-----|\s/g, '')];
  const signer = createPrivateKey({ key: keys[name], format: 'jwk' });
  return new CompactSign(new TextEncoder().encode(content))
    .setProtectedHeader({ alg, x5c, ...header })
    .sign(signer);
}

test('both verify what jose signs in the compact form, and refuse what was changed', async () => {
  for (const [alg, name] of ALGORITHMS) {
    const compact = await signed(alg, name);
    const certified = createPublicKey(jose(`${name}.pem`));
    await compactVerify(compact, certified);
    for (const given of [content, new TextEncoder().encode(content), undefined]) {
      const report = verifyJws(compact, given, others);
      assert.equal(report.indication, 'TOTAL-PASSED', `${alg}: ${report.summary}`);
    }
    const [head, payload, signature] = compact.split('.');
    const detached = verifyJws(`${head}..${signature}`, content, others);
    assert.equal(detached.indication, 'TOTAL-PASSED', alg);
    const changed = `${head}.A${payload.slice(1)}.${signature}`;
    await assert.rejects(compactVerify(changed, certified), {
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
    const report = verifyJws(changed, undefined, others);
    assert.equal(report.indication, 'TOTAL-FAILED', alg);
  }
});

test('both verify what jwcrypto signs, and the examples of the RFCs', async () => {
  for (const { name, key: signer, jws } of JSON.parse(jose('signers.json'))) {
    await compactVerify(jws, createPublicKey(jose(`${signer}.pem`)));
    if (name.startsWith('RFC')) continue; // they have no certificates
    const report = verifyJws(jws, undefined, others);
    assert.equal(report.indication, 'TOTAL-PASSED', name);
  }
});

test('content and certificate digest that differ are told', async () => {
  const compact = await signed('ES256', 'p256', { 'x5t#S256': 'AAAA', kid: '1' });
  const report = verifyJws(compact, 'other', others);
  const outcomes = Object.fromEntries(report.checks.map(({ name, outcome }) => [name, outcome]));
  assert.equal(outcomes['signed-data'], 'failed');
  assert.equal(outcomes['jws.thumbprint'], 'failed');
  assert.equal(outcomes['jws.unused-members'], 'skipped');
  assert.throws(() => verifyJws(compact, 1, others), { code: 'invalid-argument' });
  assert.throws(() => verifyJws('a.b', undefined, others), { code: 'jws-invalid' });
});
