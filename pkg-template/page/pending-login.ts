import {
  addPendingLogin,
  type LoginStorage,
  type PendingLogin,
  takePendingLogin,
} from '../wasm/page.js';

/** Pending logins in a Web Storage: one entry per state, expired ones swept, each usable once. */
export class PendingLogins {
  #storage: LoginStorage;
  #prefix: string;

  /** `prefix` is 'iamsmart:login:' by default. */
  constructor(storage: LoginStorage, prefix = 'iamsmart:login:') {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  add(pending: PendingLogin): void {
    addPendingLogin(this.#storage, this.#prefix, pending);
  }

  /**
   * Removes and returns the entry that the callback belongs to. Throws 'state-unknown', 'state-used'
   * or 'login-expired', each told apart for a day.
   */
  take(callbackUrl: string | URL, now?: Date): PendingLogin {
    return takePendingLogin(this.#storage, this.#prefix, callbackUrl, now);
  }
}
