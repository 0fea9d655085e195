/**
 * `iamsmart/verify`: anyone who was handed a signature: page, edge worker, archive, auditor. Holds no
 * secret. Everything thrown is an `IamSmartError`, and is about arguments that cannot be read;
 * whatever can be read gets a report.
 */
export type { Bytes } from '../bytes.js';
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export * from './evidence.js';
export * from './jws.js';
export type * from './options.js';
export { ocspRequest, type RevocationPointers, revocationPointers } from './pointers.js';
export type * from './report.js';
export * from './revocation.js';
export * from './verification.js';
