/**
 * `iamsmart/server`: the iAM Smart API, for the e-service's own server or edge worker. Holds the
 * secrets. Everything thrown is an `IamSmartError`.
 */
export type { Bytes } from '../bytes.js';
export type { FormAbout, FormContent, HashOptions } from '../content.js';
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export type * from '../fields.js';
export type { LoginGrant, Source } from '../page/login.js';
export * from './bulk.js';
export type { ClientCertificate } from './callback.js';
export type * from './configuration.js';
export { EService } from './eservice.js';
export { hashForm } from './form.js';
export { MemoryStore } from './memory-store.js';
export type * from './requests.js';
export * from './result-code.js';
export type * from './results.js';
export * from './revocation.js';
export type { TransactionStore, WriteOptions } from './transaction-store.js';
export {
  type NewTransaction,
  type TransactionState,
  Transactions,
  type TransactionsOptions,
} from './transactions.js';
