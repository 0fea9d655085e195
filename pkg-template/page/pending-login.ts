import {
  addPendingLogin,
  type LoginStorage,
  type PendingLogin,
  takePendingLogin,
} from '../wasm/page.js';

/**
 * Pending logins in a Web Storage: one entry for each `state`. Each can be used once; expired
 * entries are deleted.
 */
export class PendingLogins {
  #storage: LoginStorage;
  #prefix: string;

  /** Default of `prefix`, the prefix of the storage keys: 'iamsmart:login:'. */
  constructor(storage: LoginStorage, prefix = 'iamsmart:login:') {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  /**
   * Stores a pending login.
   *
   * @throws IamSmartError 'storage-failed', 'invalid-argument', 'state-invalid',
   *   'code-verifier-invalid'
   */
  add(pending: PendingLogin): void {
    addPendingLogin(this.#storage, this.#prefix, pending);
  }

  /**
   * Removes and returns the pending login of a callback. Default of `now`: the current time. For a
   * day, a used or expired login is told apart from an unknown one.
   *
   * @throws IamSmartError 'state-unknown', 'state-used', 'login-expired', 'state-missing',
   *   'callback-url-invalid', 'callback-parameter-repeated', 'storage-failed'
   */
  take(callbackUrl: string | URL, now?: Date): PendingLogin {
    return takePendingLogin(this.#storage, this.#prefix, callbackUrl, now);
  }
}
