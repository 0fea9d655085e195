/**
 * `iamsmart/server`, the iAM Smart API for the e-service's own server or edge worker. Holds the
 * e-service's secrets. Every error is an `IamSmartError`.
 */
export type { HashOptions } from '../content.js';
export type { ErrorCode } from '../error-code.js';
export type * from '../fields.js';
export type { FormAbout, FormContent } from '../form-content.js';
export type { LoginGrant } from '../wasm/page.js';
export type {
  AccessToken,
  Account,
  AccountRequest,
  AnonymousKind,
  AnonymousRequest,
  BulkDocument,
  BulkExpected,
  BulkSignature,
  BulkSigningRequest,
  BulkSigningResult,
  Bytes,
  CallbackContentType,
  CallbackFile,
  CallbackResult,
  Device,
  Digest,
  Fault,
  FormFillingRequest,
  FormFillingResult,
  GatewayConfig,
  GatewayPaths,
  Joining,
  Lang,
  PdfSigningRequest,
  PdfSigningResult,
  ProfileRequest,
  RefusedResult,
  ResultCodeInfo,
  Retry,
  SharedFields,
  SharedFieldsRequest,
  SigningOutcome,
  SigningRequest,
  SigningResult,
  Source,
  StepUp,
  StepUpResult,
  Ticket,
  TokenHolder,
} from '../wasm/server.js';
export { resultCode } from '../wasm/server.js';
export * from './bulk.js';
export type { CallbackRequest, ClientCertificate, ReadCallback } from './callback.js';
export type * from './configuration.js';
export { type AnonymousRequests, EService, type SigningTicket } from './eservice.js';
export { hashForm } from './form.js';
export * from './plain.js';
export type { Registration } from './registration.js';
export type { ResultCode } from './result-code.js';
export * from './revocation.js';
export * from './timestamp.js';
export type { TransactionStore, WriteOptions } from './transaction-store.js';
export {
  type NewTransaction,
  type TransactionState,
  Transactions,
  type TransactionsOptions,
} from './transactions.js';
