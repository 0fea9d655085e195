// `verifyPdf` of the package on the attack files, and on what pyHanko makes. The tables are those of
// tests/pdf_signatures.rs, which compares more of each report.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { covered, signers } from './tools.js';

const { embedPdfSignature, IamSmartError, preparePdf, verifyPdf } = await import(
  pathToFileURL(`${process.env.IAMSMART_PKG}/pdf/inline.js`).href
);

/** Files of browsers, office programs and scanners, with each kind of cross-reference section. */
const PREPARED = [
  ...['browser', 'office', 'pdf-a-1b', 'pdf-a-2b', 'scanner', 'streams', 'linearized'],
  ...['linearized-streams', 'hybrid', 'turned', 'fields'],
];

const FIXTURES = new URL('../fixtures/pdf/', import.meta.url);

/** @param {string} path */
const fixture = (path) => readFileSync(new URL(path, FIXTURES));

/** @param {string} path */
const table = (path) =>
  fixture(path)
    .toString()
    .split('\n')
    .filter((row) => row && !row.startsWith('#'))
    .map((row) => row.split('\t'));

/** @param {string} folder */
const optionsOf = (folder) => ({
  trustAnchors: [fixture(`${folder}/root.pem`)],
  intermediates: [fixture(`${folder}/issuing.pem`)],
  crls: [fixture(`${folder}/root.crl`), fixture(`${folder}/issuing.crl`)],
  validationTime: new Date('2027-06-01T00:00:00Z'),
});

/** @param {import('iamsmart/pdf').PdfSignatureReport} report */
function verdict({ fieldName, indication, checks }) {
  const notable = checks.filter(
    ({ name, outcome }) =>
      (name.startsWith('pdf.') && outcome !== 'passed') || outcome === 'failed',
  );
  const words = notable.map(({ name, outcome }) => `${name}:${outcome}`);
  return [fieldName, indication, ...words].join(' ');
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {object} [options]
 */
const reportsOn = (folder, name, options) =>
  verifyPdf(fixture(`${folder}/${name}.pdf`), { ...optionsOf(folder), ...options }).signatures;

test('every attack file comes to what the table says', () => {
  const files = readdirSync(new URL('attacks/', FIXTURES)).filter((name) => name.endsWith('.pdf'));
  const cases = table('attacks/cases.tsv');
  assert.equal(cases.length, files.length);
  for (const [name, expected] of cases) {
    let found;
    try {
      found = reportsOn('attacks', name).map(verdict).join('; ');
    } catch (error) {
      assert.ok(error instanceof IamSmartError, String(error));
      found = error.code;
    }
    assert.equal(found, expected, name);
  }
});

test('files of pyHanko are judged as pyHanko judges them', () => {
  const differ = new Set(
    table('pyhanko/differences.tsv').map(([name, field]) => `${name} ${field}`),
  );
  const rows = table('pyhanko/pyhanko.tsv').slice(1);
  for (const [name, field, , , trusted, bottomLine, , , allowed] of rows) {
    if (differ.has(`${name} ${field}`)) continue;
    const report = reportsOn('pyhanko', name).find(({ fieldName }) => fieldName === field);
    const expected =
      bottomLine === '-' ? trusted === 'True' && allowed !== 'False' : bottomLine === 'True';
    assert.equal(report?.indication === 'TOTAL-PASSED', expected, `${name} ${field}`);
  }
});

test('a report says what is signed, what follows and who stamped it', () => {
  const [signature, stamp] = reportsOn('pyhanko', 'b-lta');
  assert.equal(signature?.kind, 'signature');
  assert.equal(signature?.revision, 2);
  assert.equal(signature?.revisions, 4);
  assert.equal(signature?.coversWholeFile, false);
  assert.deepEqual(
    signature?.changes.map(({ kind, allowed }) => ({ kind, allowed })),
    [
      { kind: 'security-store', allowed: true },
      { kind: 'time-stamp', allowed: true },
    ],
  );
  assert.equal(stamp?.kind, 'time-stamp');
  assert.equal(stamp?.indication, 'TOTAL-PASSED');
  assert.match(String(stamp?.provenTime), /^20\d\d-/u);
});

test("the file's own revocation data is used, and a file without it is not decided", () => {
  const none = { crls: [], intermediates: [] };
  const [kept] = reportsOn('pyhanko', 'b-lt', none);
  assert.equal(kept?.indication, 'TOTAL-PASSED');
  const [bare] = reportsOn('pyhanko', 'b-b', none);
  assert.equal(bare?.subIndication, 'TRY_LATER');
});

test('a change is told in the language of the report', () => {
  const [report] = reportsOn('attacks', 'isa-whole-update', { language: 'zh-HK' });
  assert.match(String(report?.summary), /^無法判定簽署是否有效/u);
  const changes = report?.checks.find(({ name }) => name === 'pdf.changes');
  assert.match(String(changes?.detail), /其後有所更改/u);
});

test('what is no PDF file, or no longer one, is an error or a report that does not pass', () => {
  const whole = fixture('attacks/sound-two.pdf');
  const options = optionsOf('attacks');
  for (const octets of [new Uint8Array(), Uint8Array.of(0), new TextEncoder().encode('%PDF-1.7')]) {
    assert.throws(() => verifyPdf(octets, options), { code: 'pdf-malformed' });
  }
  for (let length = 0; length < whole.length; length += 257) {
    let reports;
    try {
      reports = verifyPdf(whole.subarray(0, length), options).signatures;
    } catch (error) {
      assert.equal(error instanceof IamSmartError && error.code, 'pdf-malformed');
      continue;
    }
    // Up to the second signature, the file is what the first one signed, with an update cut off.
    for (const { fieldName, indication, coversWholeFile } of reports) {
      assert.equal(fieldName, 'Signature1');
      assert.equal(indication === 'TOTAL-PASSED', coversWholeFile, `${length}`);
    }
  }
});

test('options are read even if a file needs none of them', () => {
  const file = fixture('attacks/usf-no-contents.pdf');
  assert.throws(() => verifyPdf(file, /** @type {never} */ ({})), { code: 'invalid-argument' });
  assert.throws(() => verifyPdf(file, /** @type {never} */ (undefined)), {
    code: 'invalid-argument',
  });
});

test('what is prepared and embedded here is valid, in each kind of file, and again after a second signature', async () => {
  const signer = await signers();
  try {
    const options = {
      trustAnchors: [readFileSync(signer.root)],
      revocation: /** @type {const} */ ('off'),
    };
    const sign = async (/** @type {Uint8Array} */ file, /** @type {object} */ more) => {
      const prepared = preparePdf(file, more);
      return embedPdfSignature(prepared, await signer.sign(covered(prepared)));
    };
    for (const name of PREPARED) {
      const once = await sign(fixture(`${name}.pdf`), { reason: '陳大文' });
      assert.deepEqual(
        verifyPdf(once, options).signatures.map(verdict),
        ['Signature1 TOTAL-PASSED'],
        name,
      );
      const twice = await sign(once, {
        appearance: { picture: fixture('rgba.png'), rect: [9, 9, 90, 90] },
      });
      const { signatures } = verifyPdf(twice, options);
      assert.deepEqual(
        signatures.map(verdict),
        ['Signature1 TOTAL-PASSED', 'Signature2 TOTAL-PASSED'],
        `${name}: ${signatures.map(({ changes }) => changes.map(({ detail }) => detail))}`,
      );
      assert.deepEqual(
        signatures.map(({ coversWholeFile }) => coversWholeFile),
        [false, true],
      );
    }
  } finally {
    await signer.remove();
  }
});
