// Types of the package for who signs and verifies PDF files, on every platform; compiled, never run.

import {
  addPdfRevocation,
  addPdfTimestamp,
  addSignatureTimestamp,
  embedPdfSignature,
  type PdfReport,
  type PreparedPdf,
  preparePdf,
  type verifyPdf,
} from 'iamsmart/pdf';
import type * as slim from 'iamsmart/pdf/slim';
import type { Holds, Same, Untyped } from './exact.js';

export type PdfSigner = [
  Holds<Same<Untyped<typeof import('iamsmart/pdf')>, never>>,
  Holds<Same<Untyped<typeof slim>, never>>,
  Holds<Same<Exclude<keyof typeof slim, keyof typeof import('iamsmart/pdf')>, 'init' | 'initSync'>>,
  Holds<Same<ReturnType<typeof preparePdf>, PreparedPdf>>,
  Holds<Same<PreparedPdf['byteRange'], [number, number, number, number]>>,
  Holds<Same<ReturnType<typeof embedPdfSignature>, Uint8Array<ArrayBuffer>>>,
  Holds<Same<ReturnType<typeof verifyPdf>, PdfReport>>,
];

const pdf = new Uint8Array(9);
const picture = new ArrayBuffer(9);
const prepared = preparePdf(pdf, {
  appearance: { picture, page: 2, rect: [1, 2, 3, 4] },
  permissions: 2,
  subFilter: 'ETSI.CAdES.detached',
});
// What a server keeps.
const { byteRange } = prepared;
const signed = embedPdfSignature({ pdf, byteRange }, 'Base64');
addPdfRevocation(signed, { certificates: ['PEM'], crls: [new Uint8Array(9)] });
export const lasting: Promise<Uint8Array<ArrayBuffer>> = addPdfTimestamp(
  signed,
  async (digest) => digest,
);
export const stamped: Promise<Uint8Array<ArrayBuffer>> = addSignatureTimestamp(
  'Base64',
  (digest) => digest,
);
// @ts-expect-error: not one of the permissions.
preparePdf(pdf, { permissions: 4 });
// @ts-expect-error: three edges are no rectangle.
preparePdf(pdf, { appearance: { picture, rect: [1, 2, 3] } });
// @ts-expect-error: not one of the encodings.
preparePdf(pdf, { subFilter: 'adbe.x509.rsa_sha1' });
// @ts-expect-error: a picture is bytes.
preparePdf(pdf, { appearance: { picture: 'Base64' } });
