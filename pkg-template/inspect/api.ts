/**
 * `iamsmart/inspect`, for anyone who looks into a certificate rather than judges it. Needs no secrets.
 * Every error is an `IamSmartError`.
 */
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export type {
  CertificateInspection,
  Encoded,
  InspectedField,
  InspectOptions,
  Language,
  ReaderDifference,
} from '../wasm/inspect.js';
export { inspectCertificate } from '../wasm/inspect.js';
