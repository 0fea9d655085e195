// What this user began before, in whatever browser, found again.

import { persistently } from './connection.js';
import { current } from './current.js';
import { fillFrom, offerFilling, showFilling } from './filling.js';
import { waitForSignature } from './following.js';
import { restoreForm } from './form.js';
import { guarded } from './guarded.js';
import { showInfo } from './info.js';
import { isOpen, nameOpen, reclaim, take } from './open-request.js';
import { isOpenRequest, isSigned, problemOf, textOf } from './outcome.js';
import { aboutOf, contentKept } from './pdf.js';
import { ServiceError } from './service.js';
import { loggedIn } from './session.js';
import { contentOf } from './signature.js';
import { show } from './views.js';
import { answer, beginWaiting } from './waiting.js';

/** @typedef {import('./outcome.js').Open} Open */
/** @typedef {import('./outcome.js').Known} Known */

/**
 * Finds again what this user began, in whatever browser: the newest, and what was not seen.
 *
 * @param {{ keepForm?: boolean }} [options] `keepForm` leaves the form as it is.
 */
export async function resume({ keepForm = false } = {}) {
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
  current.lost = outcome;
  show('fill-in');
  const name = aboutOf(outcome)?.name;
  nameOpen({ kind: outcome.kind, name, lost: isOpenRequest(outcome) ? 'open' : 'over' });
}

/**
 * Waits for the fields that the user gives, and fills them in.
 *
 * @param {{ businessId: string }} asked
 */
export async function waitForFields(asked) {
  const { gateway } = current.service;
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

/**
 * Names the request that is not over; any other problem is thrown.
 *
 * @param {unknown} error
 */
export async function nameIfOpen(error) {
  if (!(error instanceof ServiceError) || error.code !== 'request-open') throw error;
  const open = /** @type {Open} */ (error.open);
  offerFilling();
  if (open.kind === 'pdf-signing') await resumePdf(open, { isNamed: true });
  else if (open.text === undefined) nameOpen({ kind: open.kind });
  else guarded(waitForSignature)(open, await contentOf(open.text), { isNamed: true });
  isOpen();
}
