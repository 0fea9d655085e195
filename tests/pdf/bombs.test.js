// Streams of a few kilobytes that inflate to gigabytes: an error or a report, never the end of the module.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib';

const { addPdfRevocation, preparePdf, verifyPdf } = await import(
  pathToFileURL(`${process.env.IAMSMART_PKG}/pdf/inline.js`).href
);

/** @param {string} path */
const fixture = (path) => readFileSync(new URL(`../fixtures/pdf/${path}`, import.meta.url));

const LASTING = fixture('lasting/anchors.pem');

/** More than a module can have: 5 GB of zeros, in blocks that are alike. */
const BOMB = (() => {
  const zeros = Buffer.alloc(16 * 1024 * 1024);
  const block = deflateRawSync(zeros, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Array.from({ length: 300 }, () => block);
  return Buffer.concat([Buffer.of(0x78, 0xda), ...blocks, Buffer.of(3, 0, 0, 0, 0, 1)]);
})();

/** Its blocks compress once more. */
const TWICE = deflateSync(BOMB);

/**
 * A file with a cross-reference stream. Objects are texts, or dictionary and data; those of `inStream` are
 * in the object stream 20.
 *
 * @param {Record<number, string | [string, Uint8Array]>} objects
 * @param {{ inStream?: number[], filter?: string, section?: Uint8Array, parameters?: string }} [options]
 */
function pdf(objects, { inStream = [], filter, section, parameters = '' } = {}) {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offset = () => parts.reduce((sum, part) => sum + part.length, 0);
  /** @type {Map<number, [number, number, number]>} */
  const entries = new Map();
  for (const [number, object] of Object.entries(objects)) {
    entries.set(Number(number), [1, offset(), 0]);
    const [dictionary, data] = typeof object === 'string' ? [object] : object;
    parts.push(Buffer.from(`${number} 0 obj\n${dictionary}`));
    if (data) parts.push(Buffer.from('\nstream\n'), Buffer.from(data), Buffer.from('\nendstream'));
    parts.push(Buffer.from('\nendobj\n'));
  }
  inStream.forEach((number, index) => {
    entries.set(number, [2, 20, index]);
  });
  const start = offset();
  const rows = Buffer.alloc(30 * 7);
  for (const [number, [kind, second, third]] of entries) {
    rows[number * 7] = kind;
    rows.writeUInt32BE(second, number * 7 + 1);
    rows.writeUInt16BE(third, number * 7 + 5);
  }
  const data = section ?? (filter ? deflateSync(rows) : rows);
  const dictionary = `<</Type/XRef/Size 30/W[1 4 2]/Root 1 0 R/Length ${data.length}`;
  const filters = filter ? `/Filter ${filter}${parameters}` : '';
  parts.push(Buffer.from(`29 0 obj\n${dictionary}${filters}>>\nstream\n`), Buffer.from(data));
  parts.push(Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const PAGES = {
  2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>',
};
const SOUND = { 1: CATALOG, ...PAGES };
const OPTIONS = { trustAnchors: [LASTING], revocation: /** @type {const} */ ('off') };
const MALFORMED = { code: 'pdf-malformed' };

/** @param {string} filter @param {Uint8Array} data @param {string} [more] */
const objectStream = (filter, data, more = '') =>
  /** @type {[string, Uint8Array]} */ ([
    `<</Type/ObjStm/N 1/First 4/Length ${data.length}/Filter ${filter}${more}>>`,
    data,
  ]);

test('the file without a bomb is prepared', () => {
  const prepared = preparePdf(pdf(SOUND));
  assert.deepEqual(verifyPdf(pdf(SOUND), OPTIONS).signatures, []);
  assert.ok(prepared.pdf.length > pdf(SOUND).length);
});

test('a cross-reference stream that is a bomb is refused', () => {
  const columns = '/DecodeParms<</Predictor 12/Columns 2147483647>>';
  const wide = '/DecodeParms<</Predictor 12/Columns 2000000000/BitsPerComponent 16/Colors 4>>';
  for (const file of [
    pdf(SOUND, { filter: '/FlateDecode', section: BOMB }),
    pdf(SOUND, { filter: '[/FlateDecode/FlateDecode]', section: TWICE }),
    pdf(SOUND, { filter: '[/ASCIIHexDecode/FlateDecode]', section: TWICE }),
    pdf(SOUND, { filter: '/FlateDecode', parameters: columns }),
    pdf(SOUND, { filter: '/FlateDecode', parameters: wide }),
    pdf(SOUND, { filter: '/FlateDecode', parameters: '/DecodeParms<</Predictor 2/Columns 0>>' }),
  ]) {
    assert.throws(() => preparePdf(file), MALFORMED);
    assert.throws(() => verifyPdf(file, OPTIONS), MALFORMED);
  }
});

test('many sections with more entries than a file has are refused', () => {
  const rows = deflateSync(Buffer.alloc(7 * 700_000));
  let file = Buffer.from('%PDF-1.7\n');
  let previous = '';
  for (let section = 0; section < 8; section++) {
    const start = file.length;
    const dictionary = `<</Type/XRef/Size 700000/W[1 4 2]/Root 1 0 R/Length ${rows.length}/Filter/FlateDecode${previous}>>`;
    const tail = `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
    const head = Buffer.from(`9 0 obj\n${dictionary}\nstream\n`);
    file = Buffer.concat([file, head, rows, Buffer.from(tail)]);
    previous = `/Prev ${start}`;
  }
  assert.throws(() => preparePdf(file), MALFORMED);
  assert.throws(() => verifyPdf(file, OPTIONS), MALFORMED);
});

test('an object stream that is a bomb is refused, or left unread', () => {
  const form = { ...SOUND, 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>' };
  for (const stream of [
    objectStream('/FlateDecode', BOMB),
    objectStream('[/FlateDecode/FlateDecode]', TWICE),
    objectStream('[/FlateDecode/RunLengthDecode]', TWICE),
    objectStream(
      '/FlateDecode',
      deflateSync(Buffer.alloc(99)),
      '/DecodeParms<</Predictor 15/Columns 2147483647>>',
    ),
  ]) {
    const file = pdf({ ...form, 20: stream }, { inStream: [5] });
    assert.throws(() => preparePdf(file), MALFORMED);
    assert.deepEqual(verifyPdf(file, OPTIONS).signatures, []);
    // No entry leads to it; a reader that repairs a file would look into it.
    const broken = pdf({ ...form, 5: 'nothing', 20: stream });
    assert.ok(preparePdf(broken).pdf.length > broken.length);
    const catalog = pdf({ ...PAGES, 1: 'nothing', 20: stream });
    assert.throws(() => preparePdf(catalog), MALFORMED);
    assert.throws(() => verifyPdf(catalog, OPTIONS), MALFORMED);
  }
});

test('metadata and certificates that are bombs are left out', () => {
  const filter = `/Filter/FlateDecode/Length ${BOMB.length}`;
  /** @type {[string, Uint8Array]} */
  const bomb = [`<<${filter}>>`, BOMB];
  const metadata = pdf({ ...SOUND, 1: '<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>', 5: bomb });
  const appearance = { picture: fixture('rgba.png'), rect: [1, 1, 9, 9] };
  assert.ok(preparePdf(metadata, { appearance }).pdf.length > metadata.length);

  const list = '[5 0 R 6 0 R 7 0 R 8 0 R]';
  const store = `<</Certs ${list}/CRLs ${list}/OCSPs ${list}>>`;
  const filled = {
    1: `<</Type/Catalog/Pages 2 0 R/DSS ${store}>>`,
    5: bomb,
    6: bomb,
    7: bomb,
    8: bomb,
  };
  const file = pdf({ ...SOUND, ...filled });
  assert.deepEqual(verifyPdf(file, OPTIONS).signatures, []);
  assert.throws(() => addPdfRevocation(file, { certificates: [LASTING] }), {
    code: 'pdf-field-unusable',
  });
});

test('a picture that is a bomb is refused', () => {
  /** @param {string} type @param {Uint8Array} content */
  const chunk = (type, content) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0]);
  const picture = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[chunk('IHDR', header), chunk('IDAT', BOMB), chunk('IEND', Buffer.alloc(0))],
  ]);
  const appearance = { picture, rect: [1, 1, 9, 9] };
  assert.throws(() => preparePdf(pdf(SOUND), { appearance }), { code: 'pdf-picture-unusable' });
});
