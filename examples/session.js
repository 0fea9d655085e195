// Sessions for the examples, in the store of the transactions: the cookie holds a random name, the
// store the session under the name's hash. Use those of your framework where it has any.

/** RFC 6265bis §4.1.3.2: no other host can set a cookie whose name begins so. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const encoder = new TextEncoder();

/**
 * What requests of this user begin with.
 *
 * @typedef {object} Session
 * @property {string} owner
 * @property {import('iamsmart/server').AccessToken} user
 * @property {string | undefined} userAgent
 */

/**
 * A cookie for `Set-Cookie`; without a value, one that deletes it.
 *
 * @param {'login' | 'session'} name
 */
export function cookie(name, value = '', age = value ? 900 : 0) {
  return `__Host-${name}=${encodeURIComponent(value)}; ${ATTRIBUTES}; Max-Age=${age}`;
}

/**
 * A header of a web `Request`, or of Node's.
 *
 * @typedef {Headers | import('node:http').IncomingHttpHeaders} AnyHeaders
 *
 * @param {any} headers
 * @param {string} name
 * @returns {string | undefined}
 */
const header = (headers, name) => headers.get?.(name) ?? headers[name];

/**
 * Reads a cookie of a request.
 *
 * @param {AnyHeaders} headers
 * @param {'login' | 'session'} name
 */
export function cookieIn(headers, name) {
  const all = header(headers, 'cookie')?.split(/; */);
  const pairs = all?.filter((pair) => pair.startsWith(`__Host-${name}=`));
  return pairs?.length === 1 ? decodeURIComponent(pairs[0].slice(name.length + 8)) : undefined;
}

/**
 * Opens a session for a user who has logged in, and returns its cookie.
 *
 * @param {import('iamsmart/server').TransactionStore} store
 * @param {import('iamsmart/server').AccessToken} user
 */
export async function openSession(store, user) {
  const name = crypto.randomUUID() + crypto.randomUUID();
  const keepUntil = new Date(user.expiresAt);
  const bytes = encoder.encode(JSON.stringify(user));
  await store.write(await keyOf(name), bytes, { keepUntil });
  return cookie('session', name, Math.floor((keepUntil.getTime() - Date.now()) / 1000));
}

/**
 * The session of a request; throws if there is none. The owner of what is begun in it is the
 * session: this user in this browser. With accounts of your own, it is the account.
 *
 * @param {import('iamsmart/server').TransactionStore} store
 * @param {AnyHeaders} headers
 * @returns {Promise<Session>}
 */
export async function sessionOf(store, headers) {
  // SameSite keeps other sites out; another port or subdomain is the same site.
  const isOurs = ['same-origin', undefined].includes(header(headers, 'sec-fetch-site'));
  const name = isOurs ? cookieIn(headers, 'session') : undefined;
  const owner = name && (await keyOf(name));
  const kept = owner && (await store.read(owner));
  if (!owner || !kept) {
    throw Object.assign(new Error('Log in first.'), { code: 'not-logged-in', status: 401 });
  }
  const user = JSON.parse(new TextDecoder().decode(kept.bytes));
  return { owner, user, userAgent: header(headers, 'user-agent') };
}

/**
 * @param {string} url
 * @param {string[]} cookies
 */
export function redirect(url, ...cookies) {
  const headers = new Headers({ Location: url });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** @param {string} name */
async function keyOf(name) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(name)));
  return `session-${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
