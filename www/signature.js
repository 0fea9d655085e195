// Signing: request, comparison of the identification codes, returned signature.

import { detectSource, identificationCode } from 'iamsmart';
import { IamSmartIdentificationCode } from 'iamsmart/element';
import { byId, under } from './elements.js';
import { currentLocale } from './language.js';
import { call, ServiceError } from './service.js';
import { answer, beginWaiting } from './waiting.js';

const place = under(document, '[data-view="sign"]', HTMLElement);
const code = byId('identification-code', IamSmartIdentificationCode);

/**
 * Has the worker request a signature over the form, shows the identification code, and waits.
 *
 * @param {{ data: FormData, content: import('iamsmart').FormContent }} form
 * @param {{ openId: string }} session
 * @param {{ gateway: string }} service
 * @param {() => void} onAsked Called when the code is shown.
 */
export async function waitForSignature({ data, content }, session, { gateway }, onAsked) {
  const signal = beginWaiting();
  const query = new URLSearchParams({
    hashCode: content.hashCode,
    source: detectSource(navigator.userAgent),
    lang: currentLocale(),
  });
  const request = { method: 'POST', body: data, signal };
  const asked = await call(`/api/sign?${query}`, request);
  // Computed from the page's own digest, which reveals a worker that requested a signature over
  // something else.
  const own = identificationCode({
    digest: content.digest,
    boundTo: { openId: session.openId },
  });
  if (own !== asked.identificationCode) {
    const message = 'The worker shows another identification code than the page.';
    throw new ServiceError({ code: 'identification-code-differs', message });
  }

  code.code = own;
  byId('signed-text', HTMLElement).textContent = content.text;
  byId('signed-hash', HTMLElement).textContent = `SHA-256 ${content.hashCode}`;
  onAsked();
  const outcome = await answer(asked, 'signing', { place, gateway, signal });
  return { content, outcome };
}
