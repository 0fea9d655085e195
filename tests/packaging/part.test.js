// `iamsmart/verify-signature.wasm`, a part of the module `verify` by the same script.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const load = (path) => import(pathToFileURL(join(pkg, path)).href);
const bytesOf = (name) => readFile(join(pkg, `wasm/${name}_bg.wasm`));
const fixture = (name) => readFile(join(root, 'tests/fixtures/pki', name));

/** Functions of the entry that need what the part lacks, with arguments of which one is read at least. */
const LACKING = {
  cmsCertificates: ['x'],
  cmsSignatureValues: ['x'],
  createEvidence: [{}],
  createJws: [{}],
  evidenceDigest: ['{}'],
  evidenceForm: ['{}'],
  extendEvidence: ['{}', {}],
  jwsSigningInput: ['x'],
  readTimestamp: ['x'],
  renewEvidence: ['{}', 'x'],
  timestampRequest: ['x'],
  verifyCms: [{}],
  verifyEvidence: ['{}', {}],
  verifyJws: ['{}', undefined, {}],
  verifyTimestamp: ['x', 'x', {}],
};

test('a part judges like the whole, and says what it lacks', async () => {
  const entry = await load('verify/slim.js');
  const { default: english } = await load('texts/en.js');
  entry.useTexts(english);
  entry.initSync(await bytesOf('verify-signature'));

  const input = {
    digest: await fixture('content.sha256'),
    signature: await fixture('sha256-over-digest.sig'),
    certificate: `${await fixture('person.pem')}`,
    intermediates: [`${await fixture('issuing.pem')}`],
    trustAnchors: [`${await fixture('root.pem')}`],
    crls: [`${await fixture('crl-issuing.pem')}`],
    revocation: 'soft',
    validationTime: new Date('2026-06-01T00:00:00Z'),
  };
  const verdict = entry.verifySignature(input);
  assert.equal(verdict.indication, 'TOTAL-PASSED', JSON.stringify(verdict.checks, null, 1));
  const forged = { ...input, digest: input.digest.map((byte) => byte ^ 1) };
  assert.equal(entry.verifySignature(forged).indication, 'TOTAL-FAILED');
  assert.equal(entry.certificatesOf(input.certificate).length, 1);
  assert.ok(entry.revocationPointers(input.certificate));
  assert.ok(entry.iamSmartProfile());
  assert.equal(entry.validateCertificatePath(input).indication, 'TOTAL-PASSED');

  for (const [name, args] of Object.entries(LACKING)) {
    const unusable = { name: 'IamSmartError', code: 'module-unusable', reason: 'part' };
    assert.throws(() => entry[name](...args), unusable, name);
  }
  assert.equal(entry.verifySignature(input).indication, 'TOTAL-PASSED');
});

test('a part is a sixth smaller, or more', async () => {
  const [part, whole] = (await Promise.all([bytesOf('verify-signature'), bytesOf('verify')])).map(
    (bytes) => brotliCompressSync(bytes).length,
  );
  assert.ok(part < (5 / 6) * whole, `${part} of ${whole}`);
});
