// CMS messages and evidence files through the package.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { createEvidence, verifyCms, verifyEvidence } = await import(
  pathToFileURL(join(pkg, 'verify/inline.js')).href
);

const fixture = (name) => readFileSync(join(root, 'tests/fixtures', name));
const validationTime = new Date('2026-06-01T00:00:00Z');

test('every CMS message comes to the verdict that it comes to natively', () => {
  const rows = fixture('cms/cases.tsv').toString().trim().split('\n').slice(1);
  for (const row of rows) {
    const [name, expected] = row.split('\t');
    const verify = () =>
      verifyCms({
        cms: fixture(`cms/${name}.cms`),
        content: fixture('cms/content.bin'),
        trustAnchors: [fixture('cms/root.pem')],
        revocation: 'off',
        validationTime,
      });
    if (expected.startsWith("'cms' is not")) {
      assert.throws(verify, { code: 'cms-malformed', message: expected }, name);
    } else {
      assert.equal(verify().indication, expected.split(' ')[0], name);
    }
  }
  assert.ok(rows.length >= 150);
});

test('each signer of several has a report, and one can be chosen', () => {
  const input = (name) => ({
    cms: fixture(`cms/${name}.cms`),
    content: fixture('cms/content.bin'),
    trustAnchors: [fixture('cms/root.pem')],
    revocation: 'off',
    validationTime,
  });
  const report = verifyCms(input('two-signers-second-forged'));
  assert.equal(report.indication, 'INDETERMINATE');
  assert.equal(report.subIndication, 'SIG_CONSTRAINTS_FAILURE');
  const verdicts = report.signers.map(({ indication }) => indication);
  assert.deepEqual(verdicts, ['TOTAL-PASSED', 'TOTAL-FAILED']);
  for (const [signer, expected] of report.signers.entries()) {
    const chosen = verifyCms({ ...input('two-signers-second-forged'), signer });
    assert.deepEqual(chosen, expected);
  }
  assert.equal(verifyCms(input('plain')).signers, undefined);
  for (const signer of [1, -1, 0.5, '0']) {
    assert.throws(() => verifyCms({ ...input('plain'), signer }), { code: 'invalid-argument' });
  }
});

test('every form of BER and of text is read as it is natively', () => {
  const options = {
    trustAnchors: [fixture('cms/ber/root.pem')],
    revocation: 'off',
    validationTime,
  };
  const rows = fixture('cms/ber/cases.tsv').toString().trim().split('\n').slice(1);
  for (const row of rows) {
    const [name, expected] = row.split('\t');
    const verify = () => verifyCms({ ...options, cms: fixture(`cms/ber/${name}.cms`) });
    if (expected.startsWith("'cms' is not")) {
      assert.throws(verify, { code: 'cms-malformed', message: expected }, name);
    } else {
      assert.equal(verify().indication, expected.split(' ')[0], name);
    }
  }
  assert.ok(rows.length >= 60);
  for (const file of ['openssl-cms.pem', 'openssl-stream.eml', 'mime-crlf.b64', 'one-line.b64']) {
    for (const cms of [fixture(`cms/ber/${file}`), fixture(`cms/ber/${file}`).toString()]) {
      assert.equal(verifyCms({ ...options, cms }).indication, 'TOTAL-PASSED', file);
    }
  }
  const cms = fixture('cms/ber/multipart-signed.eml');
  assert.throws(() => verifyCms({ ...options, cms }), { code: 'invalid-argument' });
});

test('content may be of many megabytes', () => {
  const options = {
    trustAnchors: [fixture('cms/ber/root.pem')],
    revocation: 'off',
    validationTime,
  };
  const message = fixture('cms/ber/large-content.cms');
  const segments = Buffer.concat([
    Buffer.from([4, 2]),
    Buffer.from('PL'),
    Buffer.from([4, 3]),
    Buffer.from('ACE'),
  ]);
  const at = message.indexOf(segments);
  const around = (content) => {
    const header = Buffer.from([4, 0x84, 0, 0, 0, 0]);
    header.writeUInt32BE(content.length, 2);
    const end = message.subarray(at + segments.length);
    return Buffer.concat([message.subarray(0, at), header, content, end]);
  };
  const cms = around(Buffer.from('0123456789abcdef'.repeat(20 * 65536)));
  assert.equal(verifyCms({ ...options, cms }).indication, 'TOTAL-PASSED');
  const text = cms.toString('base64');
  assert.equal(verifyCms({ ...options, cms: text }).indication, 'TOTAL-PASSED');
  const tooMuch = {
    code: 'invalid-argument',
    message: / characters and bytes, and the limit is 134217728\./,
  };
  assert.throws(() => verifyCms({ ...options, cms: around(Buffer.alloc(2 ** 27)) }), tooMuch);
});

test('an evidence file is written and read', () => {
  const content = fixture('pki/content.json').toString();
  const evidence = createEvidence({
    content,
    signature: fixture('pki/sha256-over-digest.sig'),
    certificate: fixture('pki/person.pem'),
    intermediates: [fixture('pki/issuing.pem')],
    trustAnchors: [fixture('pki/root.pem')],
    validationTime,
    claimedTime: new Date('2026-05-01T09:30:00Z'),
  });
  const options = {
    trustAnchors: [fixture('pki/root.pem')],
    revocation: 'off',
    validationTime,
  };
  const report = verifyEvidence(evidence, options);
  assert.equal(report.indication, 'TOTAL-PASSED');
  assert.equal(report.content, content);
  assert.equal(report.claimedTime, '2026-05-01T09:30:00.000Z');
  const elsewhere = verifyEvidence(evidence, { trustAnchors: [], validationTime });
  assert.equal(elsewhere.indication, 'INDETERMINATE');
  const changed = evidence.replace('陳', '李');
  assert.equal(verifyEvidence(changed, options).indication, 'TOTAL-FAILED');
});
