/**
 * `iamsmart`: the page. Log in, prepare what is signed, show the identification code. Holds no
 * secret. Everything thrown is an `IamSmartError`.
 */
export type { Bytes } from '../bytes.js';
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export type * from '../fields.js';
export * from './app-link.js';
export { autofill, type FillableForm } from './autofill.js';
export * from './content.js';
export * from './login.js';
export { type LoginStorage, type PendingLogin, PendingLogins } from './pending-login.js';
export * from './signing.js';
