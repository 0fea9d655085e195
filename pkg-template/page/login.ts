import { type AuthorizationRequest, beginLogin as begin, type LoginOptions } from '../wasm/page.js';

/**
 * Begins a login: go to `url`, keep `pending`.
 *
 * At iAM Smart, whose gateway knows no PKCE, `state` is made from the code verifier (36 characters),
 * and `EService.login` of `iamsmart/server` checks it. This makes a leaked callback address
 * worthless at the e-service and defeats login CSRF; it does not stop a thief who injects a stolen
 * code into a login of his own, because the gateway does not bind codes to states.
 */
export function beginLogin(options: LoginOptions): AuthorizationRequest {
  return begin(options, globalThis.navigator?.userAgent ?? '');
}
