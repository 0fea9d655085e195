// What a person does at an e-service within this process.

import { inside } from '../flows/inside.js';
import { answerInApp, logIn, startSandbox } from '../gateway/sandbox.js';

const pkg = process.env.IAMSMART_PKG;
const { hashForm } = await import(`${pkg}/page/inline.js`);

const ABOUT = { formName: 'Parking permit', formNumber: 'TD-318' };
const SCOPE = 'eidapi_auth eidapi_formFilling eidapi_sign';

export { inside, startSandbox };

/** Logs a person in; the grant is redeemed by the flows. */
export async function user({ flows, sandbox }, persona = 'chan') {
  return flows.login.redeem(await logIn(sandbox, persona, SCOPE));
}

export function form(...changes) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ fullName: '陳大文', agree: 'on' })) {
    form.append(name, value);
  }
  for (const [name, value] of changes) form.append(name, value);
  return form;
}

/** Asks to sign. */
export async function sign({ flows }, user, changes = {}) {
  const { hashCode, text } = await hashForm(form(), ABOUT);
  return flows.sign({
    owner: 'a person',
    user,
    source: 'PC_Browser',
    form: form(),
    about: ABOUT,
    hashCode,
    text,
    department: '運輸署',
    serviceName: 'Parking permits',
    documentName: 'TD-318',
    ...changes,
  });
}

/** Asks for fields. */
export function fill({ flows }, user, changes = {}) {
  return flows.fill({
    owner: 'a person',
    user,
    source: 'PC_Browser',
    eMEFields: ['idNo', 'enName'],
    formName: 'Parking permit',
    ...changes,
  });
}

/** Answers in the app. */
export function answer({ sandbox }, ticketId, button = 'approve', persona = 'chan') {
  return answerInApp(sandbox.registration.gateway, ticketId, button, persona);
}

/** What the gateway knows of a request. */
export async function known({ sandbox }, ticketId, persona = 'chan') {
  const { gateway } = sandbox.registration;
  const address = `${gateway}/app/api/requests/${ticketId}?persona=${persona}`;
  return (await fetch(address)).json();
}

/** Hands the next push over, and settles it. */
export async function push({ flows, sandbox }) {
  return flows.callback(await sandbox.callbacks.nextRequest());
}

/** Waits for the end. */
export async function settled({ flows }, businessId, owner = 'a person') {
  for (let waits = 0; waits < 10; waits += 1) {
    const outcome = await flows.outcome(businessId, { owner });
    if (outcome.stage !== 'pending' && outcome.stage !== 'arrived') return outcome;
    await flows.wait(businessId, { owner, stage: outcome.stage, timeoutMs: 10_000 });
  }
  return flows.outcome(businessId, { owner });
}
