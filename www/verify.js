// Verifies a signed form, a PDF or a CMS message in the page, from a file or pasted values.

import { IamSmartReport } from 'iamsmart/elements/report';
import { verifyPdf } from 'iamsmart/pdf';
import { verifyCms, verifyEvidence, verifySignature } from 'iamsmart/verify';
import { showContent } from './content.js';
import { takeFiles } from './drop.js';
import { byId } from './elements.js';
import { inspect } from './inspect.js';
import { currentLanguage, showLanguage } from './language.js';
import { showPdfReports } from './pdf-reports.js';
import { clearProblem, showProblem } from './problem.js';
import { call, ServiceError } from './service.js';
import { showTimeline } from './timeline.js';

/** Maximum size of a file in bytes. In one call the package reads 128 MB: a message and its content. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Offset from UTC of the times that the page shows. Hong Kong has no summer time. */
const HONG_KONG = '+08:00';

/** @param {string} id */
const element = (id) => byId(id, HTMLElement);
/** @param {string} id */
const input = (id) => byId(id, HTMLInputElement);

/** Repeats the last verification, in another language or with other trust anchors. */
let verifyAgain = async () => {};

/** Number of verifications so far. One that ends after a later one began is not shown. */
let begun = 0;

showLanguage();
navigator.serviceWorker?.register('/offline.js').catch(() => {});

document.addEventListener('languagechange', () => verifyAgain());
for (const control of document.querySelectorAll('.options :is(input, select)')) {
  control.addEventListener('change', () => verifyAgain());
}
takeFiles('drop', verifyFile);
const byHand = byId('by-hand', HTMLFormElement);
byHand.addEventListener('submit', (event) => {
  event.preventDefault();
  const pasted = /** @type {Pasted} */ (Object.fromEntries(new FormData(byHand)));
  run(async () => verifySignature({ ...pasted, ...(await options()) }));
});

/** @typedef {{ content: string, signature: string, certificate: string }} Pasted */

/**
 * What a verification returns; of a PDF, a report on each signature.
 *
 * @typedef {(import('iamsmart/verify').VerificationReport & { content?: string })
 *   | import('iamsmart/pdf').PdfReport} Verified
 */

/** @param {File} file */
async function verifyFile(file) {
  run(async () => {
    if (file.size > MAX_FILE_BYTES) {
      throw new ServiceError({ code: 'evidence-too-large', message: '' });
    }
    const start = (await file.slice(0, 1024).text()).trimStart();
    if (start.startsWith('{')) return verifyEvidence(await file.text(), await options());
    // Readers look for it in the first 1024 bytes; a message may be over a PDF.
    if (start.includes('%PDF-') && !start.startsWith('0')) return verifyPdfFile(file);
    // The first octet of a message in BER, a SEQUENCE; PEM and Base64 begin otherwise.
    return verifyMessage(start.startsWith('0') ? await bytes(file) : await file.text());
  });
}

/** @param {File} file */
async function verifyPdfFile(file) {
  const reports = verifyPdf(await bytes(file), await options());
  if (reports.signatures.length > 0) return reports;
  throw new ServiceError({ code: 'pdf-unsigned', message: '' });
}

/** @param {Uint8Array | string} cms BER, PEM or Base64. */
async function verifyMessage(cms) {
  const content = input('signed-content').files?.[0];
  return verifyCms({
    cms,
    content: content && (await bytes(content)),
    ...(await options()),
  });
}

/** @param {() => Promise<Verified>} verify */
async function run(verify) {
  verifyAgain = async () => {
    begun += 1;
    const number = begun;
    clearProblem();
    try {
      const verified = await verify();
      if (number !== begun) return;
      show(verified);
      element('outcome').hidden = false;
    } catch (error) {
      if (number !== begun) return;
      element('outcome').hidden = true;
      showProblem(error);
    }
  };
  await verifyAgain();
  element('outcome').scrollIntoView({ block: 'nearest' });
}

/** @param {Verified} verified */
function show(verified) {
  const isPdf = 'signatures' in verified;
  showPdfReports(element('pdf-reports'), isPdf ? verified.signatures : []);
  element('of-pdf').hidden = !isPdf;
  for (const id of ['report', 'timeline', 'content']) element(id).hidden = isPdf;
  const shown = byId('report', IamSmartReport);
  shown.lang = currentLanguage();
  shown.inspect = inspect;
  shown.report = isPdf ? undefined : verified;
  if (isPdf) return;
  showTimeline(element('timeline'), verified);
  showContent(element('content'), verified.content);
}

async function options() {
  const ofDemo = input('demo-anchors').checked ? await call('/api/service') : undefined;
  const judgedAt = input('judged-at').value;
  const revocation = byId('revocation', HTMLSelectElement).value;
  return {
    trustAnchors: [...(ofDemo?.trustAnchors ?? []), ...(await files('anchors'))],
    intermediates: ofDemo?.intermediates ?? [],
    timestampAnchors: [...(ofDemo?.timestampAnchors ?? []), ...(await files('anchors'))],
    validationTime: judgedAt ? new Date(judgedAt + HONG_KONG) : undefined,
    revocation: /** @type {import('iamsmart/verify').Revocation} */ (revocation),
    crls: await files('crls'),
    ocspResponses: await files('ocsp-responses'),
    strictProfile: input('strict-profile').checked,
    language: currentLanguage(),
  };
}

/** @param {string} id */
async function files(id) {
  return Promise.all([...(input(id).files ?? [])].map(bytes));
}

/** @param {File} file */
async function bytes(file) {
  return new Uint8Array(await file.arrayBuffer());
}
