// What needs no WebAssembly: a bundle that uses nothing else has none of the module.
export { IamSmartError } from '../iamsmart-error.js';
export * from './app-link.js';
export {
  type AutofillOptions,
  type AutofillOutcome,
  type AutofillResult,
  autofill,
  type ChangedControl,
  type FillableForm,
} from './autofill.js';
