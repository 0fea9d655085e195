/**
 * `iamsmart`: the page. Log in, prepare what is signed, show the identification code. Holds no
 * secret. Everything thrown is an `IamSmartError`.
 */
import type { FormFillingFields } from '../fields.js';

export { type ErrorCode, IamSmartError } from '../error.js';
export * from '../fields.js';
export * from './app-link.js';

/** Raw bytes, or their standard (padded) Base64 text as iAM Smart sends it. */
export type Bytes = BufferSource | string;

// ─────────────────────────────────────── Log in ───────────────────────────────────────

export interface Pkce {
  /** 43 characters: 32 random bytes, base64url (RFC 7636 §4.1). */
  codeVerifier: string;
  /** base64url(SHA-256(codeVerifier)), 43 characters (RFC 7636 §4.2). */
  codeChallenge: string;
  codeChallengeMethod: 'S256';
}

export function generatePkce(): Pkce;

/** Throws 'code-verifier-invalid' for what RFC 7636 §4.1 does not allow. */
export function calculateCodeChallenge(codeVerifier: string): string;

/** 22 base64url characters from 16 random bytes: inside iAM Smart's limit of 36 and its alphabet. */
export function generateState(): string;

/**
 * The `source` that iAM Smart wants, from a User-Agent text, by the rules of an e-service in
 * production; what is none of the phones it knows is 'PC_Browser'.
 *
 * That is also what an iPad is (Safari on iPadOS says that it is a Mac), and an app's own browser on
 * iOS that does not say 'Safari': such a user is shown a QR code. The app's in-app browser,
 * 'Android_IMS_InAppBrowser' and 'iOS_IMS_InAppBrowser', is not told by any public source: say so
 * yourself where you know it.
 */
export function detectSource(userAgent: string): Source;

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

/**
 * Begins a login: go to `url`, keep `pending`.
 *
 * At iAM Smart, whose gateway knows no PKCE, `state` is made from the code verifier (36 characters),
 * and `EService.login` of `iamsmart/server` checks it. This makes a leaked callback address
 * worthless at the e-service and defeats login CSRF; it does not stop a thief who injects a stolen
 * code into a login of his own, because the gateway does not bind codes to states.
 */
export function beginLogin(options: LoginOptions): { url: string; pending: PendingLogin };

export interface LoginGrant {
  code: string;
  codeVerifier: string;
  redirectUri: string;
  state: string;
  /** Present in anonymous flows. */
  businessId?: string;
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
): LoginGrant;

/** What is used of a Web Storage; named here because a worker's types have no `Storage`. */
export interface LoginStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Pending logins in a Web Storage: one entry per state, expired ones swept, each usable once. */
export class PendingLogins {
  /** `prefix` is 'iamsmart:login:' where it is left out. */
  constructor(storage: LoginStorage, prefix?: string);
  add(pending: PendingLogin): void;
  /**
   * Removes and returns the entry that the callback belongs to. Throws 'state-unknown', 'state-used'
   * or 'login-expired', each told apart for a day.
   */
  take(callbackUrl: string | URL, now?: Date): PendingLogin;
}

// ────────────────────────────────────── Content ───────────────────────────────────────

/**
 * RFC 8785 canonical form of a JSON text. Refuses duplicate keys, lone surrogates, numbers that a
 * double cannot hold, and more than 512 levels.
 */
export function canonicalizeJson(json: string): Uint8Array<ArrayBuffer>;

export interface FormContent {
  /** The canonical JSON text that is hashed. */
  text: string;
  /** SHA-256 of `text` in UTF-8. */
  digest: Uint8Array<ArrayBuffer>;
  /** `digest` as iAM Smart's `hashCode` wants it. */
  hashCode: string;
}

/**
 * The signable form of a submitted form: fields in document order, newlines as LF, files by name,
 * type, size and SHA-256. `algorithm` is SHA-256; progress counts the bytes of all files.
 */
export function hashForm(
  form: FormData,
  about: { formName: string; formNumber?: string },
  options?: HashOptions,
): Promise<FormContent>;

export interface HashOptions {
  /** Where it is left out: 'SHA-256'. */
  algorithm?: 'SHA-256' | 'SHA-384' | 'SHA-512';
  /** In bytes; `total` where it is known. */
  onProgress?: (progress: { loaded: number; total?: number }) => void;
  /** Rejects with 'aborted', its reason as `cause`. */
  signal?: AbortSignal;
}

/** Hashes content of any size in constant memory; takes whatever the platform reads from. */
export function hashContent(
  content: string | BufferSource | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  options?: HashOptions,
): Promise<Uint8Array<ArrayBuffer>>;

/** The same, push style. `digest()` ends it: from then on 'hasher-finished'. */
export class ContentHasher {
  constructor(algorithm?: HashOptions['algorithm']);
  update(chunk: BufferSource): this;
  digest(): Uint8Array<ArrayBuffer>;
}

// ──────────────────────────────── What the user compares ───────────────────────────────

export interface IdentificationCodeInput {
  /** The digest that is signed: 32 bytes. */
  digest: Bytes;
  /** Whom it is bound to: the tokenised ID, or, in an anonymous request, HKIC hash and client ID. */
  boundTo: { openId: string } | { hkicHash: Bytes; clientId: string };
  /**
   * How the inputs are joined; 'raw' where it is left out. No public source confirms which of the
   * three the app uses: compare with the app first.
   */
  joining?: 'raw' | 'hashed-texts' | 'raw-digest-hashed-id';
}

/** Four decimal digits, the same that the app shows. */
export function identificationCode(input: IdentificationCodeInput): string;

/**
 * Base64(SHA-256(HKIC without its check digit)). Takes 'A123456(3)', 'A1234563' or 'A123456'; throws
 * 'hkic-check-digit' or 'hkic-format'.
 */
export function hkicHash(hkic: string): string;

// ───────────────────────────────────── Form filling ─────────────────────────────────────

/** What is used of a form; named here because a worker's types have no `HTMLFormElement`. */
export interface FillableForm {
  readonly elements: ArrayLike<unknown>;
}

/**
 * Puts what the user gave into a form, and fires `input` and `change` (radios and checkboxes are
 * clicked), so that React and Vue see it too. What goes into a control is found by, in this order:
 *
 * 1. `mapping`: the control's name by the field's path, e.g. `{ 'mobileNumber.national': 'phone' }`;
 * 2. the control's name, without regard to case, '_', '-', '.' and brackets: 'birthDate',
 *    'mobile_number', 'idNo[checkDigit]';
 * 3. its `autocomplete`: name, honorific-prefix, family-name, given-name, bday and its parts, sex,
 *    email, tel and its parts (also with home, work and mobile), street-address, address-line1 to 3,
 *    address-level1 to 3, country and country-name ('shipping' prefers the postal address).
 *
 * Paths are those of `FormFillingFields`, and beside them `enName.surname`, `enName.givenName`,
 * `birthDate.year`, `.month`, `.day`; of each telephone `.national`; of each address `.line1` to
 * `.line3`, `.region`, `.district`, `.subDistrict`, `.country`, `.countryName`.
 *
 * A select or radio group is left as it is where none of its choices says the value; a control is
 * left where it is disabled, read-only, hidden, a password or a file, or takes no such text or none
 * as long.
 *
 * Returns the fields that went into at least one control, and those that went into none.
 */
export function autofill(
  form: FillableForm,
  fields: FormFillingFields,
  mapping?: Record<string, string>,
): { filled: string[]; left: string[] };
