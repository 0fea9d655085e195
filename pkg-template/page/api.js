import { contentFunctions } from '../content.js';
import * as wasm from '../wasm/page.js';

export { IamSmartError } from '../error.js';
export {
  calculateCodeChallenge,
  canonicalizeJson,
  detectSource,
  generatePkce,
  generateState,
  hkicHash,
  identificationCode,
} from '../wasm/page.js';
export { appLink, appLoginLink, corpIdLoginLink } from './app-link.js';
export { autofill } from './autofill.js';

export const { ContentHasher, hashContent, hashForm } = contentFunctions(wasm);

/** @param {import('./index.js').LoginOptions} options */
export function beginLogin(options) {
  const source = options.source ?? wasm.detectSource(globalThis.navigator?.userAgent ?? '');
  return wasm.beginLogin({ ...options, source });
}

/**
 * @param {string | URL} callbackUrl
 * @param {import('./index.js').PendingLogin} pending
 * @param {Date} [now]
 */
export function completeLogin(callbackUrl, pending, now) {
  return wasm.completeLogin(String(callbackUrl), pending, now);
}

export class PendingLogins {
  #storage;
  #prefix;

  /**
   * @param {import('./index.js').LoginStorage} storage
   * @param {string} [prefix]
   */
  constructor(storage, prefix = 'iamsmart:login:') {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  /** @param {import('./index.js').PendingLogin} pending */
  add(pending) {
    wasm.addPendingLogin(this.#storage, this.#prefix, pending);
  }

  /**
   * @param {string | URL} callbackUrl
   * @param {Date} [now]
   */
  take(callbackUrl, now) {
    return wasm.takePendingLogin(this.#storage, this.#prefix, String(callbackUrl), now);
  }
}
