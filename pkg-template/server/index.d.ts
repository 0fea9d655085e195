/**
 * `iamsmart/server`: the iAM Smart API, for the e-service's own server or edge worker. Holds the
 * secrets. Everything thrown is an `IamSmartError`.
 */
import type { IamSmartError } from '../error.js';
import type { EMEField, FormFillingFields, ProfileField } from '../fields.js';
import type {
  Bytes,
  FormContent,
  HashOptions,
  IdentificationCodeInput,
  LoginGrant,
  Source,
} from '../page/index.js';

import type { BulkSigningRequest, BulkSigningResult } from './bulk.js';
import type { Fault, ResultCode, Retry } from './result-code.js';

export { type ErrorCode, IamSmartError } from '../error.js';
export * from '../fields.js';
/** That of `iamsmart/verify`, whose module it loads where it is first called. */
export {
  type FetchedRevocation,
  type FetchProblem,
  type FetchRevocationOptions,
  fetchRevocation,
} from '../verify/index.js';
export * from './bulk.js';
export * from './result-code.js';
export * from './transactions.js';
export type { Bytes, FormContent, HashOptions, LoginGrant, Source };

export interface EServiceConfig {
  /** 'https://apigw.iamsmart.gov.hk'; http on a loopback host only ('endpoint-insecure'). */
  gateway: string;
  clientId: string;
  clientSecret: string;
  /**
   * The KEK's private key (PKCS#8, PEM or DER; RSA of 2048 bits or more), or a function that unwraps
   * with a key held elsewhere (KMS, HSM): RSAES-PKCS1-v1_5, the plaintext as it is. Such a function
   * should take equally long for a ciphertext with a wrong padding; inside a callback its failure
   * ends as 'callback-unreadable', like every other.
   */
  keyEncryptionKey: Bytes | ((wrapped: Uint8Array) => Promise<Uint8Array>);
  /** The platform's own where it is left out; e.g. one that presents a client certificate. */
  fetch?: typeof fetch;
  now?: () => Date;
  /** How long the gateway may take for one answer, body included: 15,000 ms where it is left out. */
  timeoutMs?: number;
  /**
   * How long after a call's first attempt another may begin, in milliseconds: 20,000 where it is
   * left out, 0: none ever.
   */
  repeatMs?: number;
  /** What stands before every path of the API: '/api/v1' where it is left out. */
  pathPrefix?: string;
  /** Endpoints that public sources disagree on, or know from the sibling system CorpID alone. */
  paths?: {
    /**
     * '/account/eme/initiateRequest' where it is left out, as one e-service in production has it;
     * another integration has '/account/auth/eme/initiateRequest'.
     */
    formFilling?: string;
    /**
     * '/account/stepup/initiateRequest' where it is left out, as one e-service in production has
     * it; newer versions of the API are said to have another one for the face.
     */
    stepUp?: string;
    /** '/bdss/initiateRequest' where it is left out: CorpID's. */
    bulkSigning?: string;
  };
  /**
   * Refuse callbacks that do not come with the gateway's client certificate
   * ('client-certificate-refused'); where it is left out, none is asked for.
   */
  clientCertificate?: {
    /**
     * SHA-256 fingerprints that are accepted, in hexadecimal digits; where they are left out: every
     * certificate that the platform has verified.
     */
    sha256?: string[];
    /** What the platform says; where it is left out: `request.cf.tlsClientAuth` of Cloudflare. */
    of?: (
      request: Request | { body: string },
    ) => ClientCertificate | undefined | Promise<ClientCertificate | undefined>;
  };
  /** How the identification code's inputs are joined; see `identificationCode` of `iamsmart`. */
  joining?: IdentificationCodeInput['joining'];
}

