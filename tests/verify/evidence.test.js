// Evidence with time-stamps, and attachments, through the package.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const {
  checkAttachment,
  createEvidence,
  evidenceDigest,
  evidenceForm,
  extendEvidence,
  renewEvidence,
  verifyEvidence,
} = await import(pathToFileURL(join(pkg, 'verify/inline.js')).href);

const fixture = (name) => readFileSync(join(root, 'tests/fixtures/evidence', name));
const text = (name) => fixture(name).toString();
/** `head -c 268435456 /dev/zero | openssl dgst -sha256`. */
const ZEROS = 'a6d72ac7690f53be6ae46ba88506bd97302a093f7108472bd9efc3cefda06484';
const auditor = {
  trustAnchors: [fixture('root.pem')],
  timestampAnchors: [fixture('time-root.pem')],
  crls: [fixture('time-2034.crl')],
  validationTime: new Date('2034-06-01T12:00:00Z'),
};

test('evidence of 2026 that was renewed in 2029 and 2032 is judged in 2034', () => {
  const report = verifyEvidence(text('renewed-2032.json'), auditor);
  assert.equal(report.indication, 'TOTAL-PASSED', report.summary);
  assert.equal(report.provenTime, '2026-06-01T08:01:01.000Z');
  assert.equal(report.holdsUntil, '2038-01-01T00:00:00.000Z');
  assert.equal(report.endsFirst, 'CN=Time 3,O=Evidence Test,C=HK');
  assert.equal(report.validationTime, '2034-06-01T12:00:00.000Z');
  const seen = report.timestamps.map(({ over, counts, judgedAt, report }) => [
    over,
    counts,
    judgedAt,
    report.signer.commonName,
  ]);
  assert.deepEqual(seen, [
    ['signature', true, '2029-06-01T00:00:01.000Z', 'Time 1'],
    ['everything', true, '2032-06-01T00:00:01.000Z', 'Time 2'],
    ['everything', true, '2034-06-01T12:00:00.000Z', 'Time 3'],
  ]);
});

