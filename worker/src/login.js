// From the grant that the page brings back to a session.

import { DurableObject } from 'cloudflare:workers';
import { json, Refusal, requireSameOrigin } from './answer.js';
import { eService } from './service.js';
import { closeSession, currentSession, openSession } from './session.js';

/** How long a state that was used is remembered: a day, when no code of its login is valid any more. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** One login, named by its state, which is taken once. */
export class Login extends DurableObject {
  /** @returns {Promise<boolean>} Whether this is the first time. */
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
  const grant = await request.json().catch(() => undefined);
  const token = await eService(env).login(grant);
  // Only now: whoever knows a state and not its verifier must not be able to use it up.
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

/**
 * What the page is told: with the tokenised ID it computes the identification code by itself, from
 * the digest that it made itself. The access token stays here.
 *
 * @param {import('iamsmart/server').AccessToken} token
 */
function shown({ openId, userType, expiresAt }) {
  return { openId, userType, expiresAt };
}
