/**
 * `iamsmart/flows`, for the server of an e-service: login, form filling and signing from the request to
 * an outcome that was compared, verified, told and acknowledged. Loads the modules of `iamsmart`,
 * `iamsmart/server` and `iamsmart/verify`. Every error is an `IamSmartError`.
 */
export type { ErrorCode } from '../error-code.js';
export { IamSmartError } from '../iamsmart-error.js';
export { type FormLimits, formDataOf } from '../server/form-data.js';
export { RequestProblem } from '../server/request-problem.js';
export { hkicHash } from '../wasm/page.js';
export type { FormDifference } from '../wasm/server.js';
export { formDifference } from '../wasm/server.js';
export type { CallbackOptions } from './callback.js';
export * from './errors.js';
export type { Listener } from './events.js';
export { failure } from './failure.js';
export { Flows, type RunOptions } from './flows.js';
export type { BeginLoginOptions, LoginFlow } from './login.js';
export type * from './options.js';
export type {
  OpenRequest,
  Outcome,
  Settled,
  SignatureTimestamp,
  SignedOutcome,
  Timestamped,
} from './outcome.js';
export type { ValidationData } from './revocation-data.js';
export type { ServeOptions } from './serve.js';
