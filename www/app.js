// The page of the demo e-service: its views and the steps between them.

import { beginLogin, completeLogin, detectSource, PendingLogins } from 'iamsmart';
import { persistently } from './connection.js';
import { byId, under } from './elements.js';
import { askToFill, fillFrom, offerFilling, showFilling } from './filling.js';
import { fillIn, formLeft, pressed, resetForm, restoreForm, vehicleOf } from './form.js';
import { clearInfo, showInfo } from './info.js';
import { currentLocale, showLanguage } from './language.js';
import {
  forgetOpen,
  isOpen,
  nameAnswered,
  nameOpen,
  reclaim,
  take,
  withdraw as withdrawRequest,
} from './open-request.js';
import { problemOf } from './outcome.js';
import { clearProblem, showProblem } from './problem.js';
import { loadVerifier, showResult } from './result.js';
import { call, isAbort, ServiceError } from './service.js';
import { askForSignature, codeOf, contentOf, showRequest } from './signature.js';
import { answer, beginWaiting, stopWaiting } from './waiting.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/** @typedef {Extract<Outcome, { stage: 'pending' | 'arrived' }>} Open */
/** @typedef {import('./signature.js').Content} Content */

/** Local storage, because on a phone the app may return to another tab. */
const logins = new PendingLogins(localStorage);

/** @type {import('./service.js').Service} */
let service;
/** @type {{ openId?: string }} */
let session = {};

/**
 * The signature that is asked for, or is shown: what is signed, and what came of it.
 *
 * @type {{ businessId: string, content: Content | undefined, outcome?: Outcome } | undefined}
 */
let signing;

byId('log-in', HTMLElement).addEventListener('click', handled(logIn));
byId('log-out', HTMLElement).addEventListener('click', handled(logOut));
for (const id of ['fill', 'fill-again']) {
  byId(id, HTMLElement).addEventListener('click', handled(fill));
}
byId('stop-filling', HTMLElement).addEventListener('click', handled(stopFilling));
byId('form', HTMLElement).addEventListener(
  'submit',
  handled(() => pressed(sign)),
);
byId('leave', HTMLElement).addEventListener('click', leave);
byId('go-on', HTMLElement).addEventListener('click', handled(goOn));
for (const id of ['withdraw', 'withdraw-open']) {
  byId(id, HTMLElement).addEventListener('click', handled(withdraw));
}
byId('download', HTMLElement).addEventListener('click', finish);
byId('again', HTMLElement).addEventListener('click', handled(startAgain));
addEventListener('pageshow', ({ persisted }) => persisted && guarded(comeBack)());

showLanguage();
guarded(start)();

async function start() {
  service = await persistently(() => call('/api/service'));
  showFaults();
  document.addEventListener('languagechange', showFaults);
  const login = await finishLogin().then(
    (isLoggedIn) => ({ isLoggedIn }),
    (problem) => ({ problem }),
  );
  session = await persistently(() => call('/api/session')).catch(() => ({}));
  if ('problem' in login) showProblem(login.problem);
  if (session.openId) return resume();
  show('log-in');
  if ('isLoggedIn' in login && login.isLoggedIn) {
    throw new ServiceError({ code: 'session-not-kept', message: 'The cookie was not kept.' });
  }
}

/**
 * Finds again what this user began, in whatever browser: the newest, and what was not seen.
 *
 * @param {{ keepForm?: boolean }} [options] `keepForm` leaves the form as it is.
 */
async function resume({ keepForm = false } = {}) {
  const [outcome] = await loggedIn(() => persistently(reclaim));
  if (!outcome || outcome.stage === 'unknown' || outcome.stage === 'taken') {
    show('fill-in');
    return;
  }
  if (outcome.kind === 'form-filling') {
    show('fill-in');
    await waitForFields(outcome);
    return;
  }
  const text = textOf(outcome);
  if (text !== undefined && !keepForm) restoreForm(text);
  await waitForSignature(outcome, text === undefined ? undefined : await contentOf(text));
}

/** After "back": the session may have ended meanwhile, or be another's. */
async function comeBack() {
  const { openId } = await persistently(() => call('/api/session'));
  if (openId === session.openId) return;
  location.reload();
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
  await finish();
  stopWaiting();
  await call('/api/logout', { method: 'POST' });
  endSession();
  resetForm();
}

