import { type AuthorizationRequest, beginLogin as begin, type LoginOptions } from '../wasm/page.js';

/**
 * Creates an authorization request. Send the browser to `url` and keep `pending` until the callback
 * (`PendingLogins`).
 *
 * iAM Smart's gateway does not support PKCE. For it, `state` is derived from the code verifier (36
 * characters), and `EService.login` of `iamsmart/server` checks it. This makes a leaked callback
 * address worthless at the e-service and defeats login CSRF. It does not stop an attacker who
 * injects a stolen code into their own login, because the gateway does not bind codes to states.
 *
 * @throws IamSmartError 'endpoint-insecure', 'invalid-argument', 'random-unavailable'
 */
export function beginLogin(options: LoginOptions): AuthorizationRequest {
  return begin(options, browsersUserAgent());
}

/** Returns the browser's User-Agent. That of a server's runtime says nothing about the user. */
function browsersUserAgent(): string | undefined {
  const userAgent = globalThis.navigator?.userAgent;
  // Every browser's begins so, for the sake of old servers; no runtime's does.
  return userAgent?.startsWith('Mozilla/') ? userAgent : undefined;
}
