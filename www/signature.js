// From the form to the returned signature: asked for, compared, awaited.

import { detectSource, identificationCode } from 'iamsmart';
import { IamSmartIdentificationCode } from 'iamsmart/element';
import { byId, under } from './elements.js';
import { currentLocale } from './language.js';
import { call, ServiceError } from './service.js';
import { answer, beginWaiting } from './waiting.js';

const place = under(document, '[data-view="sign"]', HTMLElement);
const code = byId('identification-code', IamSmartIdentificationCode);

/**
 * Has the worker ask for a signature over the form, shows what the user is to compare, and waits.
 *
 * @param {{ data: FormData, content: import('iamsmart').FormContent }} form
 * @param {{ openId: string }} session
 * @param {{ gateway: string }} service
 * @param {() => void} onAsked Called when there is something to compare.
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
  // From the digest that was made here: a worker that had something else signed is found out.
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
