// Sessions: a cookie with a name that only this e-service can make, and a Durable Object named after
// the name's hash. A person has one session; another login ends the earlier one.

import { DurableObject, env } from 'cloudflare:workers';
import { failure, json, Refusal } from './answer.js';
import { hashOf, isSessionName, newSessionName, personName } from './names.js';

/**
 * RFC 6265bis §4.1.3.2: no other host of the domain, and no page over plain HTTP, can set a cookie
 * of this name. Browsers take 'Secure' from a loopback address too, except Safari.
 */
const COOKIE = '__Host-session';

/** Time of one call to a session's object, in milliseconds: how long it is kept in memory for nobody. */
const LONGEST_WAIT_MS = 10_000;

/** A session, which ends when its access token expires. */
export class Session extends DurableObject {
  /** @type {Set<() => void>} */
  #waiting = new Set();

  /** @param {Content} content */
  async open(content) {
    await this.ctx.storage.put('session', content);
    await this.ctx.storage.setAlarm(Date.parse(content.token.expiresAt));
  }

  /** @returns {Promise<Content | undefined>} */
  async content() {
    const content = /** @type {Content | undefined} */ (await this.ctx.storage.get('session'));
    return content && Date.parse(content.token.expiresAt) > Date.now() ? content : undefined;
  }

  /**
   * Waits until the session ends, at most so many milliseconds.
   *
   * @param {number} timeoutMs
   * @returns {Promise<boolean>} True if it has ended.
   */
  async ended(timeoutMs) {
    if (!(await this.content())) return true;
    await new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(undefined);
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#waiting.add(wake);
    });
    return !(await this.content());
  }

  async close() {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    for (const wake of [...this.#waiting]) wake();
  }

  async alarm() {
    await this.close();
  }
}

/** The one session of a person. */
export class Person extends DurableObject {
  /**
   * Notes a new session.
   *
   * @param {string} session
   * @param {number} until Unix time in milliseconds.
   * @returns {Promise<string | undefined>} The earlier session.
   */
  async enter(session, until) {
    const earlier = /** @type {string | undefined} */ (await this.ctx.storage.get('session'));
    await this.ctx.storage.put('session', session);
    await this.ctx.storage.setAlarm(until);
    return earlier;
  }

  async alarm() {
    await this.ctx.storage.deleteAll();
  }
}

/**
 * Opens a session, ends the earlier ones of this browser and of this person, and returns the cookie.
 *
 * @param {Request} request
 * @param {import('iamsmart/server').AccessToken} token
 */
export async function openSession(request, token) {
  const earlier = await currentSession(request);
  const owner = await personName(token.openId);
  const name = await newSessionName();
  const id = await hashOf(name);
  await object(id).open({ token, owner });
  const until = Date.parse(token.expiresAt);
  const person = env.PERSONS.get(env.PERSONS.idFromName(owner));
  const others = new Set([earlier?.id, await person.enter(id, until)]);
  for (const other of others) if (other) await object(other).close();
  return cookie(name, Math.floor((until - Date.now()) / 1000));
}

/**
 * The session of a request; undefined if there is none or it has ended.
 *
 * @param {Request} request
 * @returns {Promise<CurrentSession | undefined>}
 */
export async function currentSession(request) {
  const id = await idIn(request);
  const content = id && (await object(id).content());
  return content ? { id, ...content } : undefined;
}

/**
 * Like `currentSession`, but fails if the user is not logged in.
 *
 * @param {Request} request
 */
export async function requireSession(request) {
  const session = await currentSession(request);
  if (!session) throw new Refusal(401, 'not-logged-in', 'Log in first, or again.');
  return session;
}

/**
 * Ends the session and returns a cookie that deletes its cookie.
 *
 * @param {Request} request
 */
export async function closeSession(request) {
  const id = await idIn(request);
  if (id) await object(id).close();
  return cookie('', 0);
}

/**
 * Asks the gateway with the session's token, and answers. Ends the session if the gateway no longer
 * knows the token.
 *
 * @param {CurrentSession} session
 * @param {() => Promise<unknown>} ask
 */
export async function askingWith(session, ask) {
  try {
    return json(await ask());
  } catch (error) {
    const refused = failure(error);
    if (refused.status === 401) {
      await object(session.id).close();
      refused.headers.set('Set-Cookie', cookie('', 0));
    }
    return refused;
  }
}

/**
 * Resolves when a session has ended.
 *
 * @param {string} id
 * @param {AbortSignal} signal Gives up waiting.
 */
export async function sessionEnd(id, signal) {
  try {
    while (!signal.aborted && !(await object(id).ended(LONGEST_WAIT_MS)));
  } catch {
    // The object was moved; whoever waits asks anew.
  }
}

/** @param {Request} request */
async function idIn(request) {
  const cookies = request.headers.get('Cookie')?.split(/; */) ?? [];
  const [pair, ...others] = cookies.filter((pair) => pair.startsWith(`${COOKIE}=`));
  if (others.length > 0) {
    throw new Refusal(400, 'session-repeated', 'The request has several session cookies.');
  }
  const name = pair?.slice(COOKIE.length + 1);
  return name && (await isSessionName(name)) ? hashOf(name) : undefined;
}

/** @param {string} id */
function object(id) {
  return env.SESSIONS.get(env.SESSIONS.idFromName(id));
}

/**
 * @param {string} value
 * @param {number} age In seconds.
 */
function cookie(value, age) {
  return `${COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${age}`;
}

/**
 * What a session has.
 *
 * @typedef {object} Content
 * @property {import('iamsmart/server').AccessToken} token
 * @property {string} owner Owner of the transactions: the person, under the name of his or her object.
 *   So whoever logs in again finds them.
 *
 * @typedef {Content & { id: string }} CurrentSession `id` is the hash of the name in the cookie.
 */
