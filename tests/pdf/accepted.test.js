// Files that are prepared and signed are accepted by every other implementation.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  assertWellFormed,
  covered,
  fixture,
  poppler,
  pyHanko,
  rendered,
  signers,
} from './tools.js';

const { embedPdfSignature, preparePdf } = await import(`${process.env.IAMSMART_PKG}/pdf/inline.js`);

let signer;
before(async () => {
  signer = await signers();
});
after(() => signer.remove());

const RECT = [50, 100, 150, 140];
const placed = async (picture, more) => ({
  appearance: { picture: await fixture(`${picture}.png`), rect: RECT, ...more },
});

/** Prepares, checks what was prepared, signs and embeds; returns the signed file. */
async function signed(file, options) {
  const original = Buffer.from(file);
  const prepared = preparePdf(file, options);
  const { pdf, docDigest, byteRange } = prepared;
  assert.ok(file.equals(original), 'the argument is as it was');
  assert.ok(original.equals(pdf.subarray(0, file.length)), 'it begins with the original');
  const [first, before, after, rest] = byteRange;
  assert.deepEqual([first, after + rest], [0, pdf.length]);
  const place = Buffer.from(pdf.subarray(before, after)).toString('latin1');
  assert.match(place, /^<0+>$/);
  const content = covered(prepared);
  assert.ok(createHash('sha256').update(content).digest().equals(docDigest));
  const whole = embedPdfSignature(prepared, await signer.sign(content));
  assert.equal(whole.length, pdf.length);
  assert.ok(original.equals(whole.subarray(0, file.length)));
  return Buffer.from(whole);
}

const FILES = [
  ...['browser', 'office', 'pdf-a-1b', 'pdf-a-2b', 'scanner', 'streams', 'linearized'],
  ...['linearized-streams', 'hybrid', 'turned', 'fields'],
];

test('each kind of file: invisibly, visibly, and signed again', async () => {
  const names = [];
  for (const name of FILES) {
    const file = await fixture(`${name}.pdf`);
    const once = await signed(file, {
      ...(await placed('rgba')),
      name: '陳大文',
      reason: 'Because (of it) \\',
      location: 'Hong Kong',
      contactInfo: 'a@b.example',
    });
    const twice = await signed(once);
    const path = await signer.write(`${name}.pdf`, twice);
    names.push(path);
    assert.equal(await poppler(path), 2, name);
    await assertWellFormed(path);
  }
  // pyHanko reads hybrid files leniently or not at all: it takes what a table hides for deleted.
  const strict = names.filter((name) => !name.includes('hybrid'));
  const hybrid = names.filter((name) => name.includes('hybrid'));
  const verdicts = [
    ...(await pyHanko(signer.root, strict)),
    ...(await pyHanko(signer.root, hybrid, 'lenient')),
  ];
  assert.equal(verdicts.length, FILES.length);
  for (const [index, statuses] of verdicts.entries()) {
    const [first, second] = statuses;
    const name = [...strict, ...hybrid][index];
    assert.deepEqual(
      [first.passed, first.coverage, first.changes],
      [true, 'ENTIRE_REVISION', 'FORM_FILLING'],
      name,
    );
    assert.deepEqual(
      [second.passed, second.coverage, second.changes],
      [true, 'ENTIRE_FILE', 'NONE'],
      name,
    );
  }
});

const PICTURES = [
  ...['rgba', 'rgb', 'palette', 'gray', 'black'],
  ...['gray-alpha', 'palette-alpha', 'rgb-key', 'gray-16'],
];

test('each kind of picture, on each page that is turned', async () => {
  const files = [];
  const file = await fixture('turned.pdf');
  for (const [index, picture] of PICTURES.entries()) {
    const page = (index % 3) + 1;
    const whole = await signed(file, await placed(picture, { page }));
    files.push(await signer.write(`${picture}.pdf`, whole));
    await assertWellFormed(files.at(-1));
    const pixels = await rendered(files.at(-1), page);
    const dark = pixels.filter(([red]) => red < 130).length;
    // The line is 40 points wide on a page that lies on its side, and 100 on another; its thickness is
    // a thirtieth of that.
    const [fewest, most] = page === 2 ? [200, 500] : [30, 80];
    assert.ok(dark > fewest && dark < most, `${picture}: ${dark}`);
    assert.ok(pixels.length - dark > 100_000, picture);
  }
  for (const [status] of await pyHanko(signer.root, files)) assert.equal(status.passed, true);
});

