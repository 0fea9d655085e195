// login.js: the login of a page, for any framework.

import { beginLogin, completeLogin, PendingLogins } from 'iamsmart';
import { options } from './options.js';

// Not sessionStorage: the app may bring the user back in a new tab.
const logins = new PendingLogins(localStorage);

/** Sends the browser to iAM Smart. */
export function logIn() {
  const { url, pending } = beginLogin(options);
  logins.add(pending);
  location.assign(url);
}

/** @type {ReturnType<typeof complete> | undefined} */
let completed;

/** The grant in this page's address: the same one, however often it is asked for. */
export function grant() {
  completed ??= complete();
  return completed;
}

async function complete() {
  await shown();
  const callbackUrl = location.href;
  const pending = logins.take(callbackUrl);
  // The code is neither reloaded nor bookmarked, and leaves with no Referer.
  history.replaceState(history.state, '', location.pathname);
  return completeLogin(callbackUrl, pending);
}

/** A page that the browser renders in advance may never be shown. */
async function shown() {
  if (!document.prerendering) return;
  await new Promise((resolve) =>
    document.addEventListener('prerenderingchange', resolve, { once: true }),
  );
}
