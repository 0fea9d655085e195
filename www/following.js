// A request for a signature, followed to its end, and what came of it.

import { persistently } from './connection.js';
import { current } from './current.js';
import { byId, under } from './elements.js';
import { formLeft, vehicleOf } from './form.js';
import { showInfo } from './info.js';
import {
  forgetOpen,
  nameAnswered,
  nameOpen,
  take,
  withdraw as withdrawRequest,
} from './open-request.js';
import { isSigned, problemOf } from './outcome.js';
import { forgetPdf, loadPdf } from './pdf.js';
import { showPdfResult } from './pdf-result.js';
import { loadVerifier, showResult } from './result.js';
import { loggedIn } from './session.js';
import { codeOf, showRequest } from './signature.js';
import { currentView, show } from './views.js';
import { answer, beginWaiting } from './waiting.js';

/** @typedef {import('./signature.js').Content} Content */

/**
 * Shows a request and waits for what becomes of it, also while the user is back at the form.
 *
 * @param {{ businessId: string, identificationCode?: string | undefined }} asked
 * @param {Content | undefined} content Undefined if nothing was signed, and it is no longer kept.
 * @param {{ isNamed?: boolean }} [options] `isNamed`: the user stays at the form, which names it.
 */
export async function waitForSignature(asked, content, { isNamed = false } = {}) {
  const { businessId } = asked;
  const { gateway } = current.service;
  const signal = beginWaiting();
  const signing = { businessId, content };
  current.signing = signing;
  if (content) {
    await prepare(asked, content);
    if (!isNamed) show('sign');
  }
  const places = [
    under(document, '[data-view="sign"]', HTMLElement),
    byId('open-request', HTMLElement),
  ];
  const outcome = await loggedIn(() => answer(asked, { places, gateway, signal }));
  current.signing = { ...signing, outcome };
  if (currentView() === 'fill-in' && content && isSigned(outcome)) nameAnswered();
  else await conclude();
}

/**
 * @param {{ businessId: string, identificationCode?: string | undefined }} asked
 * @param {Content} content
 */
async function prepare(asked, content) {
  const { businessId } = asked;
  const { openId = '' } = current;
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
export async function conclude() {
  if (!current.signing?.outcome) return;
  const { businessId, content, outcome } = current.signing;
  if (content && isSigned(outcome)) {
    await persistently(() => showSigned(content, outcome.settled));
    forgetOpen();
    show(content.pdf ? 'result-pdf' : 'result');
  } else {
    current.signing = undefined;
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
  const { service } = current;
  return pdf ? showPdfResult(pdf, settled, service) : showResult(content, settled, service);
}

/** Lets the worker delete the result that the user has seen, and saved or left. */
export async function finish() {
  if (!current.signing?.outcome || !currentView()?.startsWith('result')) return;
  const { businessId, content } = current.signing;
  await Promise.all([take(businessId), forgetPdf(content)]);
}

/** @param {string} businessId */
async function abandon(businessId) {
  current.signing = undefined;
  show('fill-in');
  await withdrawRequest(businessId).catch(() => {});
}