test('PDF/A-1 has no transparency, and PDF/A no colours of a device', async () => {
  const transparent = preparePdf(await fixture('pdf-a-2b.pdf'), await placed('rgba')).pdf;
  const opaque = preparePdf(await fixture('pdf-a-1b.pdf'), await placed('rgba')).pdf;
  const added = async (pdf, name) =>
    Buffer.from(pdf)
      .subarray((await fixture(name)).length)
      .toString('latin1')
      .replace(/<0+>/, '');
  assert.match(await added(transparent, 'pdf-a-2b.pdf'), /\/SMask /);
  const update = await added(opaque, 'pdf-a-1b.pdf');
  assert.doesNotMatch(update, /\/SMask|\/Group|\/ca |\/CA |\/DeviceRGB|\/DeviceGray/);
  assert.match(update, /\/CalRGB/);
  assert.match(update, /\/F 132/);
});

test('fields of the file, with what they ask for', async () => {
  const file = await fixture('fields.pdf');
  const picture = await fixture('rgba.png');
  const visible = await signed(file, { fieldName: 'Visible', appearance: { picture } });
  const locking = await signed(file, { fieldName: 'Locking' });
  const seeded = { fieldName: 'Seeded', subFilter: 'ETSI.CAdES.detached' };
  const files = [
    await signer.write('visible.pdf', visible),
    await signer.write('locking.pdf', locking),
    await signer.write('seeded.pdf', await signed(file, seeded)),
  ];
  const verdicts = (await pyHanko(signer.root, files)).flat();
  assert.deepEqual(
    verdicts.map(({ fieldName, passed, subFilter }) => [fieldName, passed, subFilter]),
    [
      ['Visible', true, 'adbe.pkcs7.detached'],
      ['Locking', true, 'adbe.pkcs7.detached'],
      ['Seeded', true, 'ETSI.CAdES.detached'],
    ],
  );
  assert.match(locking.toString('latin1'), /\/TransformMethod\/FieldMDP/);
  const refusals = [
    [locking, { fieldName: 'Visible' }, 'pdf-change-forbidden'],
    [file, { fieldName: 'Seeded' }, 'pdf-field-unusable'],
    [visible, { fieldName: 'Visible' }, 'pdf-field-unusable'],
    [file, { fieldName: 'no.such' }, 'pdf-field-unusable'],
    [file, { fieldName: 'Visible', ...(await placed('rgb')) }, 'pdf-field-unusable'],
    [file, { fieldName: 'Locking', appearance: { picture } }, 'pdf-field-unusable'],
  ];
  for (const [pdf, options, code] of refusals) {
    assert.throws(() => preparePdf(pdf, options), { code }, code);
  }
});

test('certified files', async () => {
  const file = await fixture('streams.pdf');
  const paths = [];
  for (const permissions of [1, 2, 3]) {
    const certified = await signed(file, { permissions });
    paths.push(await signer.write(`certified-${permissions}.pdf`, certified));
    const forbidden = { code: 'pdf-change-forbidden' };
    assert.throws(() => preparePdf(certified, { permissions }), forbidden);
    const appearance = await placed('rgba');
    assert.throws(() => preparePdf(certified, appearance), forbidden);
    if (permissions === 1) {
      assert.throws(() => preparePdf(certified), forbidden);
    } else {
      const approved = await signed(certified);
      paths.push(await signer.write(`approved-${permissions}.pdf`, approved));
    }
  }
  const verdicts = await pyHanko(signer.root, paths);
  assert.deepEqual(
    verdicts.map((statuses) => statuses.map(({ passed, certifies }) => [passed, certifies])),
    [
      [[true, 1]],
      [[true, 2]],
      [
        [true, 2],
        [true, null],
      ],
      [[true, 3]],
      [
        [true, 3],
        [true, null],
      ],
    ],
  );
});
