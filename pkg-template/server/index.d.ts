/**
 * `iamsmart/server`: the iAM Smart API, for the e-service's own server or edge worker. Holds the
 * secrets. Everything thrown is an `IamSmartError`.
 */
import type { IamSmartError } from '../error.js';
import type {
  Bytes,
  FormContent,
  HashOptions,
  IdentificationCodeInput,
  LoginGrant,
  Source,
} from '../page/index.js';

export { type ErrorCode, IamSmartError } from '../error.js';
/** That of `iamsmart/verify`, whose module it loads where it is first called. */
export {
  type FetchedRevocation,
  type FetchProblem,
  type FetchRevocationOptions,
  fetchRevocation,
} from '../verify/index.js';
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
  /** What stands before every path of the API: '/api/v1' where it is left out. */
  pathPrefix?: string;
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
 * Nothing is sent twice after an error: the request may have been carried out.
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
   * Asks the user for a signature over a digest. Show `identificationCode` at once; the result is
   * pushed to `redirectUri`, within 18 minutes or never.
   *
   * Keep what you asked for under `businessId` (`state`, the digest, whose session it is) before
   * you call: the callback may be faster than the answer.
   */
  requestSigning(
    request: AccountRequest & SigningRequest,
  ): Promise<Ticket & { identificationCode: string }>;

  /** Tells iAM Smart what became of a signature: accepted, rejected, or none received. */
  acknowledge(businessId: string, result: 'SR001' | 'SR002' | 'SR003'): Promise<void>;

  /**
   * Opens a push callback: unwraps the key that it came with, decrypts, checks its shape. Answer
   * HTTP 200 where this succeeds, and 400 where it throws: 'callback-unreadable' for everything
   * that does not open, whatever the reason; 'callback-too-large', 'callback-unsupported',
   * 'answer-field-invalid'.
   *
   * **That it opened does not say who sent it**: the KEK's certificate is no secret, and with it
   * anybody can encrypt. So before you believe a result:
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
  /** e.g. 'D20008' */
  readonly resultCode: string;
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

export interface SigningRequest {
  /** SHA-256, 32 bytes. */
  digest: Bytes;
  /** Where it is left out: 'SHA256withRSA', SHA-256 over the digest once more. */
  signatureAlgorithm?: 'SHA256withRSA' | 'NONEwithRSA';
  /** What `hkicHash` gives for the signer's HKIC number; another signer is refused with D70005. */
  hkicHash?: string;
  /** Shown to the user: 1 to 100 characters ('text-length'). */
  department: string;
  /** Shown to the user: 1 to 255 characters. */
  serviceName: string;
  /** Shown to the user: 1 to 255 characters. */
  documentName: string;
}

export interface Ticket {
  /** Opens the app on the user's own device; lives 18 minutes. */
  ticketId?: string;
  /** true: the user is on another device than the app, and is told to open it. */
  authByQr: boolean;
}

export type CallbackResult =
  | {
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
  | {
      kind: 'refused';
      businessId: string;
      state?: string;
      /** e.g. 'D70001' */
      resultCode: string;
      message: string;
    };

/** The signable form of a form as the server received it: the same text and digest as `hashForm` of `iamsmart` gave the page. */
export function hashForm(
  form: FormData,
  about: { formName: string; formNumber?: string },
  options?: HashOptions,
): Promise<FormContent>;
