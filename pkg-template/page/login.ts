import { argumentReaders } from '../arguments.js';
import * as wasm from '../wasm/page.js';
import { type PendingLogin, readPending, writePending } from './pending-login.js';

/** A code verifier and its challenge (RFC 7636 §4). */
export interface Pkce {
  /** 43 characters: 32 random bytes, base64url (RFC 7636 §4.1). */
  codeVerifier: string;
  /** base64url(SHA-256(codeVerifier)), 43 characters (RFC 7636 §4.2). */
  codeChallenge: string;
  codeChallengeMethod: 'S256';
}

/** The user's device and browser, or the kind of app (iAM Smart API, getQR). */
export type Source =
  | 'PC_Browser'
  | `Android_${string}`
  | `iOS_${string}`
  | 'App_Link'
  | 'App_Package'
  | 'App_Scheme';

/** Who is asked to log the user in: iAM Smart's gateway, or any OAuth 2.0 authorization server. */
export type AuthorizationServer =
  | { kind: 'iamsmart'; gateway: string }
  | {
      kind: 'oauth2';
      authorizationEndpoint: string;
      /** What a callback's `iss` has to equal (RFC 9207). */
      issuer?: string;
      /** Refuse a callback without `iss`. */
      requireIssuer?: boolean;
    };

/** Options of `beginLogin`. */
export interface LoginOptions {
  /** https; http is accepted on a loopback host only ('endpoint-insecure'). */
  server: AuthorizationServer;
  clientId: string;
  /** Registered beforehand, or the gateway answers D20008. */
  redirectUri: string;
  /** e.g. ['eidapi_auth', 'eidapi_sign'] */
  scope: string[];
  /** Where it is left out: what `detectSource` says of this browser. */
  source?: Source;
  /** Sent as `ui_locales` to an OAuth 2.0 server. */
  lang?: 'en-US' | 'zh-HK' | 'zh-CN';
  /** iAM Smart only: try to open the app on this device before a QR code is shown. */
  brokerPage?: boolean;
  /** iAM Smart only: the ticket of an anonymous request. */
  ticketId?: string;
  now?: Date;
}

/** What a callback grants: what `EService.login` of `iamsmart/server` takes. */
export interface LoginGrant {
  code: string;
  codeVerifier: string;
  redirectUri: string;
  state: string;
  /** Present in anonymous flows. */
  businessId?: string;
}

const { object, text, optionalText, texts, flag, time } = argumentReaders(wasm);

/** Makes a new code verifier and its challenge (RFC 7636 §4.1, §4.2). */
export function generatePkce(): Pkce {
  const [codeVerifier, codeChallenge] = wasm.generatePkce();
  return { codeVerifier, codeChallenge, codeChallengeMethod: 'S256' };
}

/** Throws 'code-verifier-invalid' for what RFC 7636 §4.1 does not allow. */
export function calculateCodeChallenge(codeVerifier: string): string {
  return wasm.calculateCodeChallenge(text('codeVerifier', codeVerifier));
}

/** 22 base64url characters from 16 random bytes: inside iAM Smart's limit of 36 and its alphabet. */
export function generateState(): string {
  return wasm.generateState();
}

/**
 * The `source` that iAM Smart wants, from a User-Agent string, by the rules of an e-service in
 * production; what is none of the phones it knows is 'PC_Browser'.
 *
 * That is also what an iPad is (Safari on iPadOS says that it is a Mac), and an app's own browser on
 * iOS that does not say 'Safari': such a user is shown a QR code. The app's in-app browser,
 * 'Android_IMS_InAppBrowser' and 'iOS_IMS_InAppBrowser', is not told by any public source: say so
 * yourself where you know it.
 */
export function detectSource(userAgent: string): Source {
  return wasm.detectSource(text('userAgent', userAgent)) as Source;
}

/**
 * Begins a login: go to `url`, keep `pending`.
 *
 * At iAM Smart, whose gateway knows no PKCE, `state` is made from the code verifier (36 characters),
 * and `EService.login` of `iamsmart/server` checks it. This makes a leaked callback address
 * worthless at the e-service and defeats login CSRF; it does not stop a thief who injects a stolen
 * code into a login of his own, because the gateway does not bind codes to states.
 */
export function beginLogin(options: LoginOptions): { url: string; pending: PendingLogin } {
  const { server, clientId, redirectUri, scope, source, lang, brokerPage, ticketId, now } = object(
    'options',
    options,
  );
  const at = time('now', now);
  const scopes = texts('scope', scope);
  const about = object('server', server);
  const kind = text('kind', about.kind);
  const endpoint = kind === 'iamsmart' ? 'gateway' : 'authorizationEndpoint';
  const issuer = optionalText('issuer', about.issuer);
  const requireIssuer = flag('requireIssuer', about.requireIssuer);
  const address = text(endpoint, about[endpoint]);
  const client = text('clientId', clientId);
  const back = text('redirectUri', redirectUri);
  const [url, state, codeVerifier, expiresAt] = wasm.beginLogin(
    kind,
    address,
    issuer,
    requireIssuer,
    client,
    back,
    scopes,
    text('source', source ?? wasm.detectSource(globalThis.navigator?.userAgent ?? '')),
    optionalText('lang', lang),
    flag('brokerPage', brokerPage),
    optionalText('ticketId', ticketId),
    at,
  );
  const begun = { state, codeVerifier, redirectUri: back, expiresAt };
  const pending = kind === 'iamsmart' ? begun : { ...begun, issuer, requireIssuer };
  return { url, pending: writePending(pending) };
}

/**
 * Validates a callback URL against its pending login. Order: every parameter at most once; `iss`
 * (RFC 9207); `state`; expiry; then the server's own `error` / `error_code`; then `code`. In a code
 * a '+' stays a '+'.
 */
export function completeLogin(
  callbackUrl: string | URL,
  pending: PendingLogin,
  now?: Date,
): LoginGrant {
  const at = time('now', now);
  const { state, codeVerifier, redirectUri, issuer, requireIssuer, expiresAt } =
    readPending(pending);
  const [code, businessId] = wasm.completeLogin(
    String(callbackUrl),
    state,
    codeVerifier,
    issuer,
    requireIssuer,
    expiresAt,
    at,
  );
  return {
    code,
    codeVerifier,
    redirectUri,
    state,
    ...(businessId !== undefined && { businessId }),
  };
}
