// Signing: request, comparison of the identification codes, and what came back.

import { detectSource, identificationCode } from 'iamsmart';
import { IamSmartIdentificationCode } from 'iamsmart/elements';
import { persistently } from './connection.js';
import { byId } from './elements.js';
import { currentLocale, text } from './language.js';
import { reclaim } from './open-request.js';
import { call, ServiceError } from './service.js';

/**
 * What is signed: the text of a form, or a PDF, whose `text` is its name.
 *
 * @typedef {{ text: string, hashCode: string, digest: Uint8Array,
 *   pdf?: import('./pdf.js').Pdf | undefined }} Content
 */
/** @typedef {import('./waiting.js').Pending} Pending */

const code = byId('identification-code', IamSmartIdentificationCode);

/**
 * Has the worker request a signature over the form. If the connection breaks before its answer is
 * here, the request may have been made all the same: then it is looked for.
 *
 * @param {{ data: FormData, content: Content }} form
 * @returns {Promise<Pending>}
 */
export function askForSignature({ data, content: { hashCode } }) {
  return asking(`/api/sign?${query({ hashCode })}`, data, hashCode);
}

/**
 * The same of a signature over a PDF.
 *
 * @param {import('./pdf.js').PdfContent} content
 * @returns {Promise<Pending>}
 */
export function askForPdfSignature({ hashCode, pdf: { about } }) {
  return asking(`/api/sign-pdf?${query({})}`, JSON.stringify(about), hashCode);
}

/** @param {Record<string, string>} more */
function query(more) {
  const source = detectSource(navigator.userAgent);
  return new URLSearchParams({ ...more, source, lang: currentLocale() });
}

/**
 * @param {string} path
 * @param {FormData | string} body
 * @param {string} hashCode
 * @returns {Promise<Pending>}
 */
async function asking(path, body, hashCode) {
  try {
    return await call(path, { method: 'POST', body });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'service-unreachable') throw error;
    const open = await persistently(reclaim);
    const own = open.find((one) => one.stage === 'pending' && one.hashCode === hashCode);
    if (own?.stage !== 'pending') throw error;
    return own;
  }
}

/**
 * What is signed, of a page that has only its text: hashed again here.
 *
 * @param {string} text
 * @returns {Promise<Content>}
 */
export async function contentOf(text) {
  const digest = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
  );
  return { text, digest, hashCode: btoa(String.fromCharCode(...digest)) };
}

/**
 * Shows the identification code of a request and what is signed.
 *
 * @param {{ identificationCode?: string | undefined }} asked
 * @param {Content} content
 * @param {string} openId
 */
export function showRequest(asked, content, openId) {
  // Computed from the page's own digest, which reveals a worker that requested a signature over
  // something else.
  const own = codeOf(content, openId);
  if (asked.identificationCode !== undefined && own !== asked.identificationCode) {
    const message = 'The worker shows another identification code than the page.';
    throw new ServiceError({ code: 'identification-code-differs', message });
  }
  code.code = own;
  say('what-to-check', content.pdf ? 'how2Pdf' : 'how2');
  say('signed-note', content.pdf ? 'whatIsSignedPdfNote' : 'whatIsSignedNote');
  byId('signed-text', HTMLElement).textContent = content.text;
  byId('signed-hash', HTMLElement).textContent = `SHA-256 ${content.hashCode}`;
}

/**
 * Sets a text, which follows the language.
 *
 * @param {string} id
 * @param {string} key
 */
function say(id, key) {
  const place = byId(id, HTMLElement);
  place.dataset.text = key;
  place.textContent = text(key);
}

/**
 * @param {Content} content
 * @param {string} openId
 */
export function codeOf({ digest }, openId) {
  return identificationCode({ digest, boundTo: { openId } });
}
