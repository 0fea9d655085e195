// The signed PDF: made in the page of the prepared file and the signature, verified, shown, and offered
// as a download.

import { save } from './download.js';
import { byId } from './elements.js';
import { currentLanguage } from './language.js';
import { loadPdf } from './pdf.js';
import { showPdfReports } from './pdf-reports.js';
import { showReference } from './receipt.js';

/** @typedef {import('iamsmart/verify').PathOptions} PathOptions */

/** What is shown. @type {{ name: string, pdf: Uint8Array<ArrayBuffer>, options: PathOptions } | undefined} */
let signed;

byId('download-pdf', HTMLElement).addEventListener('click', () => {
  if (!signed) return;
  const name = signed.name.replace(/\.pdf$/i, '');
  save(new Blob([signed.pdf], { type: 'application/pdf' }), `${name}-signed.pdf`);
});
document.addEventListener('languagechange', () => signed && verifyAndShow());

/**
 * @param {import('./pdf.js').Pdf} pdf
 * @param {Judged} settled
 * @param {import('./service.js').Service} service
 *
 * @typedef {object} Judged What the worker has of the signature, bytes in Base64.
 * @property {{ pdfSignature: string }} result
 * @property {{ reference?: string }} [details] What the worker keeps of the request.
 * @property {{ certificates: string[], crls: string[], ocspResponses: string[] }} [validationData]
 * @property {{ token: string }} [timestamp]
 * @property {true} [timestampMissing]
 */
export async function showPdfResult(
  { about, prepared },
  { result, details, validationData, timestamp, timestampMissing },
  { trustAnchors, intermediates, timestampAnchors },
) {
  const { addPdfRevocation, addSignatureTimestamp, embedPdfSignature } =
    await loadPdf('verifier-unreachable');
  const { pdfSignature } = result;
  const cms = timestamp
    ? await addSignatureTimestamp(pdfSignature, () => bytesOf(timestamp.token))
    : pdfSignature;
  const embedded = embedPdfSignature(prepared, cms);
  const pdf = validationData ? addPdfRevocation(embedded, validationData) : embedded;
  const options = { trustAnchors, intermediates, timestampAnchors };
  signed = { name: about.name, pdf, options };
  showReference(byId('receipt-pdf', HTMLElement), details);
  byId('pdf-timestamp-missing', HTMLElement).hidden = !timestampMissing;
  await verifyAndShow();
}

async function verifyAndShow() {
  if (!signed) return;
  const { pdf, options } = signed;
  const { verifyPdf } = await loadPdf('verifier-unreachable');
  const { signatures } = verifyPdf(pdf, { ...options, language: currentLanguage() });
  showPdfReports(byId('pdf-reports', HTMLElement), signatures);
}

/** @param {string} base64 */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
