// What the user does with the request that is open, or with its result: go on, withdraw, begin anew.

import { persistently } from './connection.js';
import { current } from './current.js';
import { offerFilling } from './filling.js';
import { conclude, finish } from './following.js';
import { resetForm } from './form.js';
import { showInfo } from './info.js';
import { forgetOpen, reclaim, take, withdraw as withdrawRequest } from './open-request.js';
import { isOpenRequest, isSigned, isWithdrawn } from './outcome.js';
import { forgetPdf } from './pdf.js';
import { resume } from './resume.js';
import { loggedIn } from './session.js';
import { show } from './views.js';
import { stopWaiting } from './waiting.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */

export async function goOn() {
  if (current.signing?.outcome) await conclude();
  else if (current.signing) show('sign');
  else await resume({ keepForm: true });
}

export async function withdraw() {
  const { lost, signing } = current;
  const over = lost && !isOpenRequest(lost) ? lost.businessId : undefined;
  current.lost = undefined;
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
    current.signing = undefined;
    forgetOpen();
    offerFilling();
    show('fill-in');
    showInfo('withdrawn');
    return;
  }
  if (outcome) tellIfAnswered(outcome);
  // Otherwise it is waited for already.
  if (!current.signing) await resume({ keepForm: true });
}

/**
 * Tells the user who withdraws that there is an answer already. A refusal is told by itself.
 *
 * @param {Outcome} outcome
 */
export function tellIfAnswered(outcome) {
  const isFilled = outcome.stage === 'settled' && outcome.settled.outcome === 'filled';
  if (outcome.stage === 'arrived' || isFilled || isSigned(outcome)) showInfo('answeredBefore');
}

export async function startAgain() {
  const taken = finish();
  current.signing = undefined;
  resetForm();
  show('fill-in');
  await taken;
  await resume();
}
