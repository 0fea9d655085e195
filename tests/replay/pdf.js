// The targets of iamsmart/pdf: a file that is prepared, and certified; its signatures.

import { readFileSync } from 'node:fs';
import { loaded } from './inputs.js';

const { preparePdf, verifyPdf } = await loaded('pdf');

const trustAnchors = [readFileSync(new URL('../fixtures/pdf/attacks/root.pem', import.meta.url))];

/** Questions of each target, as functions. */
export const targets = {
  pdf: (input) => [
    () => preparePdf(input, { contentsSize: 64 }),
    () => preparePdf(input, { contentsSize: 64, permissions: 2, fieldName: 'Visible' }),
  ],
  pdf_signatures: (input) => [
    () => verifyPdf(input, { trustAnchors }),
    () => verifyPdf(input, { trustAnchors, revocation: 'off', language: 'zh-CN' }),
  ],
};
