// The levels of PAdES (ETSI EN 319 142-1): what is made is what pyHanko and Poppler take it for.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertWellFormed,
  covered,
  fixture,
  poppler,
  pyHanko,
  signers,
  timestamping,
} from './tools.js';

const { addPdfRevocation, addPdfTimestamp, addSignatureTimestamp, embedPdfSignature, preparePdf } =
  await import(`${process.env.IAMSMART_PKG}/pdf/inline.js`);

let signer;
let authority;
before(async () => {
  signer = await signers();
  authority = await timestamping(signer);
});
after(() => signer.remove());

const textOf = (pdf) => Buffer.from(pdf).toString('latin1');

/** Signs a file with a time-stamp: level B-T. */
async function timestamped(file) {
  const prepared = preparePdf(file, { subFilter: 'ETSI.CAdES.detached' });
  const cms = await signer.sign(covered(prepared));
  const withTime = await addSignatureTimestamp(cms, authority.timestamp);
  assert.ok(withTime.length > cms.length);
  return embedPdfSignature(prepared, withTime);
}

for (const name of ['browser', 'office', 'scanner', 'streams']) {
  test(`${name}: B-B, B-T, B-LT, B-LTA, and once more`, async () => {
    const { certificates, crl, timestamp } = authority;
    const file = await fixture(`${name}.pdf`);
    const levels = { 'B-T': await timestamped(file) };
    levels['B-LT'] = addPdfRevocation(levels['B-T'], { certificates, crls: [crl] });
    levels['B-LTA'] = await addPdfTimestamp(levels['B-LT'], timestamp);
    const again = addPdfRevocation(levels['B-LTA'], { certificates, crls: [crl] });
    levels.again = await addPdfTimestamp(again, timestamp);

    let before = file;
    const paths = [];
    for (const [level, pdf] of Object.entries(levels)) {
      assert.ok(before.equals(Buffer.from(pdf.subarray(0, before.length))), level);
      before = Buffer.from(pdf);
      paths.push(await signer.write(`${name}-${level}.pdf`, pdf));
      await assertWellFormed(paths.at(-1));
    }
    // pdfsig judges signatures, and leaves document time-stamps out.
    assert.deepEqual(await Promise.all(paths.map(poppler)), [1, 1, 1, 1]);

    const verdicts = await pyHanko(signer.root, paths);
    for (const [index, statuses] of verdicts.entries()) {
      const level = Object.keys(levels)[index];
      const [first, ...stamps] = statuses;
      assert.deepEqual([first.passed, first.timestamped], [true, true], level);
      assert.equal(stamps.length, [0, 0, 1, 2][index], level);
      for (const stamp of stamps) {
        assert.deepEqual([stamp.valid, stamp.subFilter], [true, 'ETSI.RFC3161'], level);
      }
      assert.equal(statuses.at(-1).coverage, level === 'B-LT' ? 'ENTIRE_REVISION' : 'ENTIRE_FILE');
      const changes = ['NONE', 'LTA_UPDATES', 'LTA_UPDATES', 'LTA_UPDATES'][index];
      assert.equal(first.changes, changes, level);
    }
    const [lasting] = await pyHanko(signer.root, [paths[2]], 'lasting');
    assert.deepEqual(lasting, { indication: 'PASSED', from: 'True' });
  });
}

test('a store has everything once, and information on each signature', async () => {
  const { certificates, crl } = authority;
  const once = addPdfRevocation(await timestamped(await fixture('office.pdf')), {
    certificates: [certificates.join('\n'), ...certificates],
    crls: [crl, crl],
  });
  const [, certs] = textOf(once).match(/\/Certs \[([^\]]*)\]/);
  assert.equal(certs.match(/ R/g).length, 3);
  const twice = addPdfRevocation(once, { certificates });
  const added = textOf(twice.subarray(once.length));
  assert.doesNotMatch(added, /stream/, 'nothing is new');
  assert.equal(textOf(once).match(/\/VRI <</g).length, 1);

  const [status] = await pyHanko(signer.root, [await signer.write('twice.pdf', twice)]);
  assert.equal(status[0].passed, true);
  const refusals = [
    [await fixture('office.pdf'), { certificates }, 'pdf-field-unusable'],
    [once, {}, 'invalid-argument'],
    [once, { certificates, fieldName: 'other' }, 'pdf-field-unusable'],
    [once, { certificates: ['x'] }, 'base64-invalid'],
    [once, { crls: [certificates[0]] }, 'pem-invalid'],
  ];
  for (const [pdf, data, code] of refusals) {
    assert.throws(() => addPdfRevocation(pdf, data), { code }, code);
  }
});

test('a file that allows no changes gets time-stamps and data', async () => {
  const { certificates, crl, timestamp } = authority;
  const prepared = preparePdf(await fixture('linearized.pdf'), { permissions: 1 });
  const certified = embedPdfSignature(prepared, await signer.sign(covered(prepared)));
  const withData = addPdfRevocation(certified, { certificates, crls: [crl] });
  const lasting = await addPdfTimestamp(withData, timestamp, { fieldName: 'Time' });
  const path = await signer.write('certified.pdf', lasting);
  const [[first, stamp]] = await pyHanko(signer.root, [path]);
  assert.deepEqual([first.passed, first.certifies], [true, 1]);
  assert.deepEqual([stamp.fieldName, stamp.valid], ['Time', true]);
});

test('a time-stamp of something else is refused', async () => {
  const wrong = async () => authority.timestamp(new Uint8Array(32));
  const file = await fixture('scanner.pdf');
  const mismatch = { code: 'pdf-digest-mismatch' };
  await assert.rejects(addPdfTimestamp(file, wrong), mismatch);
  const prepared = preparePdf(file);
  const cms = await signer.sign(covered(prepared));
  await assert.rejects(addSignatureTimestamp(cms, wrong), mismatch);

  // A signature where a token belongs, a token where a signature belongs, and what is neither.
  const malformed = { code: 'cms-malformed' };
  await assert.rejects(
    addPdfTimestamp(file, async () => cms),
    malformed,
  );
  await assert.rejects(
    addSignatureTimestamp(cms, async () => new Uint8Array(9)),
    malformed,
  );
  const token = await authority.timestamp(prepared.docDigest);
  assert.throws(() => embedPdfSignature(prepared, token), mismatch);
  const full = addPdfTimestamp(file, authority.timestamp, { contentsSize: 100 });
  await assert.rejects(full, { code: 'pdf-contents-too-small' });
  const unreachable = async () => {
    throw new Error('unreachable');
  };
  await assert.rejects(addPdfTimestamp(file, unreachable), { message: 'unreachable' });
});
