import {
  type AuthorizationRequest,
  beginLogin as begin,
  type LoginOptions as LoginTerms,
} from '../wasm/page.js';

/** Options of a login. */
export interface LoginOptions extends LoginTerms {
  /**
   * User-Agent of the user, from which `source` is detected if there is none. Default: this
   * browser's. On a server, pass that of the user's request, or `source`.
   */
  userAgent?: string;
}

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
  return begin(options, userAgentOf(options));
}

function userAgentOf(options?: LoginOptions): string | undefined {
  const browsers = globalThis.navigator?.userAgent;
  if (options?.userAgent !== undefined) return options.userAgent;
  // Every browser's begins so, for the sake of old servers. That of a server's runtime does not, and
  // says nothing about the user.
  if (browsers?.startsWith('Mozilla/')) return browsers;
  // An OAuth 2.0 server is not told the source.
  return options?.server?.kind === 'oauth2' ? '' : undefined;
}
