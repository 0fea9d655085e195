// The page of the examples: one form, filled in and signed with iAM Smart.

import { appLink, autofill, hashForm } from 'iamsmart';
import { ABOUT } from '../about.js';

/**
 * Sentences for a login that failed; docs/sentences.md has all, in three languages.
 *
 * @type {Record<string, string>}
 */
const PROBLEMS = {
  'login-cancelled': 'You have cancelled the login.',
  'login-rejected': 'You have refused the login in the app.',
  'login-timeout': 'The login took too long. Log in again.',
};

/** @type {(id: string) => any} Elements of index.html. */
const byId = (id) => document.getElementById(id);
const form = byId('form');
/** @param {string[]} ids */
const show = (...ids) => {
  for (const id of ['login', 'form', 'waiting', 'result']) byId(id).hidden = !ids.includes(id);
};

/**
 * Calls the e-service; what it refuses is shown.
 *
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function call(path, init) {
  byId('problem').textContent = '';
  const response = await fetch(path, init);
  const content = await response.json().catch(() => ({}));
  if (response.ok) return content;
  // Another request of this user is not over: it is shown instead.
  if (content.open) return content.open;
  if (response.status !== 401) byId('problem').textContent = content.message ?? 'Try again later.';
  throw Object.assign(new Error(content.message), content, { status: response.status });
}

/** @type {(path: string, body?: FormData) => Promise<any>} */
const post = (path, body) => call(path, { method: 'POST', body });

/**
 * Shows a request, and waits for what becomes of it.
 *
 * @param {import('iamsmart/flows').OpenRequest & { gateway?: string }} request
 */
function wait({ businessId, kind, ticketId, authByQr, identificationCode, gateway }) {
  const link = byId('app');
  const isHere = authByQr === false && ticketId && kind !== 'bulk-signing';
  link.hidden = !isHere;
  if (isHere) link.href = appLink({ kind, ticketId, base: gateway && `${gateway}/app/` });
  byId('code').hidden = !identificationCode;
  byId('code').querySelector('strong').textContent = identificationCode ?? '';
  show('waiting');
  const path = `/api/requests/${businessId}`;
  const events = new EventSource(`${path}/events`);
  byId('withdraw').onclick = () => post(`${path}/withdraw`);
  for (const stage of ['settled', 'taken', 'unknown']) {
    // A broken connection is opened again by the browser.
    events.addEventListener(stage, ({ data }) => {
      events.close();
      if (stage === 'settled') end(path, JSON.parse(data).settled);
      else show('form');
    });
  }
}

/**
 * Shows how a request ended; it is deleted once the user has seen it.
 *
 * @param {string} path
 * @param {any} settled `Settled` of `iamsmart/flows`, from JSON.
 */
function end(path, { kind, outcome, result, report, evidence, message, reason, code }) {
  if (outcome === 'filled') {
    const { filled } = autofill(form, result.fields ?? result, {
      enName: 'fullName',
      idNo: 'hkic',
      'mobileNumber.national': 'phone',
    });
    byId('said').textContent = `${filled.length} fields were filled in. Check them.`;
  } else {
    const detail = report?.indication ?? message ?? reason ?? code;
    byId('said').textContent = `${kind}: ${outcome}${detail ? `, ${detail}` : ''}`;
  }
  /** @type {import('iamsmart/verify').Check[]} */
  const all = report?.checks ?? [];
  const checks = all.map(({ title, outcome }) => {
    const item = document.createElement('li');
    item.textContent = `${title}: ${outcome}`;
    return item;
  });
  byId('checks').replaceChildren(...checks);
  byId('evidence').hidden = !evidence;
  byId('evidence').href = `${path}/evidence`;
  byId('take').onclick = async () => {
    await post(`${path}/take`);
    show('form');
  };
  show('form', 'result');
}

byId('fill').onclick = async () => wait(await post('/api/fill'));
/** @param {SubmitEvent} event */
form.onsubmit = async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const { hashCode } = await hashForm(data, ABOUT);
  wait(await post(`/api/sign?hashCode=${encodeURIComponent(hashCode)}`, data));
};

/** After a login that failed, the address says why; after a reload, what is open goes on. */
async function load() {
  const problem = new URLSearchParams(location.search).get('problem');
  if (problem) {
    byId('problem').textContent = PROBLEMS[problem] ?? `You are not logged in (${problem}).`;
    history.replaceState(null, '', location.pathname);
    return show('login');
  }
  show('form');
  const [last] = await call('/api/requests');
  if (last?.stage === 'settled') end(`/api/requests/${last.businessId}`, last.settled);
  else if (last) wait(last);
}
load().catch(({ status }) => status === 401 && show('login'));
