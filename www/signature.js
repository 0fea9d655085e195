// Signing: request, comparison of the identification codes, and what came back.

import { detectSource, identificationCode } from 'iamsmart';
import { IamSmartIdentificationCode } from 'iamsmart/elements';
import { persistently } from './connection.js';
import { byId } from './elements.js';
import { currentLocale } from './language.js';
import { reclaim } from './open-request.js';
import { call, ServiceError } from './service.js';

/** @typedef {{ text: string, hashCode: string, digest: Uint8Array }} Content */
/** @typedef {import('./waiting.js').Pending} Pending */

const code = byId('identification-code', IamSmartIdentificationCode);

/**
 * Has the worker request a signature over the form. If the connection breaks before its answer is
 * here, the request may have been made all the same: then it is looked for.
 *
 * @param {{ data: FormData, content: Content }} form
 * @returns {Promise<Pending>}
 */
export async function askForSignature({ data, content: { hashCode } }) {
  const source = detectSource(navigator.userAgent);
  const query = new URLSearchParams({ hashCode, source, lang: currentLocale() });
  try {
    return await call(`/api/sign?${query}`, { method: 'POST', body: data });
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
  byId('signed-text', HTMLElement).textContent = content.text;
  byId('signed-hash', HTMLElement).textContent = `SHA-256 ${content.hashCode}`;
}

/**
 * @param {Content} content
 * @param {string} openId
 */
export function codeOf({ digest }, openId) {
  return identificationCode({ digest, boundTo: { openId } });
}
