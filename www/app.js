// The page of the demo e-service: its views and the steps between them.

import { beginLogin, completeLogin, detectSource, PendingLogins } from 'iamsmart';
import { byId } from './elements.js';
import { fillWithIamSmart } from './filling.js';
import { fillIn, resetForm } from './form.js';
import { currentLocale, showLanguage } from './language.js';
import { clearProblem, showProblem } from './problem.js';
import { showResult } from './result.js';
import { call, isAbort, ServiceError } from './service.js';
import { waitForSignature } from './signature.js';
import { stopWaiting } from './waiting.js';

/** Local storage, because on a phone the app may return to another tab. */
const logins = new PendingLogins(localStorage);

/** @type {import('./service.js').Service} */
let service;
/** @type {{ openId?: string }} */
let session = {};

byId('log-in', HTMLElement).addEventListener('click', guarded(logIn));
byId('log-out', HTMLElement).addEventListener('click', guarded(logOut));
for (const id of ['fill', 'fill-again']) {
  byId(id, HTMLElement).addEventListener('click', guarded(fill));
}
byId('stop-filling', HTMLElement).addEventListener('click', stopWaiting);
byId('form', HTMLElement).addEventListener('submit', guarded(sign));
byId('leave', HTMLElement).addEventListener('click', leave);
byId('again', HTMLElement).addEventListener('click', startAgain);

showLanguage();
guarded(start)();

async function start() {
  let isLoggedIn = false;
  try {
    service = await call('/api/service');
    showFaults();
    document.addEventListener('languagechange', showFaults);
    isLoggedIn = await finishLogin();
  } finally {
    session = await call('/api/session').catch(() => ({}));
    show(session.openId ? 'fill-in' : 'log-in');
  }
  if (isLoggedIn && !session.openId) {
    throw new ServiceError({ code: 'session-not-kept', message: 'The cookie was not kept.' });
  }
}

/** Link to the sandbox's page for choosing faults. */
function showFaults() {
  const faults = byId('faults', HTMLAnchorElement);
  faults.href = `${service.gateway}/faults?lang=${currentLocale()}`;
  faults.hidden = false;
}

async function logIn() {
  const source = detectSource(navigator.userAgent);
  const { url, pending } = beginLogin({
    server: { kind: 'iamsmart', gateway: service.gateway },
    clientId: service.clientId,
    redirectUri: service.redirectUri,
    scope: service.scope,
    source,
    lang: currentLocale(),
    brokerPage: source !== 'PC_Browser',
  });
  logins.add(pending);
  location.assign(url);
}

/** Completes the login if the URL has a login response; returns true if it did. */
async function finishLogin() {
  const address = location.href;
  if (!/[?&](state|code|error_code)=/.test(location.search)) return false;
  // Removes the code from the URL, so that a reload or a bookmark does not repeat it.
  history.replaceState(null, '', location.pathname);
  const grant = completeLogin(address, logins.take(address));
  await call('/api/login', { method: 'POST', body: JSON.stringify(grant) });
  return true;
}

async function logOut() {
  stopWaiting();
  await call('/api/logout', { method: 'POST' });
  session = {};
  resetForm();
  show('log-in');
}

async function fill() {
  try {
    await fillWithIamSmart(service);
  } catch (error) {
    if (isLoggedOut(error)) show('log-in');
    throw error;
  }
}

async function sign() {
  const { openId } = session;
  // Only logged-in users see the form.
  const form = openId && (await fillIn());
  if (!form) return;
  try {
    const request = await waitForSignature(form, { openId }, service, () => show('sign'));
    await showResult(request, service);
    show('result');
  } catch (error) {
    if (!isAbort(error)) show(isLoggedOut(error) ? 'log-in' : 'fill-in');
    throw error;
  }
}

function leave() {
  stopWaiting();
  show('fill-in');
}

function startAgain() {
  resetForm();
  show('fill-in');
}

/**
 * Wraps a handler so that errors are shown.
 *
 * @param {() => Promise<void>} handler
 */
function guarded(handler) {
  /** @param {Event} [event] */
  return async (event) => {
    event?.preventDefault();
    clearProblem();
    try {
      await handler();
    } catch (error) {
      if (!isAbort(error)) showProblem(error);
    }
  };
}

/** @param {unknown} error */
function isLoggedOut(error) {
  // D20009: the gateway no longer knows the access token, and the worker has ended the session.
  return (
    error instanceof ServiceError &&
    (error.code === 'not-logged-in' || error.resultCode === 'D20009')
  );
}

/** @param {string} view */
function show(view) {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = document.querySelectorAll('[data-view]');
  for (const section of sections) section.hidden = section.dataset.view !== view;
  /** @type {NodeListOf<HTMLElement>} */
  const steps = document.querySelectorAll('[data-step]');
  const current = [...steps].findIndex(({ dataset }) => dataset.step === view);
  for (const [index, step] of steps.entries()) {
    step.classList.toggle('done', index < current);
    if (index === current) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
  byId('log-out', HTMLElement).hidden = view === 'log-in' || view === 'loading';
  /** @type {HTMLElement | null} */
  const title = document.querySelector(`[data-view="${view}"] h1`);
  title?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
