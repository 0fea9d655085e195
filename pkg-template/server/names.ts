import { invalid } from '../argument.js';
import { octetsOf } from '../brands.js';
import type { BufferSource } from '../bytes.js';

/** Random bytes of a session's name. */
const SESSION_BYTES = 32;

/** A session's name: random bytes and as many of the HMAC, in hexadecimal. */
const SESSION = /^[0-9a-f]{128}$/;

/** A businessID: a UUID of version 8, whose content is free (RFC 9562 §5.8). */
const BUSINESS_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** As much as the HMAC's own output (RFC 2104 §3). */
const LEAST_SECRET_BYTES = 32;

/** What a name is for: names of one kind are none of another. */
type Kind = 'session' | 'transaction' | 'person';

/**
 * Names that only holders of a secret can make: a random part, and an HMAC over it. A name that a
 * stranger made up is refused before anything is looked up under it, which in some stores makes an
 * entry.
 *
 * ```js
 * const names = new AuthenticatedNames(process.env.SESSION_SECRET);
 * const flows = new Flows({ eService, store, callbackUri, trust, names });
 * const sessions = new Sessions({ store, names });
 * ```
 *
 * All processes of an e-service have the same secret. With another one, sessions end, and what is open
 * is unknown.
 */
export class AuthenticatedNames {
  readonly #secret: Uint8Array<ArrayBuffer>;
  #imported: Promise<CryptoKey> | undefined;

  /**
   * @param secret At least 32 bytes at random, or a text with as much, e.g. of
   *   `openssl rand -base64 32`.
   * @throws IamSmartError 'invalid-argument'
   */
  constructor(secret: string | BufferSource) {
    this.#secret = bytesOf(secret);
    if (this.#secret.length >= LEAST_SECRET_BYTES) return;
    throw invalid('secret', `it must have at least ${LEAST_SECRET_BYTES} bytes`);
  }

  /** Makes a session: the name for the browser's cookie, and the key under which it is stored. */
  async newSession(): Promise<{ name: string; key: string }> {
    const random = crypto.getRandomValues(new Uint8Array(SESSION_BYTES));
    const name = hex(random) + hex(await this.#mac('session', random));
    return { name, key: await hashOf(name) };
  }

  /**
   * Returns the key under which the session of this name is stored, undefined for a name that was not
   * made here. It is the name's SHA-256, so that nobody who reads the store can take over a session.
   */
  async sessionKey(name: string): Promise<string | undefined> {
    if (typeof name !== 'string' || !SESSION.test(name)) return undefined;
    const bytes = fromHex(name);
    const mac = await this.#mac('session', bytes.subarray(0, SESSION_BYTES));
    return (await this.#isSame(bytes.subarray(SESSION_BYTES), mac)) ? hashOf(name) : undefined;
  }

  /** Makes a businessID: a UUID with 60 bits at random and 62 of the HMAC. */
  async newBusinessId(): Promise<string> {
    return uuid(await this.#withMac(crypto.getRandomValues(new Uint8Array(8))));
  }

  /** Returns true for a businessID that was made here. */
  async isBusinessId(businessId: string): Promise<boolean> {
    if (typeof businessId !== 'string' || !BUSINESS_ID.test(businessId)) return false;
    const bytes = fromHex(businessId.replaceAll('-', ''));
    return this.#isSame(bytes, await this.#withMac(bytes.subarray(0, 8)));
  }

  /**
   * Returns a key for what is stored of a person, from which nobody learns the person's tokenised ID.
   */
  async personKey(openId: string): Promise<string> {
    if (typeof openId !== 'string') throw invalid('openId', 'it is not a text');
    return hex(await this.#mac('person', new TextEncoder().encode(openId)));
  }

  async #withMac(random: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(16);
    bytes.set(random);
    bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
    const mac = await this.#mac('transaction', bytes.subarray(0, 8));
    bytes.set(mac.subarray(0, 8), 8);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    return bytes;
  }

  async #mac(kind: Kind, content: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const text = new Uint8Array([...new TextEncoder().encode(`${kind}\0`), ...content]);
    return new Uint8Array(await crypto.subtle.sign('HMAC', await this.#key(), text));
  }

  /** In constant time, which the platform promises of `verify` only. */
  async #isSame(one: Uint8Array<ArrayBuffer>, other: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const key = await this.#key();
    const mac = await crypto.subtle.sign('HMAC', key, one);
    return crypto.subtle.verify('HMAC', key, mac, other);
  }

  #key(): Promise<CryptoKey> {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const uses: KeyUsage[] = ['sign', 'verify'];
    this.#imported ??= crypto.subtle.importKey('raw', this.#secret, algorithm, false, uses);
    return this.#imported;
  }
}

function bytesOf(secret: string | BufferSource): Uint8Array<ArrayBuffer> {
  if (typeof secret === 'string') return new TextEncoder().encode(secret);
  return octetsOf(secret)?.slice() ?? new Uint8Array();
}

async function hashOf(name: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name))));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function uuid(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
