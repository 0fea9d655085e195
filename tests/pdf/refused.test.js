// What cannot be prepared or embedded is refused, with a code, and nothing changes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { covered, fixture, signers } from './tools.js';

const { embedPdfSignature, preparePdf } = await import(`${process.env.IAMSMART_PKG}/pdf/inline.js`);

let signer;
before(async () => {
  signer = await signers();
});
after(() => signer.remove());

test('files that are none, cut off or encrypted', async () => {
  const office = await fixture('office.pdf');
  const malformed = [
    new Uint8Array(),
    new TextEncoder().encode('%PDF-1.7\n'),
    office.subarray(0, office.length / 2),
    office.subarray(0, office.length - 20),
    office.subarray(100),
    Buffer.from(office.toString('latin1').replace(/startxref\s+\d+/, 'startxref\n9'), 'latin1'),
    Buffer.from(office.toString('latin1').replace('/Root', '/Toor'), 'latin1'),
  ];
  for (const [index, pdf] of malformed.entries()) {
    assert.throws(() => preparePdf(pdf), { code: 'pdf-malformed' }, `${index}`);
  }
  for (const name of ['encrypted-owner', 'encrypted-user']) {
    const pdf = await fixture(`${name}.pdf`);
    assert.throws(() => preparePdf(pdf), { code: 'pdf-encrypted' }, name);
  }
});

test('every cut of a file is refused, or prepared as the file that it is', async () => {
  for (const name of ['streams', 'hybrid', 'linearized']) {
    const file = await fixture(`${name}.pdf`);
    for (let length = 0; length < file.length; length += 17) {
      try {
        preparePdf(file.subarray(0, length));
      } catch (error) {
        assert.match(error.code, /^pdf-(malformed|encrypted)$/, `${name} ${length}`);
      }
    }
  }
});

test('options that fit no file', async () => {
  const pdf = await fixture('office.pdf');
  const picture = await fixture('rgb.png');
  const rect = [10, 10, 20, 20];
  const invalid = [
    { permissions: 4 },
    { contentsSize: 0 },
    { contentsSize: 9e6 },
    { reason: 'x'.repeat(1001) },
    { appearance: { picture } },
    { appearance: { picture, page: 1 } },
    { appearance: { picture, rect, page: 0 } },
    { appearance: { picture, rect, page: 3 } },
    { appearance: { picture, rect: [10, 10, 20] } },
    { appearance: { picture, rect: [20, 10, 10, 20] } },
    { appearance: { picture, rect: [10, 10, Number.NaN, 20] } },
    { appearance: { picture, rect: [10, 10, 2000, 20] } },
  ];
  for (const [index, options] of invalid.entries()) {
    assert.throws(() => preparePdf(pdf, options), { code: 'invalid-argument' }, `${index}`);
  }
  const interlaced = Buffer.from(picture);
  interlaced[28] = 1;
  const larger = Buffer.from(picture);
  larger.writeUInt32BE(4_000_000, 16);
  const damaged = Buffer.from(picture);
  damaged[damaged.indexOf('IDAT') + 8] ^= 0xff;
  const cut = picture.subarray(0, picture.length / 2);
  for (const broken of [new Uint8Array(), pdf, cut, interlaced, larger, damaged]) {
    const options = { appearance: { picture: broken, rect } };
    assert.throws(() => preparePdf(pdf, options), { code: 'pdf-picture-unusable' });
  }
});

test('a signature that is not of the prepared file, or does not fit', async () => {
  const pdf = await fixture('browser.pdf');
  const prepared = preparePdf(pdf, { signingTime: new Date('2026-06-01T00:00:00Z') });
  const content = covered(prepared);
  const cms = await signer.sign(content);

  const other = preparePdf(pdf, { reason: 'another' });
  assert.throws(() => embedPdfSignature(other, cms), { code: 'pdf-digest-mismatch' });
  for (const options of [['-noattr'], ['-nodetach'], ['-md', 'sha512']]) {
    const wrong = await signer.sign(content, ...options);
    assert.throws(
      () => embedPdfSignature(prepared, wrong),
      { code: 'pdf-digest-mismatch' },
      options[0],
    );
  }
  for (const wrong of [cms.subarray(0, 99), Buffer.concat([cms, cms])]) {
    assert.throws(() => embedPdfSignature(prepared, wrong), { code: 'cms-malformed' });
  }

  const small = preparePdf(pdf, { contentsSize: 1000 });
  const its = await signer.sign(covered(small));
  assert.throws(() => embedPdfSignature(small, its), {
    code: 'pdf-contents-too-small',
    message: new RegExp(`needs ${its.length} bytes, and 1000 are reserved`),
  });

  const [first, before, after, rest] = prepared.byteRange;
  for (const byteRange of [
    [first, before - 1, after, rest],
    [first, before, after + 1, rest - 1],
    [first, before, after, rest - 1],
    [1, before, after, rest],
    [first, after, before, rest],
    [0, 0, 0, prepared.pdf.length],
  ]) {
    assert.throws(() => embedPdfSignature({ ...prepared, byteRange }, cms), {
      code: 'invalid-argument',
    });
  }

  const signed = embedPdfSignature(prepared, cms.toString('base64'));
  assert.throws(() => embedPdfSignature({ ...prepared, pdf: signed }, cms), {
    code: 'invalid-argument',
  });
  assert.deepEqual(covered({ ...prepared, pdf: signed }), content, 'nothing else has changed');
});