/**
 * The iAM Smart API. Signs and encrypts every call, keeps the content key, and renews it once where
 * the gateway says so (D30001 to D30004). One instance serves any number of calls at once; they
 * share one `getKey`.
 *
 * Every call may throw 'gateway-unreachable', 'gateway-timeout', 'gateway-status',
 * 'gateway-answer-invalid', 'gateway-answer-too-large', 'answer-undecryptable',
 * 'answer-field-invalid', 'content-key-unwrap', and 'gateway-refused' ({@link GatewayRefusal}).
 *
 * What is sent again, at most three times within `repeatMs`, waiting 0.5, 1 and 2 s or as long as
 * `Retry-After` says, and what is not:
 *
 * | call | HTTP 429 | HTTP 500, 503 |
 * |---|---|---|
 * | `getKey`, `revokeKey`, `acknowledge`, `getResult` | again | again: twice is as good as once |
 * | `getToken`, `requestProfile`, `requestFormFilling`, `requestStepUp` | again: it was not looked at | not: it may have been carried out |
 * | `requestSigning`, `requestPdfSigning`, `requestBulkSigning` | not | not: one businessID, one request |
 *
 * Nothing is sent again after a connection that broke or a gateway that did not answer in time.
 */
export class EService {
  /** Throws 'invalid-argument', 'endpoint-insecure' or 'key-encryption-key-invalid'. */
  constructor(config: EServiceConfig);

  /**
   * Logs a user in: checks that the grant's `state` was made from its code verifier
   * ('state-not-bound'), then redeems the code. Take each `state` once.
   */
  login(grant: LoginGrant): Promise<AccessToken>;

  /**
   * Redeems a code without that check: for logins that were not begun with `beginLogin`. A code
   * lives 30 seconds and works once; else 'gateway-refused' with D40004.
   */
  getToken(grant: { code: string }): Promise<AccessToken>;

  /**
   * Asks the user for the profile. The result is pushed to `redirectUri`, within 18 minutes or
   * never.
   *
   * Here and below: keep what you asked for under `businessId` (`Transactions.begin`) before you
   * call, because the callback may be faster than the answer.
   */
  requestProfile(request: AccountRequest & ProfileRequest): Promise<Ticket>;

  /** Asks the user for fields of a form. The result is pushed. */
  requestFormFilling(request: AccountRequest & FormFillingRequest): Promise<Ticket>;

  /** Asks the user to show again who he is. Whether he did is pushed. */
  requestStepUp(request: AccountRequest): Promise<Ticket>;

  /** Asks the user for a signature over a digest. Show `identificationCode` at once. */
  requestSigning(
    request: AccountRequest & SigningRequest,
  ): Promise<Ticket & { identificationCode: string }>;

  /** Asks the user to sign a PDF. Show `identificationCode` at once. */
  requestPdfSigning(
    request: AccountRequest & PdfSigningRequest,
  ): Promise<Ticket & { identificationCode: string }>;

  /**
   * Asks the user for the signatures of up to 1,000 documents, which are pushed in
   * `totalCallbacks` callbacks; see `collectBulkSigning`. Known from the sibling system CorpID
   * alone: whether plain iAM Smart has it is not public.
   */
  requestBulkSigning(
    request: AccountRequest & BulkSigningRequest,
  ): Promise<Ticket & { totalCallbacks: number }>;

  /**
   * The same without login: send the browser to `beginLogin` with the ticket's `ticketId`, redeem
   * the code that comes back, and fetch the result with the token.
   */
  readonly anonymous: {
    requestFormFilling(request: AnonymousRequest & FormFillingRequest): Promise<Ticket>;
    /** `hkicHash` has to be there: it names the signer. */
    requestSigning(
      request: AnonymousRequest & SigningRequest & { hkicHash: Bytes },
    ): Promise<Ticket & { identificationCode: string }>;
    /** `hkicHash` has to be there: it names the signer. */
    requestPdfSigning(
      request: AnonymousRequest & PdfSigningRequest & { hkicHash: Bytes },
    ): Promise<Ticket & { identificationCode: string }>;
    /**
     * Fetches the result. With `businessId`, a request that the user refused or did not answer is
     * a result of kind 'refused'; without, it throws 'gateway-refused'.
     */
    getResult(
      kind: 'eme' | 'signing' | 'pdfsigning',
      token: Pick<AccessToken, 'accessToken' | 'openId'>,
      businessId?: string,
    ): Promise<CallbackResult>;
  };

