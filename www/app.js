// The page of the demo e-service: its views and the steps between them.

import { beginLogin, completeLogin, detectSource, PendingLogins } from 'iamsmart';
import { persistently } from './connection.js';
import { takeFiles } from './drop.js';
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
import { isOpenRequest, isSigned, isWithdrawn, problemOf, textOf } from './outcome.js';
import { aboutOf, contentKept, forgetPdf, loadPdf, prepareAgain, prepareFile } from './pdf.js';
import { showPdfResult } from './pdf-result.js';
import { clearProblem, showProblem } from './problem.js';
import { loadVerifier, showResult } from './result.js';
import { call, isAbort, ServiceError } from './service.js';
import {
  askForPdfSignature,
  askForSignature,
  codeOf,
  contentOf,
  showRequest,
} from './signature.js';
import { currentView, show } from './views.js';
import { answer, beginWaiting, stopWaiting } from './waiting.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/** @typedef {import('./outcome.js').Open} Open */
/** @typedef {import('./outcome.js').Known} Known */
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

/** A request for a signature over a PDF that this browser has not. @type {Known | undefined} */
let lost;

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
takeFiles('drop', (file) => {
  clearProblem();
  clearInfo();
  guarded(pressed)(() => signPdf(file));
});
for (const id of ['download', 'download-pdf']) {
  byId(id, HTMLElement).addEventListener('click', finish);
}
for (const id of ['again', 'again-pdf']) {
  byId(id, HTMLElement).addEventListener('click', handled(startAgain));
}
addEventListener('pageshow', ({ persisted }) => persisted && guarded(comeBack)());

showLanguage();
guarded(start)();

async function start() {
  service = await persistently(() => call('/api/service'));
  byId('tour', HTMLElement).hidden = !service.tour || parent !== window;
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
  if (outcome.kind === 'pdf-signing') return resumePdf(outcome);
  const text = textOf(outcome);
  if (text !== undefined && !keepForm) restoreForm(text);
  await waitForSignature(outcome, text === undefined ? undefined : await contentOf(text));
}

/**
 * Goes on with a PDF that this browser keeps, or asks for it.
 *
 * @param {Known} outcome
 * @param {{ isNamed?: boolean }} [options]
 */
async function resumePdf(outcome, { isNamed = false } = {}) {
  const content = await contentKept(outcome);
  if (content || (!isOpenRequest(outcome) && !isSigned(outcome))) {
    const over = guarded(waitForSignature)(outcome, content, { isNamed });
    if (!isNamed) await over;
    return;
  }
  lost = outcome;
  show('fill-in');
  const name = aboutOf(outcome)?.name;
  nameOpen({ kind: outcome.kind, name, lost: isOpenRequest(outcome) ? 'open' : 'over' });
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

/** @param {File} file */
async function signPdf(file) {
  if (!session.openId) return;
  if (lost) {
    const open = lost;
    const content = await prepareAgain(file, open);
    lost = undefined;
    guarded(waitForSignature)(open, content);
    return;
  }
  if (isOpen()) return;
  const asking = byId('asking', HTMLElement);
  asking.hidden = false;
  try {
    const content = await prepareFile(file);
    const asked = await loggedIn(() => askForPdfSignature(content));
    guarded(waitForSignature)(asked, content);
  } catch (error) {
    await nameIfOpen(error);
  } finally {
    asking.hidden = true;
    // The same file may be chosen again.
    byId('pdf', HTMLInputElement).value = '';
  }
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
  const code = codeOf(content, openId);
  if (content.pdf) nameOpen({ kind: 'pdf-signing', name: content.text, code });
  else nameOpen({ kind: 'signing', vehicle: vehicleOf(content.text), code });
  // Tried again when the result is here.
  (content.pdf ? loadPdf() : loadVerifier()).catch(() => {});
}

/** Shows what became of the signature; the worker keeps it until the user has seen it. */
async function conclude() {
  if (!signing?.outcome) return;
  const { businessId, content, outcome } = signing;
  if (content && isSigned(outcome)) {
    await persistently(() => showSigned(content, outcome.settled));
    forgetOpen();
    show(content.pdf ? 'result-pdf' : 'result');
  } else {
    signing = undefined;
    forgetOpen();
    show('fill-in');
    if (outcome.stage === 'settled') take(businessId);
    forgetPdf(content);
  }
  if (outcome.stage === 'taken') showInfo('takenElsewhere');
  const problem = problemOf(outcome, content?.pdf ? undefined : formLeft());
  if (problem) throw problem;
}

/**
 * @param {Content} content
 * @param {any} settled What the worker has of the signature.
 */
function showSigned(content, settled) {
  const { pdf } = content;
  return pdf ? showPdfResult(pdf, settled, service) : showResult(content, settled, service);
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
  const over = lost && !isOpenRequest(lost) ? lost.businessId : undefined;
  lost = undefined;
  if (over) {
    forgetOpen();
    await take(over);
    return;
  }
  const open = signing ?? (await persistently(reclaim)).find(isOpenRequest);
  const outcome = open && (await loggedIn(() => withdrawRequest(open.businessId)));
  if (outcome && isWithdrawn(outcome)) {
    stopWaiting();
    forgetPdf(signing?.content);
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
  if (!signing?.outcome || !currentView()?.startsWith('result')) return;
  const { businessId, content } = signing;
  await Promise.all([take(businessId), forgetPdf(content)]);
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
  if (open.kind === 'pdf-signing') await resumePdf(open, { isNamed: true });
  else if (open.text === undefined) nameOpen({ kind: open.kind });
  else guarded(waitForSignature)(open, await contentOf(open.text), { isNamed: true });
  isOpen();
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
  lost = undefined;
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
