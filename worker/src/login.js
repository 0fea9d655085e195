// Login: from the page's grant to a session.

import { bodyWithin } from 'iamsmart/server';
import { json } from './answer.js';
import { flows, sessions } from './flows.js';
import { addressOf, logins, reading } from './limits.js';

/** Maximum size of a grant in bytes: a few texts, of which an address is the longest. */
const MAX_GRANT_BYTES = 16 * 1024;

/** @type {Handler} */
export async function logIn(request) {
  logins.count(addressOf(request));
  const body = new Response(await reading(request, bodyWithin, MAX_GRANT_BYTES));
  // What is no JSON is refused by the package as a grant without state.
  const grant = /** @type {any} */ (await body.json().catch(() => undefined));
  const token = await flows().login.redeem(grant);
  return json(shown(token), { 'Set-Cookie': await sessions.open(request, token) });
}

/** @type {Handler} */
export async function logOut(request) {
  return json({}, { 'Set-Cookie': await sessions.close(request) });
}

/** @type {Handler} */
export async function session(request) {
  const current = await sessions.of(request);
  return json(current ? shown(current.user) : {});
}

/**
 * The part of the token for the page, which computes the identification code from the tokenised ID
 * and its own digest. The access token stays in the worker.
 *
 * @param {import('iamsmart/server').AccessToken} token
 */
function shown({ openId, userType, expiresAt }) {
  return { openId, userType, expiresAt };
}
