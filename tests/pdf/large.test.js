// Large files: in memory once in the module, and once in the result.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { covered, poppler, signers } from './tools.js';

const pkg = process.env.IAMSMART_PKG;
const { embedPdfSignature, initSync, preparePdf } = await import(`${pkg}/wasm/pdf.js`);
const exported = Object.values(initSync({ module: await readFile(`${pkg}/wasm/pdf_bg.wasm`) }));
const memory = exported.find((value) => value instanceof WebAssembly.Memory);

let signer;
before(async () => {
  signer = await signers();
});
after(() => signer.remove());

const MEGABYTE = 1024 * 1024;

/** A file of a page and a stream. */
function fileOf(size) {
  const content = randomBytes(size);
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>',
  ];
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [index, object] of objects.entries()) {
    offsets.push(length());
    parts.push(Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`));
  }
  offsets.push(length());
  parts.push(Buffer.from(`4 0 obj\n<</Length ${size}>>\nstream\n`), content);
  parts.push(Buffer.from('\nendstream\nendobj\n'));
  const start = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(Buffer.from(`xref\n0 5\n0000000000 65535 f \n${rows.join('')}`));
  parts.push(Buffer.from(`trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

for (const megabytes of [1, 10, 100]) {
  test(`${megabytes} MB`, async (t) => {
    const file = fileOf(megabytes * MEGABYTE);
    const started = performance.now();
    const prepared = preparePdf(file);
    const preparing = performance.now() - started;
    const { pdf, docDigest } = prepared;
    assert.ok(file.equals(pdf.subarray(0, file.length)));
    const content = covered(prepared);
    assert.ok(createHash('sha256').update(content).digest().equals(docDigest));
    const cms = await signer.sign(content);
    const embedding = performance.now();
    const signed = embedPdfSignature(prepared, cms);
    const embedded = performance.now() - embedding;
    t.diagnostic(`prepared in ${preparing.toFixed()} ms, embedded in ${embedded.toFixed()} ms`);
    if (megabytes < 100) {
      assert.equal(await poppler(await signer.write('large.pdf', signed)), 1);
    }
    const taken = memory.buffer.byteLength;
    t.diagnostic(`${(taken / MEGABYTE).toFixed()} MB of memory`);
    // The file once, with room that smaller files have left.
    assert.ok(taken < 1.2 * file.length + 4 * MEGABYTE, `${taken}`);
  });
}

test('a file that is too large is refused before it is read', () => {
  const file = new Uint8Array(129 * MEGABYTE);
  assert.throws(() => preparePdf(file), { code: 'invalid-argument' });
});
