// Time-stamps through the package: requests that `openssl ts` answers, and what it verifies.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const { readTimestamp, timestampRequest, verifyCms, verifySignature, verifyTimestamp } =
  await import(pathToFileURL(join(pkg, 'verify/inline.js')).href);

const fixture = (name) => readFileSync(join(root, 'tests/fixtures/timestamp', name));
const content = fixture('content.bin');
const sha256 = createHash('sha256').update(content).digest();
const validationTime = new Date('2026-06-02T00:00:00Z');
const options = { trustAnchors: [fixture('root.pem')], revocation: 'off', validationTime };

test('openssl reads every request', () => {
  const folder = mkdtempSync(join(tmpdir(), 'timestamp-'));
  const text = (request) => {
    const file = join(folder, 'request.tsq');
    writeFileSync(file, request);
    return execFileSync('openssl', ['ts', '-query', '-in', file, '-text']).toString();
  };
  const { request, nonce } = timestampRequest(sha256);
  const printed = text(request);
  assert.match(printed, /Hash Algorithm: sha256/);
  assert.match(printed, /Certificate required: yes/);
  assert.match(printed, /Policy OID: unspecified/);
  const number = BigInt(`0x${Buffer.from(nonce).toString('hex')}`);
  const hexadecimal = number.toString(16).toUpperCase();
  assert.match(printed, new RegExp(`Nonce: 0x0*${hexadecimal}\n`));
  assert.notDeepEqual(timestampRequest(sha256).nonce, nonce);

  const digest = createHash('sha512').update(content).digest('base64');
  const asked = { nonce: Buffer.from([0x80]), policy: '1.3.6.1.4.1.99999.1', certificate: false };
  const other = text(timestampRequest(digest, asked).request);
  assert.match(other, /Hash Algorithm: sha512/);
  assert.match(other, /Policy OID: 1\.3\.6\.1\.4\.1\.99999\.1/);
  assert.match(other, /Nonce: 0x80\n/);
  assert.match(other, /Certificate required: no/);
});

test('what cannot be asked is an error', () => {
  const rows = [
    ['digest-length', () => timestampRequest(new Uint8Array(20))],
    ['invalid-argument', () => timestampRequest(sha256, { nonce: new Uint8Array(128) })],
    ['invalid-argument', () => timestampRequest(sha256, { nonce: new Uint8Array(0) })],
    ['invalid-argument', () => timestampRequest(sha256, { policy: 'none' })],
    ['timestamp-malformed', () => readTimestamp(new Uint8Array(0))],
    ['timestamp-malformed', () => readTimestamp(content)],
    ['timestamp-malformed', () => verifyTimestamp(fixture('bad-policy.tsr'), sha256, options)],
    ['base64-invalid', () => readTimestamp('?')],
  ];
  for (const [code, call] of rows) assert.throws(call, { name: 'IamSmartError', code });
});

test('a response is told as its authority wrote it', () => {
  const refused = readTimestamp(fixture('bad-algorithm.tsr'));
  assert.deepEqual(refused, {
    status: 'rejection',
    statusTexts: ['Message digest algorithm is not supported.'],
    failures: ['badAlg'],
  });
  const { status, token, statement } = readTimestamp(fixture('granted.tsr'));
  assert.equal(status, 'granted');
  assert.deepEqual(readTimestamp(token).statement, statement);
  assert.equal(statement.time, '2026-06-01T12:00:00.000Z');
  assert.equal(statement.hash, 'SHA-256');
  assert.deepEqual(Buffer.from(statement.digest), sha256);
});

test('a time-stamp proves a time to those who trust its authority', () => {
  const token = fixture('openssl-nonce.tst');
  const { statement } = readTimestamp(token);
  const report = verifyTimestamp(token, sha256, { ...options, nonce: statement.nonce });
  assert.equal(report.indication, 'TOTAL-PASSED');
  assert.equal(report.provenTime, '2026-06-01T12:00:00.000Z');
  assert.equal(report.holdsUntil, '2028-12-31T22:59:59.999Z');
  assert.match(report.summary, /^The time-stamp is valid\./);
  assert.equal(report.signer.commonName, 'Clock');
  assert.deepEqual(report.statement, statement);

  const chinese = verifyTimestamp(token, sha256, { ...options, language: 'zh-HK' });
  assert.match(chinese.summary, /^時間戳記有效。/);
  const failing = [
    ['HASH_FAILURE', verifyTimestamp(token, createHash('sha256').digest(), options)],
    ['SIG_CONSTRAINTS_FAILURE', verifyTimestamp(token, sha256, { ...options, nonce: sha256 })],
    [
      'SIG_CONSTRAINTS_FAILURE',
      verifyTimestamp(token, sha256, { ...options, timestampPolicies: ['2.999'] }),
    ],
    [
      'NO_CERTIFICATE_CHAIN_FOUND',
      verifyTimestamp(token, sha256, { ...options, trustAnchors: [] }),
    ],
  ];
  for (const [reason, { indication, subIndication, provenTime, holdsUntil }] of failing) {
    assert.notEqual(indication, 'TOTAL-PASSED');
    assert.deepEqual([subIndication, provenTime, holdsUntil], [reason, undefined, undefined]);
  }
});

test('a signature stands by its time-stamp after its certificate has ended', () => {
  const past = (name) => fixture(`past/${name}`);
  const later = {
    trustAnchors: [past('root.pem')],
    timestampAnchors: [past('clocks.pem')],
    intermediates: [past('long.pem')],
    crls: ['root-2029.crl', 'long-2026.crl', 'clocks-2029.crl'].map(past),
    validationTime: new Date('2029-06-02T00:00:00Z'),
  };
  const judged = (name) => verifyCms({ ...later, cms: past(name), content });
  assert.equal(judged('unstamped.cms').subIndication, 'OUT_OF_BOUNDS_NO_POE');
  const report = judged('stamped.cms');
  assert.equal(report.indication, 'TOTAL-PASSED');
  assert.equal(report.provenTime, '2026-06-01T12:00:00.000Z');
  assert.equal(report.holdsUntil, '2040-01-01T00:00:00.000Z');
  assert.equal(report.signatureTimestamps.length, 1);
  assert.equal(report.signatureTimestamps[0].indication, 'TOTAL-PASSED');

  const signature = past('digest.sig');
  const certificate = past('person.pem');
  const signed = { ...later, content, signature, certificate };
  assert.equal(verifySignature(signed).subIndication, 'OUT_OF_BOUNDS_NO_POE');
  const stamped = verifySignature({ ...signed, timestamps: [past('digest.tst')] });
  assert.equal(stamped.indication, 'TOTAL-PASSED');
  assert.equal(stamped.provenTime, '2026-06-01T12:00:00.000Z');
});
