// A PDF of the user's: prepared and kept in the page, which sends its digest alone.

import { forget, keep, kept, newKey } from './kept-files.js';
import { ServiceError } from './service.js';

/**
 * What a request keeps of its PDF.
 *
 * @typedef {{ name: string, docDigest: string, signingTime: string, key: string }} About
 */

/** @typedef {import('./signature.js').Content & { pdf: Pdf }} PdfContent */
/** @typedef {{ about: About, prepared: import('./kept-files.js').Prepared }} Pdf */
/** @typedef {import('iamsmart/flows').Outcome} Outcome */

/** Maximum size of a file in bytes. The package reads 128 MB; a phone has not the memory for that. */
const MAX_PDF_BYTES = 64 * 1024 * 1024;

/**
 * Loads what reads and writes PDFs, when there is one. A page that was opened before the service was renewed
 * has to be loaded again: its parts are named by their content.
 *
 * @param {string} [code] Of the problem if it cannot be loaded.
 */
export function loadPdf(code = 'part-unreachable') {
  return import('iamsmart/pdf').catch((cause) => {
    throw new ServiceError({ code, message: String(cause) });
  });
}

/**
 * Prepares a file, and keeps it in the browser, where a reload finds it.
 *
 * @param {File} file
 * @returns {Promise<PdfContent>}
 */
export async function prepareFile(file) {
  const content = await prepared(file, { name: file.name, signingTime: new Date(), key: newKey() });
  const { about, prepared: toKeep } = content.pdf;
  await keep(about.docDigest, toKeep, about.key);
  return content;
}

/**
 * The PDF of a request that was made before; undefined if it is not kept in this browser.
 *
 * @param {Outcome} outcome
 * @returns {Promise<PdfContent | undefined>}
 */
export async function contentKept(outcome) {
  const about = aboutOf(outcome);
  const found = about && (await kept(about.docDigest, about.key));
  return found && contentOf(about, found);
}

/**
 * The same, of a file that the user has chosen again: what is prepared alike is the same file.
 *
 * @param {File} file
 * @param {Outcome} outcome
 * @returns {Promise<PdfContent>}
 */
export async function prepareAgain(file, outcome) {
  const about = /** @type {About} */ (aboutOf(outcome));
  const { signingTime, ...same } = about;
  const content = await prepared(file, { ...same, signingTime: new Date(signingTime) });
  if (content.hashCode === about.docDigest) return content;
  throw new ServiceError({ code: 'pdf-is-another', message: 'It has another digest.' });
}

/**
 * Forgets the file of a request that is over.
 *
 * @param {import('./signature.js').Content | undefined} content
 */
export async function forgetPdf(content) {
  if (content?.pdf) await forget(content.pdf.about.docDigest);
}

/**
 * What a request for a signature over a PDF keeps of it; undefined for any other.
 *
 * @param {Outcome} outcome
 * @returns {About | undefined}
 */
export function aboutOf(outcome) {
  if (outcome.stage === 'unknown' || outcome.kind !== 'pdf-signing') return undefined;
  return /** @type {About | undefined} */ (outcome.details);
}

/**
 * @param {File} file
 * @param {{ name: string, signingTime: Date, key: string }} about
 */
async function prepared(file, { name, signingTime, key }) {
  if (file.size > MAX_PDF_BYTES) throw new ServiceError({ code: 'pdf-too-large', message: '' });
  const { preparePdf } = await loadPdf();
  const pdf = new Uint8Array(await file.arrayBuffer());
  const made = preparePdf(pdf, { signingTime });
  const docDigest = btoa(String.fromCharCode(...made.docDigest));
  return contentOf({ name, docDigest, signingTime: signingTime.toISOString(), key }, made);
}

/**
 * @param {About} about
 * @param {import('./kept-files.js').Prepared} prepared
 * @returns {PdfContent}
 */
function contentOf(about, prepared) {
  const { name, docDigest } = about;
  const digest = Uint8Array.from(atob(docDigest), (character) => character.charCodeAt(0));
  return { text: name, hashCode: docDigest, digest, pdf: { about, prepared } };
}