async function fill() {
  if (isOpen()) return;
  const signal = beginWaiting();
  try {
    await waitForFields(await loggedIn(() => askToFill(signal)));
  } catch (error) {
    if (!isAbort(error)) offerFilling();
    await nameIfOpen(error);
  }
}

/** @param {{ businessId: string }} asked */
async function waitForFields(asked) {
  const { gateway } = service;
  const signal = beginWaiting();
  const places = [showFilling()];
  const outcome = await loggedIn(() => answer(asked, { places, gateway, signal })).catch(
    (error) => {
      offerFilling();
      throw error;
    },
  );
  if (outcome.stage === 'settled' && outcome.settled.outcome === 'filled') {
    const { fields } = /** @type {import('iamsmart/server').FormFillingResult} */ (
      outcome.settled.result
    );
    fillFrom(fields);
  } else {
    offerFilling();
  }
  if (outcome.stage === 'settled') take(asked.businessId);
  if (outcome.stage === 'taken') showInfo('takenElsewhere');
  const problem = problemOf(outcome);
  if (problem) throw problem;
}

/** Withdraws what was asked, also if the answer to the question is not here yet. */
async function stopFilling() {
  stopWaiting();
  offerFilling();
  for (const open of await persistently(reclaim)) {
    if (!isOpenRequest(open) || open.kind !== 'form-filling') continue;
    const outcome = await withdrawRequest(open.businessId);
    if (isWithdrawn(outcome)) continue;
    tellIfAnswered(outcome);
    await waitForFields(open);
  }
}

async function sign() {
  // Only logged-in users see the form, and one request is open at a time.
  if (!session.openId || isOpen()) return;
  const form = await fillIn();
  if (!form) return;
  const asking = byId('asking', HTMLElement);
  asking.hidden = false;
  let asked;
  try {
    asked = await loggedIn(() => askForSignature(form));
  } catch (error) {
    await nameIfOpen(error);
    return;
  } finally {
    asking.hidden = true;
  }
  // The wait is not part of the press: the user may come back to the form.
  guarded(waitForSignature)(asked, form.content);
}

/**
 * Shows a request and waits for what becomes of it, also while the user is back at the form.
 *
 * @param {{ businessId: string, identificationCode?: string | undefined }} asked
 * @param {Content | undefined} content Undefined if nothing was signed, and it is no longer kept.
 * @param {{ isNamed?: boolean }} [options] `isNamed`: the user stays at the form, which names it.
 */
async function waitForSignature(asked, content, { isNamed = false } = {}) {
  const { businessId } = asked;
  const { gateway } = service;
  const signal = beginWaiting();
  signing = { businessId, content };
  if (content) {
    await prepare(asked, content);
    if (!isNamed) show('sign');
  }
  const places = [
    under(document, '[data-view="sign"]', HTMLElement),
    byId('open-request', HTMLElement),
  ];
  const outcome = await loggedIn(() => answer(asked, { places, gateway, signal }));
  signing.outcome = outcome;
  if (currentView() === 'fill-in' && content && isSigned(outcome)) nameAnswered();
  else await conclude();
}

/**
 * @param {{ businessId: string, identificationCode?: string | undefined }} asked
 * @param {Content} content
 */
async function prepare(asked, content) {
  const { businessId } = asked;
  const { openId = '' } = session;
  try {
    showRequest(asked, content, openId);
  } catch (error) {
    await abandon(businessId);
    throw error;
  }
  nameOpen({ kind: 'signing', vehicle: vehicleOf(content.text), code: codeOf(content, openId) });
  // Tried again when the result is here.
  loadVerifier().catch(() => {});
}

/** Shows what became of the signature; the worker keeps it until the user has seen it. */
async function conclude() {
  if (!signing?.outcome) return;
  const { businessId, content, outcome } = signing;
  if (content && isSigned(outcome)) {
    await persistently(() => showResult(content, outcome.settled, service));
    forgetOpen();
    show('result');
  } else {
    signing = undefined;
    forgetOpen();
    show('fill-in');
    if (outcome.stage === 'settled') take(businessId);
  }
  if (outcome.stage === 'taken') showInfo('takenElsewhere');
  const problem = problemOf(outcome, formLeft());
  if (problem) throw problem;
}

/**
 * True if there is a signature to show, whatever it is worth.
 *
 * @param {Outcome} outcome
 * @returns {outcome is Outcome & { settled: import('./result.js').Judged }}
 */
