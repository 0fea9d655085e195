import type { IamSmartError } from '../error.js';
import type { FormFillingFields } from '../fields.js';
import type { BulkSigningResult } from './bulk.js';
import type { Fault, ResultCode, Retry } from './result-code.js';

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

/** `code` is 'gateway-status': the gateway answered with another HTTP status than 200. */
export interface GatewayStatus extends IamSmartError {
  readonly code: 'gateway-status';
  readonly status: number;
}

/** Times are ISO 8601 strings. */
export interface AccessToken {
  accessToken: string;
  /** The tokenised ID: who the user is to this e-service. Opaque. */
  openId: string;
  scope: string[];
  issuedAt: string;
  expiresAt: string;
  /** Moves when name, gender or birth date change, or the user registers anew. */
  lastModifiedAt: string;
  /** 'sign': iAM Smart+, which alone can sign; as the gateway says. */
  userType: 'default' | 'sign' | (string & {});
}

/** The response to a request. */
export interface Ticket {
  /** Opens the app on the user's own device; lives 18 minutes. */
  ticketId?: string;
  /** true: the user is on another device than the app, and is told to open it. */
  authByQr: boolean;
}

/** The result of a request, told apart by `kind`. */
export type CallbackResult =
  | FormFillingResult
  | SigningResult
  | PdfSigningResult
  | BulkSigningResult
  | StepUpResult
  | RefusedResult;

/** The fields that the user has given. */
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

/** A file that came beside the fields. */
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

/** A signature over a digest. */
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

/** The signature of a PDF. */
export interface PdfSigningResult {
  kind: 'pdf-signing';
  businessId: string;
  state?: string;
  /** What was signed, as the gateway says. */
  docDigest: string;
  /** PKCS#7 with certificate, signed hash and time, for the PDF's `/Contents`. */
  pdfSignature: Uint8Array<ArrayBuffer>;
}

/** Whether the user has authenticated again. */
export interface StepUpResult {
  kind: 'step-up';
  businessId: string;
  state?: string;
  passed: boolean;
}

/** A request that was not fulfilled. */
export interface RefusedResult {
  kind: 'refused';
  businessId: string;
  state?: string;
  resultCode: ResultCode | (string & {});
  message: string;
  fault?: Fault;
  retry: Retry;
}
