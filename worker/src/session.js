// Sessions: a random name in a cookie, and a Durable Object with this name.

import { DurableObject } from 'cloudflare:workers';
import { Refusal } from './answer.js';

const COOKIE = 'session';
const NAME = /^[0-9a-f]{64}$/;

/** A session, which ends when its access token expires. */
export class Session extends DurableObject {
  /** @param {import('iamsmart/server').AccessToken} token */
  async open(token) {
    await this.ctx.storage.put('token', token);
    await this.ctx.storage.setAlarm(Date.parse(token.expiresAt));
  }

  /** @returns {Promise<import('iamsmart/server').AccessToken | undefined>} */
  async token() {
    const token = /** @type {import('iamsmart/server').AccessToken | undefined} */ (
      await this.ctx.storage.get('token')
    );
    return token && Date.parse(token.expiresAt) > Date.now() ? token : undefined;
  }

  async close() {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  async alarm() {
    await this.close();
  }
}

/**
 * Opens a session and returns its cookie.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {import('iamsmart/server').AccessToken} token
 */
export async function openSession(request, env, token) {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  await object(env, name).open(token);
  const age = Math.floor((Date.parse(token.expiresAt) - Date.now()) / 1000);
  return cookie(request, name, age);
}

/**
 * The session of a request; undefined if there is none or it has ended.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function currentSession(request, env) {
  const name = nameIn(request);
  const token = name && (await object(env, name).token());
  return token ? { name, token } : undefined;
}

/**
 * Like `currentSession`, but fails if the user is not logged in.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function requireSession(request, env) {
  const session = await currentSession(request, env);
  if (!session) throw new Refusal(401, 'not-logged-in', 'Log in first, or again.');
  return session;
}

/**
 * Ends the session and returns a cookie that deletes its cookie.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function closeSession(request, env) {
  const name = nameIn(request);
  if (name) await object(env, name).close();
  return cookie(request, '', 0);
}

/** @param {Request} request */
function nameIn(request) {
  const cookies = request.headers.get('Cookie')?.split(/; */) ?? [];
  const value = cookies.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return value && NAME.test(value) ? value : undefined;
}

/**
 * @param {import('./service.js').Env} env
 * @param {string} name
 */
function object(env, name) {
  return env.SESSIONS.get(env.SESSIONS.idFromName(name));
}

/**
 * @param {Request} request
 * @param {string} value
 * @param {number} age In seconds.
 */
function cookie(request, value, age) {
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}
