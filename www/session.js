// The session: login, and what ends it.

import { beginLogin, completeLogin, detectSource, PendingLogins } from 'iamsmart';
import { persistently } from './connection.js';
import { current } from './current.js';
import { currentLocale } from './language.js';
import { forgetOpen } from './open-request.js';
import { call, ServiceError } from './service.js';
import { show } from './views.js';
import { stopWaiting } from './waiting.js';

/** Local storage, because on a phone the app may return to another tab. */
const logins = new PendingLogins(localStorage);

export async function logIn() {
  const { service } = current;
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
export async function finishLogin() {
  const address = location.href;
  if (!/[?&](state|code|error_code)=/.test(location.search)) return false;
  // Removes the code from the URL, so that a reload or a bookmark does not repeat it.
  history.replaceState(null, '', location.pathname);
  const grant = completeLogin(address, logins.take(address));
  await call('/api/login', { method: 'POST', body: JSON.stringify(grant) });
  return true;
}

/**
 * Who is logged in, if anybody.
 *
 * @returns {Promise<string | undefined>}
 */
export async function whoIsLoggedIn() {
  const { openId } = await persistently(() => call('/api/session'));
  return openId;
}

/**
 * Shows the login if the session has ended.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
export async function loggedIn(work) {
  try {
    return await work();
  } catch (error) {
    if (isLoggedOut(error)) endSession();
    throw error;
  }
}

export function endSession() {
  stopWaiting();
  current.openId = undefined;
  current.signing = undefined;
  current.lost = undefined;
  forgetOpen();
  show('log-in');
}

/** @param {unknown} error */
function isLoggedOut(error) {
  // D20009: the gateway no longer knows the access token, and the worker has ended the session.
  return (
    error instanceof ServiceError &&
    (error.code === 'not-logged-in' || error.resultCode === 'D20009')
  );
}
