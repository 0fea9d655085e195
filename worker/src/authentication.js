// Login: from the page's grant to a session.

import { DurableObject } from 'cloudflare:workers';
import { json, Refusal, requireSameOrigin } from './answer.js';
import { body, countRequest } from './limits.js';
import { eService } from './service.js';
import { closeSession, currentSession, openSession } from './session.js';

/**
 * Time for which a used state is remembered: a day, after which its authorization code has expired.
 */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** Maximum size of a grant in bytes: a few texts, of which an address is the longest. */
const MAX_GRANT_BYTES = 16 * 1024;

/** A login, identified by its state, which can be used once. */
export class Login extends DurableObject {
  /** @returns {Promise<boolean>} True the first time. */
  async take() {
    if (await this.ctx.storage.get('taken')) return false;
    await this.ctx.storage.put('taken', true);
    await this.ctx.storage.setAlarm(Date.now() + REMEMBERED_MS);
    return true;
  }

  async alarm() {
    await this.ctx.storage.deleteAll();
  }
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function logIn(request, env) {
  requireSameOrigin(request);
  countRequest(request, env, 'logins');
  const grant = parsed(await body(request, env, MAX_GRANT_BYTES));
  const token = await eService(env).login(grant);
  // Marked as used after the verifier was checked, so that knowing the state is not enough to use
  // it up.
  const isFirst = await env.LOGINS.get(env.LOGINS.idFromName(grant.state)).take();
  if (!isFirst) throw new Refusal(409, 'state-used', 'This login was completed before.');
  const headers = { 'Set-Cookie': await openSession(request, env, token) };
  return json(shown(token), { headers });
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function logOut(request, env) {
  requireSameOrigin(request);
  return json({}, { headers: { 'Set-Cookie': await closeSession(request, env) } });
}

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function session(request, env) {
  const current = await currentSession(request, env);
  return json(current ? shown(current.token) : {});
}

/** @param {Uint8Array} bytes */
function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Refused by the package as a grant without state.
    return undefined;
  }
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