function isSigned(outcome) {
  if (outcome.stage !== 'settled') return false;
  const { settled } = outcome;
  if (settled.outcome === 'rejected') return settled.reason === 'signature';
  return settled.outcome === 'signed' || settled.outcome === 'undecided';
}

async function goOn() {
  if (signing?.outcome) await conclude();
  else if (signing) show('sign');
  else await resume({ keepForm: true });
}

function leave() {
  show('fill-in');
}

async function withdraw() {
  const open = signing ?? (await persistently(reclaim)).find(isOpenRequest);
  const outcome = open && (await loggedIn(() => withdrawRequest(open.businessId)));
  if (outcome && isWithdrawn(outcome)) {
    stopWaiting();
    signing = undefined;
    forgetOpen();
    offerFilling();
    show('fill-in');
    showInfo('withdrawn');
    return;
  }
  if (outcome) tellIfAnswered(outcome);
  // Otherwise it is waited for already.
  if (!signing) await resume({ keepForm: true });
}

/** @param {Outcome} outcome */
function isWithdrawn(outcome) {
  return outcome.stage === 'settled' && outcome.settled.outcome === 'withdrawn';
}

/**
 * Tells the user who withdraws that there is an answer already. A refusal is told by itself.
 *
 * @param {Outcome} outcome
 */
function tellIfAnswered(outcome) {
  const isFilled = outcome.stage === 'settled' && outcome.settled.outcome === 'filled';
  if (outcome.stage === 'arrived' || isFilled || isSigned(outcome)) showInfo('answeredBefore');
}

/** @param {string} businessId */
async function abandon(businessId) {
  signing = undefined;
  show('fill-in');
  await withdrawRequest(businessId).catch(() => {});
}

/** Lets the worker delete the result that the user has seen, and saved or left. */
async function finish() {
  if (signing?.outcome && currentView() === 'result') await take(signing.businessId);
}

async function startAgain() {
  const taken = finish();
  signing = undefined;
  resetForm();
  show('fill-in');
  await taken;
  await resume();
}

/**
 * Names the request that is not over; any other problem is thrown.
 *
 * @param {unknown} error
 */
async function nameIfOpen(error) {
  if (!(error instanceof ServiceError) || error.code !== 'request-open') throw error;
  const open = /** @type {Open} */ (error.open);
  offerFilling();
  if (open.text === undefined) nameOpen({ kind: open.kind });
  else guarded(waitForSignature)(open, await contentOf(open.text), { isNamed: true });
  isOpen();
}

/**
 * What is or was signed; undefined if it is no longer kept.
 *
 * @param {Outcome} outcome
 * @returns {string | undefined}
 */
function textOf(outcome) {
  if (isOpenRequest(outcome)) return outcome.text;
  const { evidence } = /** @type {{ evidence?: string }} */ (
    isSigned(outcome) ? outcome.settled : {}
  );
  return evidence === undefined ? undefined : JSON.parse(evidence).content;
}

/**
 * @param {Outcome} outcome
 * @returns {outcome is Open}
 */
function isOpenRequest(outcome) {
  return outcome.stage === 'pending' || outcome.stage === 'arrived';
}

/**
 * Shows the login if the session has ended.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
async function loggedIn(work) {
  try {
    return await work();
  } catch (error) {
    if (isLoggedOut(error)) endSession();
    throw error;
  }
}

function endSession() {
  stopWaiting();
  session = {};
  signing = undefined;
  forgetOpen();
  show('log-in');
}

/**
 * Wraps work so that errors are shown.
 *
 * @template {unknown[]} Arguments
 * @param {(...given: Arguments) => Promise<void>} work
 */
function guarded(work) {
  /** @param {Arguments} given */
  return async (...given) => {
    try {
      await work(...given);
    } catch (error) {
      if (!isAbort(error)) showProblem(error);
    }
  };
}

/**
 * Has what a user does begin with no problem shown.
 *
 * @param {() => Promise<void>} work
 */
function handled(work) {
  /** @param {Event} event */
  return (event) => {
    event.preventDefault();
    clearProblem();
    clearInfo();
    return guarded(work)();
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

function currentView() {
  return under(document, '[data-view]:not([hidden])', HTMLElement).dataset.view;
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
  const title = document.querySelector(`[data-view="${view}"] :is(h1, iamsmart-report)`);
  title?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