test('without renewals it is said in each language what was missed', () => {
  for (const [language, expected] of [
    ['en', /held until 1 January 2030 08:00:00 HKT, when the certificate of 'CN=Time 1,/],
    ['zh-HK', /有效至香港時間2030年1月1日08:00:00，當時「CN=Time 1,.*」的證書屆滿/],
    ['zh-CN', /有效至香港时间2030年1月1日08:00:00，当时“CN=Time 1,.*”的证书到期/],
  ]) {
    const report = verifyEvidence(text('stamped.json'), { ...auditor, language });
    assert.equal(report.indication, 'INDETERMINATE');
    assert.equal(report.provenTime, undefined);
    assert.equal(report.holdsUntil, undefined);
    const check = report.checks.find(({ name }) => name.endsWith('[0].timestamp'));
    assert.match(check.detail, expected);
    assert.equal(report.timestamps[0].counts, false);
    assert.equal(report.timestamps[0].holdsUntil, '2030-01-01T00:00:00.000Z');
  }
});

test('it is made, extended and renewed, to the byte as its documents say', () => {
  const first = JSON.parse(text('unstamped.json'));
  let evidence = createEvidence({
    content: first.content,
    signature: first.signature,
    certificate: first.certificate,
    signatureAlgorithm: first.signatureAlgorithm,
    claimedTime: new Date(first.claimedTime),
    trustAnchors: [fixture('root.pem')],
    crls: [fixture('root-2026.crl')],
    timestamps: [fixture('2026.tst')],
  });
  assert.equal(evidence, text('stamped.json'));
  evidence = extendEvidence(evidence, {
    crls: [fixture('root-2028.crl'), fixture('time-2029.crl')],
  });
  evidence = renewEvidence(evidence, fixture('2029.tst'));
  assert.equal(evidence, text('renewed-2029.json'));
  evidence = extendEvidence(evidence, { crls: [fixture('time-2032.crl')] });
  evidence = renewEvidence(evidence, fixture('2032.tst').toString('base64'));
  assert.equal(evidence, text('renewed-2032.json'));

  for (const row of text('digests.tsv').trim().split('\n')) {
    const [file, algorithm, digest] = row.split('\t');
    const found = evidenceDigest(text(file), algorithm);
    assert.equal(Buffer.from(found).toString('hex'), digest, row);
    if (algorithm === 'SHA-256') assert.deepEqual(evidenceDigest(text(file)), found);
  }
});

test('time-stamps over something else are refused', () => {
  const evidence = text('stamped.json');
  const mismatch = {
    code: 'timestamp-mismatch',
    message: /^'token' is a time-stamp over something/,
  };
  assert.throws(() => renewEvidence(evidence, fixture('2029.tst')), mismatch);
  assert.throws(() => renewEvidence(evidence, new Uint8Array(1)), { code: 'timestamp-malformed' });
  const { content, signature, certificate } = JSON.parse(evidence);
  const input = { content, signature, certificate, trustAnchors: [] };
  assert.throws(() => createEvidence({ ...input, timestamps: [fixture('2029.tst')] }), {
    code: 'timestamp-mismatch',
    message: /^'timestamps\[0\]'/,
  });
  const many = { ...input, timestamps: new Array(17).fill(fixture('2026.tst')) };
  assert.throws(() => createEvidence(many), { code: 'invalid-argument' });
});

test('ends of algorithms are the table, or the caller’s', () => {
  const judged = (algorithmEnds) =>
    verifyEvidence(text('legacy.json'), { ...auditor, algorithmEnds });
  const report = judged();
  assert.equal(report.indication, 'INDETERMINATE');
  assert.deepEqual(
    report.timestamps.map(({ counts, endsFirst }) => [counts, endsFirst]),
    [
      [false, 'CN=Time 1,O=Evidence Test,C=HK'],
      [false, 'RSA-PKCS1'],
      [true, 'CN=Time 3,O=Evidence Test,C=HK'],
    ],
  );
  const end = new Date('2033-12-31T23:00:00Z');
  assert.equal(judged([{ algorithm: 'RSA-PKCS1', end }]).indication, 'TOTAL-PASSED');
  assert.equal(judged([{ algorithm: 'RSA-PKCS1' }]).indication, 'TOTAL-PASSED');
  assert.throws(() => judged([{ algorithm: 'MD5' }]), { code: 'invalid-argument' });
});

test('an attachment is one of the form’s files, or none of them', async () => {
  const evidence = text('renewed-2032.json');
  const bytes = fixture('attachment.txt');
  const { digest, files } = evidenceForm(evidence);
  assert.equal(digest, JSON.parse(evidence).digest);
  assert.deepEqual(
    files.map(({ field, name, size }) => [field, name, size]),
    [
      ['proof', '行車證.txt', bytes.length],
      ['photo', 'empty.png', 0],
    ],
  );
  for (const file of [
    bytes,
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    new Blob([bytes]),
    new File([bytes], 'another name.txt'),
    new Blob([bytes]).stream(),
  ]) {
    const found = await checkAttachment(evidence, file);
    assert.deepEqual(found, { matches: [files[0]], sha256: files[0].sha256, size: bytes.length });
  }
  const empty = await checkAttachment(evidence, new Blob([]));
  assert.deepEqual(empty.matches, [files[1]]);
  const other = await checkAttachment(evidence, bytes.subarray(1));
  assert.deepEqual(other.matches, []);
  assert.equal(other.size, bytes.length - 1);

  await assert.rejects(checkAttachment('{}', bytes), { code: 'evidence-invalid' });
  await assert.rejects(checkAttachment(evidence, { size: 1 }), { code: 'invalid-argument' });
  const signal = AbortSignal.abort();
  await assert.rejects(checkAttachment(evidence, bytes, { signal }), { code: 'aborted' });
  const noForm = JSON.stringify({ ...JSON.parse(text('unstamped.json')), content: '[]' });
  assert.throws(() => evidenceForm(noForm), { code: 'evidence-invalid' });
});

test('a large file is read in constant memory', async () => {
  const chunk = new Uint8Array(1 << 20);
  const chunks = 256;
  async function* large() {
    for (let i = 0; i < chunks; i += 1) yield chunk;
  }
  let seen = 0;
  const before = process.memoryUsage().rss;
  const found = await checkAttachment(text('stamped.json'), large(), {
    onProgress: ({ loaded }) => {
      seen = loaded;
    },
  });
  assert.equal(found.size, chunks << 20);
  assert.equal(seen, found.size);
  assert.equal(Buffer.from(found.sha256, 'base64').toString('hex'), ZEROS);
  assert.ok(process.memoryUsage().rss - before < 128 << 20);
});
