// Names that only this e-service can make: a random part, and an HMAC over it with the deployment's
// secret. A name that a stranger made up is refused before an object of this name exists.

import { env } from 'cloudflare:workers';

/** Random bytes of a session's name. */
const SESSION_BYTES = 32;

/** A session's name as text: 32 bytes at random and 32 of the HMAC, in hexadecimal. */
const SESSION = /^[0-9a-f]{128}$/;

/** A businessID: a UUID of version 8, whose content is free (RFC 9562 §5.8). */
const BUSINESS_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @type {Promise<CryptoKey> | undefined} */
let key;

export async function newSessionName() {
  const random = crypto.getRandomValues(new Uint8Array(SESSION_BYTES));
  return hex(random) + hex(await mac('session', random));
}

/** @param {string} name */
export async function isSessionName(name) {
  if (!SESSION.test(name)) return false;
  const bytes = fromHex(name);
  const expected = await mac('session', bytes.subarray(0, SESSION_BYTES));
  return crypto.subtle.timingSafeEqual(bytes.subarray(SESSION_BYTES), expected);
}

/**
 * A businessID: 60 bits at random and 62 of the HMAC. The gateway takes at most 36 characters.
 */
export async function newBusinessId() {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return uuid(await withMac(random));
}

/** @param {string} businessId */
export async function isBusinessId(businessId) {
  if (!BUSINESS_ID.test(businessId)) return false;
  const bytes = fromHex(businessId.replaceAll('-', ''));
  return crypto.subtle.timingSafeEqual(bytes, await withMac(bytes.subarray(0, 8)));
}

/**
 * The name of a person's object, from which nobody learns the person's tokenised ID.
 *
 * @param {string} openId
 */
export async function personName(openId) {
  return hex(await mac('person', new TextEncoder().encode(openId)));
}

/**
 * The SHA-256 of a session's name. Only this is stored and names its object, so that nobody who
 * reads a record can take over the session.
 *
 * @param {string} name
 */
export async function hashOf(name) {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name))));
}

/** @param {Uint8Array} random 8 bytes. */
async function withMac(random) {
  const bytes = new Uint8Array(16);
  bytes.set(random);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes.set((await mac('transaction', bytes.subarray(0, 8))).subarray(0, 8), 8);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes;
}

/**
 * @param {'session' | 'transaction' | 'person'} kind
 * @param {Uint8Array} content
 */
async function mac(kind, content) {
  key ??= imported(env.SESSION_SECRET);
  const label = new TextEncoder().encode(`${kind}\0`);
  const text = new Uint8Array([...label, ...content]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', await key, text));
}

/** @param {string} secret */
async function imported(secret) {
  const bytes = new TextEncoder().encode(secret);
  // As much as the HMAC's own output (RFC 2104 §3).
  if (bytes.length < 32) throw new Error('SESSION_SECRET must have at least 32 characters.');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} text */
function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {Uint8Array} bytes */
function uuid(bytes) {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
