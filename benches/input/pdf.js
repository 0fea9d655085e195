// PDF files that are signed again and again, or changed by nobody who signs.

import { certificate } from './certificates.js';
import { entity, newKey } from './entities.js';
import { signedData } from './messages.js';

const PAGE = fileOf([
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>',
]);

/** Who signs: people below one authority. */
export function signers() {
  const key = newKey('p256');
  const root = entity('Root CA', 'p256');
  const authority = entity('CA', 'p256');
  const issuing = certificate(authority, root, { isAuthority: true, serial: 2 });
  const anchor = certificate(root, root, { isAuthority: true });
  const signer = (index) => {
    const person = entity(`Person ${index}`, key);
    const serial = 3 + index;
    const own = certificate(person, authority, { serial });
    return { entity: person, issuer: authority, certificate: own, serial };
  };
  return { anchor, issuing, signer };
}

/**
 * The files with one signature, with two, and so on, each over all before it.
 *
 * @param {{ preparePdf: any, embedPdfSignature: any }} entry
 * @param {number} count
 * @param {ReturnType<typeof signers>} by
 */
export function signedFiles({ preparePdf, embedPdfSignature }, count, { issuing, signer }) {
  const files = [];
  let file = PAGE;
  for (let index = 0; index < count; index += 1) {
    const prepared = preparePdf(file, { signingTime: new Date('2026-06-01T00:00:00Z') });
    const [from, length, after, rest] = prepared.byteRange;
    const covered = [
      prepared.pdf.subarray(from, length),
      prepared.pdf.subarray(after, after + rest),
    ];
    const own = signer(index);
    const cms = signedData(Buffer.concat(covered), [own], [own.certificate, issuing], []);
    file = embedPdfSignature(prepared, cms);
    files.push(file);
  }
  return files;
}

/**
 * The file with revisions after it that change nothing that is seen, up to a number of octets.
 *
 * @param {Uint8Array} file
 * @param {number} count of revisions
 * @param {number} octets
 */
export function withRevisions(file, count, octets) {
  const parts = [Buffer.from(file)];
  let length = file.length;
  let previous = lastStart(parts[0]);
  for (let index = 0; index < count; index += 1) {
    const room = Math.max(0, Math.floor((octets - length) / (count - index)) - 250);
    const object = `900 0 obj\n<</Padding(${'a'.repeat(room)})>>\nendobj\n`;
    const start = length + object.length;
    const row = `${String(length).padStart(10, '0')} 00000 n \n`;
    const update = `${object}xref\n900 1\n${row}trailer\n<</Size 901/Root 1 0 R/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
    parts.push(Buffer.from(update));
    length += update.length;
    previous = start;
  }
  return Buffer.concat(parts);
}

/** @param {Buffer} file */
function lastStart(file) {
  const text = file.subarray(-100).toString('latin1');
  return Number(/startxref\s+(\d+)/.exec(text)?.[1]);
}

/** @param {string[]} objects */
function fileOf(objects) {
  let text = '%PDF-1.7\n';
  const rows = objects.map((object, index) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return row;
  });
  const start = text.length;
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`;
  return Buffer.from(`${text}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}
