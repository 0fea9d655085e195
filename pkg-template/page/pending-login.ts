import { argumentReaders } from '../arguments.js';
import * as wasm from '../wasm/page.js';

/** What must be kept until the callback: plain JSON, keyed by `state`. `codeVerifier` is secret. */
export interface PendingLogin {
  state: string;
  codeVerifier: string;
  redirectUri: string;
  issuer?: string;
  requireIssuer?: boolean;
  /** ISO 8601; 18 minutes after the start, the life of an iAM Smart interaction. */
  expiresAt: string;
}

/** What is used of a Web Storage; named here because a worker's types have no `Storage`. */
export interface LoginStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A pending login as the module has it: `expiresAt` is Unix time in milliseconds. */
interface ReadLogin {
  state: string;
  codeVerifier: string;
  redirectUri: string;
  issuer?: string;
  requireIssuer?: boolean;
  expiresAt: number;
}

const { object, text, optionalText, flag, isoTime, time } = argumentReaders(wasm);

// The kinds of an entry, as the bindings number them.
const NOTHING = 0;
const PENDING = 1;
const USED = 2;
const EXPIRED = 3;

/** A `PendingLogin` of plain JSON. */
export function writePending(login: ReadLogin): PendingLogin {
  const { state, codeVerifier, redirectUri, issuer, requireIssuer, expiresAt } = login;
  return {
    state,
    codeVerifier,
    redirectUri,
    ...(issuer !== undefined && { issuer }),
    ...(requireIssuer && { requireIssuer }),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

export function readPending(value: unknown): ReadLogin & { requireIssuer: boolean } {
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

/** Pending logins in a Web Storage: one entry per state, expired ones swept, each usable once. */
export class PendingLogins {
  #store: LoginStore;
  #prefix: string;

  /** `prefix` is 'iamsmart:login:' where it is left out. */
  constructor(storage: LoginStorage, prefix = 'iamsmart:login:') {
    this.#store = new LoginStore(storage);
    this.#prefix = prefix;
  }

  add(pending: PendingLogin): void {
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
   * Removes and returns the entry that the callback belongs to. Throws 'state-unknown', 'state-used'
   * or 'login-expired', each told apart for a day.
   */
  take(callbackUrl: string | URL, now?: Date): PendingLogin {
    const at = time('now', now);
    return wasm.takePendingLogin(this.#store, this.#prefix, String(callbackUrl), at);
  }
}

/** A Web Storage of entries: JSON strings `{ pending }`, `{ used }` or `{ expired }`. */
class LoginStore {
  #storage: LoginStorage;
  /** Of the entry that was read last. */
  login: PendingLogin | undefined;
  time = 0;

  constructor(storage: LoginStorage) {
    this.#storage = storage;
  }

  keys(prefix: string): string[] {
    const keys = [];
    for (let i = 0; i < this.#storage.length; i += 1) {
      const key = this.#storage.key(i);
      if (key?.startsWith(prefix)) keys.push(key);
    }
    return keys;
  }

  read(key: string): number {
    const json = this.#storage.getItem(key);
    try {
      return this.#parse(json);
    } catch {
      // What somebody else wrote under our prefix, or another version, counts as nothing.
      return NOTHING;
    }
  }

  #parse(json: string | null): number {
    const { pending, used, expired } = JSON.parse(json ?? 'null');
    if (used !== undefined || expired !== undefined) {
      this.time = isoTime('entry', used ?? expired);
      return used === undefined ? EXPIRED : USED;
    }
    const read = readPending(pending);
    this.time = read.expiresAt;
    this.login = writePending(read);
    return PENDING;
  }

  write(key: string, kind: number, ms: number, login: PendingLogin | undefined): void {
    const name = kind === USED ? 'used' : 'expired';
    const entry = kind === PENDING ? { pending: login } : { [name]: new Date(ms).toISOString() };
    this.#storage.setItem(key, JSON.stringify(entry));
  }

  remove(key: string): void {
    this.#storage.removeItem(key);
  }
}
