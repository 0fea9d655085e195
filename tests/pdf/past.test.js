// `verifyPdf` at later moments: what document time-stamps prove, beside pyHanko's `ades_lta_validation` (ETSI
// EN 319 102-1 §5.6.3). tests/fixtures/pdf/lasting holds the files, with the script that made and judged them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const { verifyPdf } = await import(pathToFileURL(`${process.env.IAMSMART_PKG}/pdf/inline.js`).href);
const { verifyCms, verifyTimestamp } = await import(
  pathToFileURL(`${process.env.IAMSMART_PKG}/verify/inline.js`).href
);

const FIXTURES = new URL('../fixtures/pdf/lasting/', import.meta.url);

/** @param {string} name */
const fixture = (name) => readFileSync(new URL(name, FIXTURES));

/** @param {string} name */
const table = (name) =>
  fixture(name)
    .toString()
    .split('\n')
    .filter((row) => row && !row.startsWith('#'))
    .map((row) => row.split('\t'));

/** The files' clocks sign with RSA, which no standard has an end for beside the one that is asked for. */
const RSA = /** @type {const} */ ([{ algorithm: 'RSA-PKCS1' }, { algorithm: 'RSA-below-3000' }]);

/**
 * @param {string | Uint8Array} file a name, or a file
 * @param {string} day
 * @param {string} [crls] names, by spaces
 * @param {string} [sha256Ends]
 */
function reportsOn(file, day, crls = '', sha256Ends = '') {
  const end = sha256Ends
    ? [{ algorithm: /** @type {const} */ ('SHA-256'), end: new Date(sha256Ends) }]
    : [];
  const names = crls.split(' ').filter(Boolean);
  return verifyPdf(typeof file === 'string' ? fixture(`${file}.pdf`) : file, {
    trustAnchors: [fixture('anchors.pem')],
    crls: names.map((crl) => fixture(`${crl}.crl`)),
    validationTime: new Date(day),
    algorithmEnds: [...RSA, ...end],
  }).signatures;
}

/** @param {import('iamsmart/pdf').PdfSignatureReport | undefined} report */
const verdict = (report) =>
  report?.subIndication ?? (report?.indication === 'TOTAL-PASSED' ? 'OK' : report?.indication);

test('what pyHanko finds to last lasts, and nothing else, or a reason is given', () => {
  const listed = new Map(
    table('differences.tsv').map(([name, field, day, crls, end, ours, reason]) => {
      assert.ok(String(reason).length > 20, `${name}: no reason`);
      return [[name, field, day, crls, end].join('\t'), ours];
    }),
  );
  const rows = table('cases.tsv').slice(1);
  const unlisted = [];
  for (const [name = '', field, day = '', crls, end, theirs] of rows) {
    const key = [name, field, day, crls, end].join('\t');
    const reports = reportsOn(name, day, crls, end);
    const ours = verdict(reports.find(({ fieldName }) => fieldName === field));
    const expected = listed.get(key) ?? theirs;
    listed.delete(key);
    if (ours !== expected) unlisted.push(`${key}\t${ours}\t(${theirs})`);
  }
  assert.deepEqual(unlisted, []);
  assert.deepEqual([...listed.keys()], [], 'no such rows');
});

const [DAY, CRL] = ['2034-06-20', 'clocks-3-2034'];

/** @param {import('iamsmart/pdf').PdfSignatureReport[]} reports */
const verdicts = (reports) =>
  Object.fromEntries(reports.map((report) => [report.fieldName, verdict(report)]));

test('a report says which time-stamps are proofs, and until when they hold', () => {
  const reports = reportsOn('b-lta-2032', DAY, CRL);
  assert.deepEqual(
    reports.map(({ fieldName, provenBy }) => [fieldName, provenBy]),
    [
      ['Signature1', ['Time2026', 'Time2029', 'Time2032']],
      ['Time2026', ['Time2029', 'Time2032']],
      ['Time2029', ['Time2032']],
      ['Time2032', []],
    ],
  );
  for (const { indication, holdsUntil } of reports) {
    assert.deepEqual([indication, holdsUntil], ['TOTAL-PASSED', '2040-12-31T00:00:00.000Z']);
  }
  assert.equal(reports[0]?.provenTime, '2026-06-01T12:00:00.000Z');
  const [alone] = reportsOn('b-lta', '2026-06-02', 'root-2026 clocks-1-2026');
  assert.deepEqual(
    [alone?.provenBy, alone?.holdsUntil],
    [['Time2026'], '2029-12-31T00:00:00.000Z'],
  );
  const [none] = reportsOn('b-t', '2026-06-02', 'root-2026 clocks-1-2026');
  assert.deepEqual([none?.provenBy, none?.indication], [[], 'TOTAL-PASSED']);
});

