/**
 * `iamsmart`: the page. Log in, prepare what is signed, show the identification code. Holds no
 * secret. Everything thrown is an `IamSmartError`.
 */
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export type * from '../fields.js';
export type {
  AuthorizationRequest,
  AuthorizationServer,
  Bytes,
  HashAlgorithm,
  IdentificationCodeInput,
  Joining,
  Lang,
  LoginGrant,
  LoginOptions,
  LoginStorage,
  PendingLogin,
  Pkce,
  Source,
} from '../wasm/page.js';
export {
  calculateCodeChallenge,
  canonicalizeJson,
  completeLogin,
  detectSource,
  generatePkce,
  generateState,
  hkicHash,
  identificationCode,
} from '../wasm/page.js';
export * from './app-link.js';
export { autofill, type FillableForm } from './autofill.js';
export * from './content.js';
export { beginLogin } from './login.js';
export { PendingLogins } from './pending-login.js';
