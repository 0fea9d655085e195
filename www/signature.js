// From the form to the returned signature: asked for, compared, awaited.

import { detectSource, identificationCode } from 'iamsmart';
import 'iamsmart/element';
import { currentLanguage, text } from './language.js';
import { call, ServiceError } from './service.js';

const code = document.getElementById('identification-code');
const left = document.getElementById('time-left');
const openApp = document.getElementById('open-app');

/** Ends the waiting; the next one has its own. */
let waiting = new AbortController();

/**
 * Has the worker ask for a signature over the form, shows what the user is to compare, and waits.
 *
 * @param {{ data: FormData, content: import('iamsmart').FormContent }} form
 * @param {{ openId: string }} session
 * @param {{ gateway: string }} service
 * @param {() => void} onAsked Called when there is something to compare.
 */
export async function waitForSignature({ data, content }, session, service, onAsked) {
  waiting = new AbortController();
  const { signal } = waiting;
  const query = new URLSearchParams({
    hashCode: content.hashCode,
    source: detectSource(navigator.userAgent),
    lang: currentLanguage() === 'en' ? 'en-US' : 'zh-HK',
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
  document.getElementById('signed-text').textContent = content.text;
  document.getElementById('signed-hash').textContent = `SHA-256 ${content.hashCode}`;
  openApp.hidden = asked.authByQr || !asked.ticketId;
  const ticket = new URLSearchParams({ ticketID: asked.ticketId });
  openApp.firstElementChild.href = `${service.gateway}/app/hash-sign?${ticket}`;
  onAsked();
  const outcome = await outcomeOf(asked.businessId, signal);
  return { content, outcome };
}

export function stopWaiting() {
  waiting.abort();
}

/**
 * The one event that ends a transaction. The worker says it as soon as it is pushed; a connection
 * that breaks is made again by the browser, and hears it then.
 */
function outcomeOf(businessId, signal) {
  const events = new EventSource(`/api/transactions/${businessId}/events`);
  let clock;
  const end = () => {
    events.close();
    clearInterval(clock);
    left.textContent = '';
  };
  const outcome = new Promise((resolve, reject) => {
    const told = (event) => JSON.parse(event.data);
    events.addEventListener('waiting', (event) => {
      clearInterval(clock);
      const { expiresAt } = told(event);
      showTimeLeft(expiresAt);
      clock = setInterval(showTimeLeft, 1000, expiresAt);
    });
    events.addEventListener('signed', (event) => resolve(told(event)));
    events.addEventListener('refused', (event) => {
      const { resultCode } = told(event);
      reject(new ServiceError({ code: 'signing-refused', message: resultCode, resultCode }));
    });
    events.addEventListener('timed-out', () => {
      reject(new ServiceError({ code: 'signing-timed-out', message: '' }));
    });
    events.addEventListener('error', () => {
      // Closed for good: the answer was no event stream, because the session is over.
      if (events.readyState !== EventSource.CLOSED) return;
      reject(new ServiceError({ code: 'not-logged-in', message: '' }));
    });
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return outcome.finally(end);
}

function showTimeLeft(expiresAt) {
  const seconds = Math.max(0, Math.round((Date.parse(expiresAt) - Date.now()) / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  left.textContent = text('timeLeft', { clock });
}