test('a revocation after the proven time is told, and does not undo it', () => {
  const [report] = reportsOn('b-lta-2032', DAY, `${CRL} revoked-later`);
  assert.equal(report?.indication, 'TOTAL-PASSED');
  const times = report?.path.map(({ revocationTime }) => revocationTime);
  assert.deepEqual(times, ['2026-10-01T00:00:00.000Z', undefined]);
  assert.equal(report?.signer?.revocationTime, times?.[0]);
  const [before] = reportsOn('b-lta-2032', DAY, `${CRL} revoked-before`);
  assert.equal(before?.subIndication, 'REVOKED_NO_POE');
  assert.equal(before?.signer?.revocationTime, '2026-05-01T00:00:00.000Z');
});

/**
 * Changes the last octet of the message that a field's `/Contents` has.
 *
 * @param {Buffer} file
 * @param {number} index of the signature, by its place
 */
function damaged(file, index) {
  const text = file.toString('latin1');
  const found = [...text.matchAll(/\/Contents <([0-9a-f]+?)(?:00)*>/giu)][index];
  assert.ok(found?.[1]);
  const at = Number(found.index) + '/Contents <'.length + found[1].length - 1;
  const copy = Buffer.from(file);
  copy[at] = text[at] === '0' ? 0x31 : 0x30;
  return copy;
}

test("a time-stamp that is damaged, a stranger's or missing proves nothing", () => {
  const whole = fixture('b-lta-2032.pdf');
  const last = verdicts(reportsOn(damaged(whole, 3), DAY, CRL));
  assert.equal(last.Time2032, 'SIG_CRYPTO_FAILURE');
  assert.equal(last.Signature1, 'OUT_OF_BOUNDS_NO_POE');
  // What is damaged is not what the later one covers.
  const middle = reportsOn(damaged(whole, 2), DAY, CRL);
  assert.deepEqual(verdicts(middle), {
    ...{ Signature1: 'OUT_OF_BOUNDS_NO_POE', Time2026: 'OUT_OF_BOUNDS_NO_POE' },
    ...{ Time2029: 'SIG_CRYPTO_FAILURE', Time2032: 'HASH_FAILURE' },
  });
  assert.ok(middle.every(({ provenBy }) => provenBy.length === 0));

  const stranger = reportsOn('stranger', DAY, CRL);
  assert.equal(verdicts(stranger).Time2026, 'NO_CERTIFICATE_CHAIN_FOUND');
  assert.deepEqual(stranger[0]?.provenBy, ['Time2032']);
  const cut = whole.subarray(0, fixture('b-lta-2029.pdf').length);
  assert.equal(verdicts(reportsOn(cut, DAY, CRL)).Signature1, 'OUT_OF_BOUNDS_NO_POE');
});

test('what is asked of the signer is not asked of document time-stamps', () => {
  const { signatures } = verifyPdf(fixture('b-lta.pdf'), {
    trustAnchors: [fixture('anchors.pem')],
    crls: ['root-2026', 'clocks-1-2026'].map((crl) => fixture(`${crl}.crl`)),
    validationTime: new Date('2026-06-02'),
    initialPolicySet: ['1.2.3.4'],
    requireExplicitPolicy: true,
  });
  const found = signatures.map(({ indication }) => indication);
  assert.deepEqual(found, ['TOTAL-FAILED', 'TOTAL-PASSED']);
});

test('proofs of existence are read, and refused if they are none', () => {
  const options = { trustAnchors: [fixture('anchors.pem')] };
  const proof = { sha256: 'ab'.repeat(32), provenTime: new Date() };
  const refused = { code: 'invalid-argument', message: /existence|sha256|provenTime|holdsUntil/u };
  const wrong = [
    [{ ...proof, sha256: 'ab' }],
    [{ ...proof, provenTime: '2026' }],
    [{ ...proof, holdsUntil: new Date(Number.NaN) }],
    [{}],
    'x',
    Array.from({ length: 10_001 }, () => proof),
  ];
  const token = new Uint8Array();
  for (const existence of /** @type {never[]} */ (wrong)) {
    assert.throws(() => verifyCms({ cms: token, existence, ...options }), refused);
    assert.throws(
      () => verifyTimestamp(token, 'ab'.repeat(32), { existence, ...options }),
      refused,
    );
  }
  const right = [proof, { ...proof, holdsUntil: new Date() }];
  assert.throws(() => verifyCms({ cms: token, existence: right, ...options }), {
    code: 'cms-malformed',
  });
});
