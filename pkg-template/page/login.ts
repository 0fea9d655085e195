import { invalid, isOurs, reading } from '../argument.js';
import type { IamSmartError } from '../error.js';
import {
  type AuthorizationRequest,
  beginLogin as begin,
  completeLogin as complete,
  type LoginGrant,
  type LoginOptions as LoginTerms,
  type PendingLogin,
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
  return reading('options', () => {
    checkRedirect(options?.redirectUri);
    return begin(options, userAgentOf(options));
  });
}

const CODES = [
  'authorization-refused',
  'login-cancelled',
  'login-failed',
  'login-rejected',
  'login-timeout',
] as const;

/** Error for a callback that says that there was no login. */
export interface LoginRefusal extends IamSmartError {
  readonly code: (typeof CODES)[number];
  /** `error` of OAuth 2.0 (RFC 6749 §4.1.2.1), as it was received. */
  readonly error?: string;
  /** `error_description` of OAuth 2.0, as it was received: show it as text, never as HTML. */
  readonly errorDescription?: string;
  /** `error_code` of iAM Smart, e.g. 'D40000', as it was received. */
  readonly errorCode?: string;
}

const REFUSALS: { [name in Exclude<keyof LoginRefusal, keyof IamSmartError>]: string } = {
  error: 'error',
  errorDescription: 'error_description',
  errorCode: 'error_code',
};

/** Returns true for the error of a callback that says that there was no login. */
export function isLoginRefusal(error: unknown): error is LoginRefusal {
  return isOurs(error) && (CODES as readonly string[]).includes(error.code);
}

/**
 * Validates a callback URL against its pending login and returns the grant. Checks, in this order:
 * every parameter of OAuth's and iAM Smart's at most once; `iss` (RFC 9207); `state`; expiry; the
 * server's `error` or `error_code`; `code`. Other parameters are ignored. A '+' in a code remains a
 * '+'.
 *
 * `now` is the time of the callback. Default: the current time. A refusal is a `LoginRefusal`.
 *
 * @throws IamSmartError 'callback-url-invalid', 'callback-parameter-repeated', 'issuer-missing',
 *   'issuer-mismatch', 'state-missing', 'state-mismatch', 'login-expired',
 *   'authorization-refused', 'login-cancelled', 'login-rejected', 'login-timeout', 'login-failed',
 *   'code-missing'; for an unusable `pending` 'state-invalid', 'code-verifier-invalid' or
 *   'invalid-argument'
 */
export function completeLogin(
  callbackUrl: string | URL,
  pending: PendingLogin,
  now?: Date,
): LoginGrant {
  try {
    return complete(callbackUrl, pending, now);
  } catch (error) {
    if (isLoginRefusal(error)) describe(error, callbackUrl);
    throw error;
  }
}

function describe(refusal: LoginRefusal, callbackUrl: string | URL): void {
  const address = typeof callbackUrl === 'string' ? callbackUrl : callbackUrl.href;
  const parameters = new URLSearchParams(/^[^?#]*\?([^#]*)/.exec(address)?.[1]);
  for (const [name, parameter] of Object.entries(REFUSALS)) {
    const value = parameters.get(parameter);
    if (value) Object.defineProperty(refusal, name, { value, enumerable: true });
  }
}

/** Schemes to which no browser follows a redirect from a server. */
const LOCAL_SCHEMES = /^(about|blob|chrome|data|file|filesystem|javascript|view-source):$/;

/** Refuses addresses to which no browser ever comes back; the module refuses the rest. */
function checkRedirect(uri: unknown): void {
  if (typeof uri !== 'string') return;
  // URL parsers mend wrong slashes; the server compares text with text.
  const isMended = /^https?:(?!\/\/[^/])|\\/i.test(uri);
  if (isMended || LOCAL_SCHEMES.test(schemeOf(uri) ?? 'about:')) {
    throw invalid('redirectUri', 'no browser can come back to it: it is no address of a page');
  }
}

function schemeOf(uri: string): string | undefined {
  try {
    return new URL(uri).protocol;
  } catch {
    return undefined;
  }
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