  /** Tells iAM Smart what became of a signature: accepted, rejected, or none received. */
  acknowledge(businessId: string, result: 'SR001' | 'SR002' | 'SR003'): Promise<void>;

  /** Ends the content key; the next call fetches a new one. */
  revokeKey(): Promise<void>;

  /**
   * Opens a push callback, JSON or `multipart/form-data`: unwraps the key that it came with,
   * decrypts, checks its shape. Answer HTTP 200 where this succeeds, and 400 where it throws:
   * 'callback-unreadable' for everything that does not open, whatever the reason;
   * 'callback-too-large', 'callback-unsupported', 'answer-field-invalid',
   * 'client-certificate-refused'.
   *
   * **That it opened does not say who sent it**: the KEK's certificate is no secret, and with it
   * anybody can encrypt. So before you believe a result (`Transactions.arrive` and `take` do the
   * first three):
   * - find the pending request of its `businessId`, which was random (`crypto.randomUUID()`) and
   *   which only you, the gateway and the user's app know; no such request: it belongs to nobody;
   * - compare `state` with the one of that request;
   * - take the pending request out of the store in the same step, so that a second callback finds
   *   none: it is a replay, or a repeated delivery, and changes nothing;
   * - compare `hashCode` with the digest that you sent, and verify signature and certificate with
   *   `iamsmart/verify`. `resultCode` and `message` of a refusal stand outside of the encryption:
   *   nothing but TLS, and a client certificate where your platform checks it, vouches for them.
   */
  openCallback(request: Request | { body: string }): Promise<CallbackResult>;
}

/** `code` is 'gateway-refused': the gateway answered with another result code than D00000. */
export interface GatewayRefusal extends IamSmartError {
  readonly code: 'gateway-refused';
  readonly resultCode: ResultCode | (string & {});
  /** Who can mend it; left out where public sources do not say. */
  readonly fault?: Fault;
  /** What helps. */
  readonly retry: Retry;
  /** The gateway's own words. */
  readonly gatewayMessage: string;
  /** What the iAM Smart team can find the call by. */
  readonly txId: string;
}

/** Times are ISO 8601 texts. */
export interface AccessToken {
  accessToken: string;
  /** The tokenised ID: who the user is to this e-service. Opaque. */
  openId: string;
  scope: string[];
  issuedAt: string;
  expiresAt: string;
  /** Moves when name, gender or birth date change, or the user registers anew. */
  lastModifiedAt: string;
  /** 'sign': iAM Smart+, which alone can sign. */
  userType: 'default' | 'sign';
}

export interface AccountRequest {
  /** 1 to 36 characters, never used before; random, e.g. `crypto.randomUUID()`. */
  businessId: string;
  accessToken: string;
  openId: string;
  source: Source;
  /** Where the result is pushed to; registered beforehand, or the gateway answers D20008. */
  redirectUri: string;
  /** 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'; comes back with the result. */
  state: string;
  lang?: 'en-US' | 'zh-HK' | 'zh-CN';
}

export interface ClientCertificate {
  /** Whether the platform has verified its path. */
  verified: boolean;
  /** SHA-256 of the certificate's DER, in hexadecimal digits. */
  sha256?: string;
}

export interface AnonymousRequest {
  /** 1 to 36 characters, never used before; random, e.g. `crypto.randomUUID()`. */
  businessId: string;
  /** 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'; comes back with the result. */
  state: string;
  lang?: 'en-US' | 'zh-HK' | 'zh-CN';
}

export interface ProfileRequest {
  /** At least one. */
  profileFields: (ProfileField | (string & {}))[];
}

export interface FormFillingRequest {
  eMEFields: (EMEField | (string & {}))[];
  /** What is in both lists is shown to the user as a field of the profile. */
  profileFields?: (ProfileField | (string & {}))[];
  /** Shown to the user: 1 to 255 characters. */
  formName: string;
  /** 1 to 20 characters. */
  formNum?: string;
  /** 1 to 255 characters. */
  formDesc?: string;
  /** Where it is left out: 'application/json'. With the other, files may come beside the fields. */
  callbackContentType?: 'application/json' | 'multipart/form-data';
}

