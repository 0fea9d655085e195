// What needs no WebAssembly: a bundle that uses nothing else has none of the module.
export { IamSmartError } from '../iamsmart-error.js';
export * from './errors.js';
export { type FormLimits, formDataOf } from './form-data.js';
export { type BodyLimits, type LimitedBody, readBody } from './limited-body.js';
export * from './limits.js';
export { MemoryStore, type MemoryStoreOptions } from './memory-store.js';
export { RequestProblem } from './request-problem.js';
