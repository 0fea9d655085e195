/**
 * `iamsmart/pdf`, for signatures in PDF files. Needs no secrets. Every error is an `IamSmartError`.
 */
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
