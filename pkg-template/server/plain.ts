// What needs no WebAssembly: a bundle that uses nothing else has none of the module.
export { IamSmartError } from '../iamsmart-error.js';
export * from './errors.js';
export { type FormLimits, formDataOf } from './form-data.js';
export { type AnyHeaders, requireSameOrigin, type WithHeaders } from './headers.js';
export { type BodyLimits, bodyWithin, type LimitedBody, readBody } from './limited-body.js';
export * from './limits.js';
export { MemoryStore, type MemoryStoreOptions } from './memory-store.js';
export { AuthenticatedNames } from './names.js';
export { RequestProblem } from './request-problem.js';
export { type Session, Sessions, type SessionsOptions } from './sessions.js';
