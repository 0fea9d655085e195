// Requests to the user's app: to fill in the form, and to sign.

import { persistently } from './connection.js';
import { current } from './current.js';
import { byId } from './elements.js';
import { askToFill, offerFilling } from './filling.js';
import { waitForSignature } from './following.js';
import { fillIn } from './form.js';
import { guarded } from './guarded.js';
import { isOpen, reclaim, withdraw } from './open-request.js';
import { isOpenRequest, isWithdrawn } from './outcome.js';
import { prepareAgain, prepareFile } from './pdf.js';
import { nameIfOpen, waitForFields } from './resume.js';
import { isAbort } from './service.js';
import { loggedIn } from './session.js';
import { askForPdfSignature, askForSignature } from './signature.js';
import { beginWaiting, stopWaiting } from './waiting.js';
import { tellIfAnswered } from './withdrawing.js';

export async function fill() {
  if (isOpen()) return;
  const signal = beginWaiting();
  try {
    await waitForFields(await loggedIn(() => askToFill(signal)));
  } catch (error) {
    if (!isAbort(error)) offerFilling();
    await nameIfOpen(error);
  }
}

/** Withdraws what was asked, also if the answer to the question is not here yet. */
export async function stopFilling() {
  stopWaiting();
  offerFilling();
  for (const open of await persistently(reclaim)) {
    if (!isOpenRequest(open) || open.kind !== 'form-filling') continue;
    const outcome = await withdraw(open.businessId);
    if (isWithdrawn(outcome)) continue;
    tellIfAnswered(outcome);
    await waitForFields(open);
  }
}

export async function sign() {
  // Only logged-in users see the form, and one request is open at a time.
  if (!current.openId || isOpen()) return;
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
export async function signPdf(file) {
  if (!current.openId) return;
  const { lost } = current;
  if (lost) {
    const content = await prepareAgain(file, lost);
    current.lost = undefined;
    guarded(waitForSignature)(lost, content);
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