/** What the signer has to pass before he signs (medium confidence). */
export interface StepUp {
  /** Face recognition, the identity card read by the phone, or both. */
  method: 'FR' | 'NFC' | 'FR+NFC';
  /** 0 to 720. */
  waitHours?: number;
}

export interface SigningRequest {
  /** SHA-256, or for 'NONEwithSM2' SM3: 32 bytes. */
  digest: Bytes;
  /**
   * Where it is left out: 'SHA256withRSA', SHA-256 over the digest once more. That iAM Smart takes
   * the two over SM2 is unconfirmed; its sibling CorpID does.
   */
  signatureAlgorithm?: 'SHA256withRSA' | 'NONEwithRSA' | 'SM3withSM2' | 'NONEwithSM2';
  /** What `hkicHash` gives for the signer's HKIC number; another signer is refused with D70005. */
  hkicHash?: Bytes;
  /** Shown to the user: 1 to 100 characters ('text-length'). */
  department: string;
  /** Shown to the user: 1 to 255 characters. */
  serviceName: string;
  /** Shown to the user: 1 to 255 characters. */
  documentName: string;
  stepUp?: StepUp;
}

export interface PdfSigningRequest extends Omit<SigningRequest, 'digest' | 'signatureAlgorithm'> {
  /**
   * SHA-256 of the PDF's byte range, prepared with filter `Adobe.PPKLite` and subfilter
   * `adbe.pkcs7.detached`.
   */
  docDigest: Bytes;
}

export interface Ticket {
  /** Opens the app on the user's own device; lives 18 minutes. */
  ticketId?: string;
  /** true: the user is on another device than the app, and is told to open it. */
  authByQr: boolean;
}

export type CallbackResult =
  | FormFillingResult
  | SigningResult
  | PdfSigningResult
  | BulkSigningResult
  | StepUpResult
  | RefusedResult;

export interface FormFillingResult {
  /** 'profile' where none but fields of a profile came: a form that asked for no others looks alike. */
  kind: 'profile' | 'form-filling';
  businessId: string;
  state?: string;
  fields: FormFillingFields;
  /**
   * Fields that came in a form that is not to be relied on (an HKIC number with another check
   * digit, a file with another hash); they are in `fields.other`, as they came.
   */
  unreadable: string[];
  /** Files that came beside the fields; a bill's is in `fields.addressDocFile` as well. */
  files: CallbackFile[];
}

export interface CallbackFile {
  /** The part's name. */
  name: string;
  /** As the sender wrote it: not a path to be trusted. */
  fileName: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether it came encrypted with the callback's key. */
  encrypted: boolean;
}

export interface SigningResult {
  kind: 'signing';
  businessId: string;
  state?: string;
  /** What was signed, as the gateway says. */
  hashCode: string;
  signature: Uint8Array<ArrayBuffer>;
  /** The signer's certificate, DER. */
  certificate: Uint8Array<ArrayBuffer>;
  /** ISO 8601; claimed, not proven. */
  timestamp: string;
}

export interface PdfSigningResult {
  kind: 'pdf-signing';
  businessId: string;
  state?: string;
  /** What was signed, as the gateway says. */
  docDigest: string;
  /** PKCS#7 with certificate, signed hash and time, for the PDF's `/Contents`. */
  pdfSignature: Uint8Array<ArrayBuffer>;
}

export interface StepUpResult {
  kind: 'step-up';
  businessId: string;
  state?: string;
  passed: boolean;
}

export interface RefusedResult {
  kind: 'refused';
  businessId: string;
  state?: string;
  resultCode: ResultCode | (string & {});
  message: string;
  fault?: Fault;
  retry: Retry;
}

/** The signable form of a form as the server received it: the same text and digest as `hashForm` of `iamsmart` gave the page. */
export function hashForm(
  form: FormData,
  about: { formName: string; formNumber?: string },
  options?: HashOptions,
): Promise<FormContent>;
