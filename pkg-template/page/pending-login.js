import { argumentReaders } from '../arguments.js';
import * as wasm from '../wasm/page.js';

const { object, text, optionalText, flag, isoTime, time } = argumentReaders(wasm);

// The kinds of an entry, as the bindings number them.
const NOTHING = 0;
const PENDING = 1;
const USED = 2;
const EXPIRED = 3;

/**
 * A `PendingLogin` of plain JSON; times are Unix time in milliseconds.
 *
 * @returns {import('./index.js').PendingLogin}
 */
export function writePending({
  state,
  codeVerifier,
  redirectUri,
  issuer,
  requireIssuer,
  expiresAt,
}) {
  return {
    state,
    codeVerifier,
    redirectUri,
    ...(issuer !== undefined && { issuer }),
    ...(requireIssuer && { requireIssuer }),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** @param {unknown} value */
export function readPending(value) {
  const pending = object('pending', value);
  const read = {
    state: text('state', pending.state),
    codeVerifier: text('codeVerifier', pending.codeVerifier),
    redirectUri: text('redirectUri', pending.redirectUri),
    issuer: optionalText('issuer', pending.issuer),
    requireIssuer: flag('requireIssuer', pending.requireIssuer),
    expiresAt: isoTime('expiresAt', pending.expiresAt),
  };
  wasm.checkPendingLogin(read.state, read.codeVerifier);
  return read;
}

export class PendingLogins {
  #store;
  #prefix;

  /**
   * @param {import('./index.js').LoginStorage} storage
   * @param {string} [prefix]
   */
  constructor(storage, prefix = 'iamsmart:login:') {
    this.#store = new LoginStore(storage);
    this.#prefix = prefix;
  }

  /** @param {import('./index.js').PendingLogin} pending */
  add(pending) {
    const read = readPending(pending);
    const { state, expiresAt } = read;
    wasm.addPendingLogin(
      this.#store,
      this.#prefix,
      state,
      expiresAt,
      writePending(read),
      Date.now(),
    );
  }

  /**
   * @param {string | URL} callbackUrl
   * @param {Date} [now]
   * @returns {import('./index.js').PendingLogin}
   */
  take(callbackUrl, now) {
    const at = time('now', now);
    return wasm.takePendingLogin(this.#store, this.#prefix, String(callbackUrl), at);
  }
}

/** A Web Storage of entries: JSON texts `{ pending }`, `{ used }` or `{ expired }`. */
class LoginStore {
  #storage;
  /** Of the entry that was read last. */
  login;
  time = 0;

  /** @param {import('./index.js').LoginStorage} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param {string} prefix */
  keys(prefix) {
    const keys = [];
    for (let i = 0; i < this.#storage.length; i += 1) {
      const key = this.#storage.key(i);
      if (key?.startsWith(prefix)) keys.push(key);
    }
    return keys;
  }

  /** @param {string} key */
  read(key) {
    const json = this.#storage.getItem(key);
    try {
      return this.#parse(json);
    } catch {
      // What somebody else wrote under our prefix, or another version, counts as nothing.
      return NOTHING;
    }
  }

  #parse(json) {
    const { pending, used, expired } = JSON.parse(json);
    if (used !== undefined || expired !== undefined) {
      this.time = isoTime('entry', used ?? expired);
      return used === undefined ? EXPIRED : USED;
    }
    const read = readPending(pending);
    this.time = read.expiresAt;
    this.login = writePending(read);
    return PENDING;
  }

  /**
   * @param {string} key
   * @param {number} kind
   * @param {number} ms
   * @param {unknown} login
   */
  write(key, kind, ms, login) {
    const name = kind === USED ? 'used' : 'expired';
    const entry = kind === PENDING ? { pending: login } : { [name]: new Date(ms).toISOString() };
    this.#storage.setItem(key, JSON.stringify(entry));
  }

  /** @param {string} key */
  remove(key) {
    this.#storage.removeItem(key);
  }
}
