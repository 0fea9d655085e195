// The page of the demo e-service: which of its views shows, and what leads from one to the next.

import { beginLogin, completeLogin, detectSource, PendingLogins } from 'iamsmart';
import { fillWithIamSmart } from './filling.js';
import { fillIn, resetForm } from './form.js';
import { currentLanguage, currentLocale, setLanguage, showLanguage } from './language.js';
import { clearProblem, showProblem } from './problem.js';
import { showResult } from './result.js';
import { call } from './service.js';
import { waitForSignature } from './signature.js';
import { stopWaiting } from './waiting.js';

/** Local storage: on a phone the app may come back into another tab than the login began in. */
const logins = new PendingLogins(localStorage);

let service;
let session = {};

document.getElementById('language').addEventListener('click', () => {
  setLanguage(currentLanguage() === 'en' ? 'zh-HK' : 'en');
});
document.getElementById('log-in').addEventListener('click', guarded(logIn));
document.getElementById('log-out').addEventListener('click', guarded(logOut));
for (const id of ['fill', 'fill-again']) {
  document.getElementById(id).addEventListener('click', guarded(fill));
}
document.getElementById('stop-filling').addEventListener('click', stopWaiting);
document.getElementById('form').addEventListener('submit', guarded(sign));
document.getElementById('leave').addEventListener('click', leave);
document.getElementById('again').addEventListener('click', startAgain);

showLanguage();
guarded(start)();

async function start() {
  try {
    service = await call('/api/service');
    showFaults();
    document.addEventListener('languagechange', showFaults);
    await finishLogin();
  } finally {
    session = await call('/api/session').catch(() => ({}));
    show(session.openId ? 'fill-in' : 'log-in');
  }
}

/** The sandbox's page to choose what goes wrong next. */
function showFaults() {
  const faults = document.getElementById('faults');
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

/** Redeems what iAM Smart's page brought back, if it brought anything. */
async function finishLogin() {
  const address = location.href;
  if (!/[?&](state|code|error_code)=/.test(location.search)) return;
  // A reload or a bookmark must not bring the code again.
  history.replaceState(null, '', location.pathname);
  const grant = completeLogin(address, logins.take(address));
  await call('/api/login', { method: 'POST', body: JSON.stringify(grant) });
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
    if (error.code === 'not-logged-in') show('log-in');
    throw error;
  }
}

async function sign() {
  const form = await fillIn();
  if (!form) return;
  try {
    const request = await waitForSignature(form, session, service, () => show('sign'));
    await showResult(request, service);
    show('result');
  } catch (error) {
    if (!isLeft(error)) show(error.code === 'not-logged-in' ? 'log-in' : 'fill-in');
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

/** Runs a handler; what it throws is shown. */
function guarded(handler) {
  return async (event) => {
    event?.preventDefault();
    clearProblem();
    try {
      await handler();
    } catch (error) {
      if (!isLeft(error)) showProblem(error);
    }
  };
}

/** Whether the user himself ended the waiting. */
function isLeft(error) {
  return error.name === 'AbortError';
}

function show(view) {
  for (const section of document.querySelectorAll('[data-view]')) {
    section.hidden = section.dataset.view !== view;
  }
  const steps = [...document.querySelectorAll('[data-step]')];
  const current = steps.findIndex(({ dataset }) => dataset.step === view);
  for (const [index, step] of steps.entries()) {
    step.classList.toggle('done', index < current);
    if (index === current) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
  document.getElementById('log-out').hidden = view === 'log-in' || view === 'loading';
  document.querySelector(`[data-view="${view}"] h1`)?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
