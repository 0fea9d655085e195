// The signing result: verified in the page, shown, and offered as a download.

import { byId } from './elements.js';
import { currentLanguage, text } from './language.js';
import { showReport } from './report.js';

const FIRST_OF_VEHICLE = /(?<=\["vehicle",")[\x20-\x7e]/;

/**
 * Input of the verification, as sent by the worker.
 *
 * @typedef {import('iamsmart/verify').PathOptions & { content: string, digest: string,
 *   signature: string, certificate: string, claimedTime: Date }} Signed
 */

/**
 * Changes one byte of each part such that its encoding stays valid.
 *
 * @type {Record<string, (signed: Signed) => Signed>}
 */
const TAMPERED = {
  nothing: (signed) => signed,
  form: (signed) => ({ ...signed, content: signed.content.replace(FIRST_OF_VEHICLE, otherLetter) }),
  signature: (signed) => ({ ...signed, signature: changed(signed.signature) }),
  certificate: (signed) => ({ ...signed, certificate: changed(signed.certificate) }),
};

const report = byId('report', HTMLElement);

/** @type {Signed} */
let signed;
/** @type {Signed | undefined} */
let shown;

/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll('[data-tamper]');
for (const button of buttons) {
  const tampered = TAMPERED[button.dataset.tamper ?? ''];
  button.addEventListener('click', () => verifyAndShow(tampered(signed)));
}
byId('download', HTMLElement).addEventListener('click', download);
document.addEventListener('languagechange', () => {
  if (shown) verifyAndShow(shown);
});

/**
 * @param {{ content: import('iamsmart').FormContent, outcome: Outcome }} request
 * @param {import('./service.js').Service} service
 *
 * @typedef {object} Outcome A signature as sent by the worker, bytes in Base64.
 * @property {string} signature
 * @property {string} certificate
 * @property {string} timestamp
 * @property {string[]} [crls]
 * @property {string[]} [ocspResponses]
 */
export async function showResult({ content, outcome }, { trustAnchors, intermediates }) {
  signed = {
    content: content.text,
    digest: content.hashCode,
    signature: outcome.signature,
    certificate: outcome.certificate,
    claimedTime: new Date(outcome.timestamp),
    trustAnchors,
    intermediates,
    crls: outcome.crls,
    ocspResponses: outcome.ocspResponses,
  };
  await verifyAndShow(signed);
}

/** @param {Signed} input */
async function verifyAndShow(input) {
  shown = input;
  // The verifier is loaded only when there is a signature.
  const { verifySignature } = await import('iamsmart/verify');
  let verified;
  try {
    verified = verifySignature({ ...input, language: currentLanguage() });
  } catch (error) {
    report.replaceChildren(`${text('reportUnreadable')} ${/** @type {Error} */ (error).message}`);
    return;
  }
  showReport(report, verified);
}

async function download() {
  const { createEvidence } = await import('iamsmart/verify');
  const file = new Blob([createEvidence(signed)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'signed-form.json';
  link.click();
  // Delayed, because the download may not have started.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} letter */
function otherLetter(letter) {
  return letter === 'X' ? 'Y' : 'X';
}

/**
 * Base64 with the last byte but one changed; in a certificate that byte belongs to the signature.
 *
 * @param {string} base64
 */
function changed(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  bytes[bytes.length - 2] ^= 1;
  return btoa(String.fromCharCode(...bytes));
}
