/**
 * `iamsmart`, for web pages: begin and complete logins, prepare the digest to sign, show the
 * identification code. Needs no secrets of the e-service. Every error is an `IamSmartError`.
 *
 * @module iamsmart
 */
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
  LoginStorage,
  PendingLogin,
  Pkce,
  Source,
} from '../wasm/page.js';
export {
  calculateCodeChallenge,
  canonicalizeJson,
  detectSource,
  generatePkce,
  generateState,
  hkicHash,
  identificationCode,
} from '../wasm/page.js';
export * from './content.js';
export {
  beginLogin,
  completeLogin,
  isLoginRefusal,
  type LoginOptions,
  type LoginRefusal,
} from './login.js';
export { PendingLogins } from './pending-login.js';
export * from './plain.js';
