import { IamSmartError as ThrownError } from './error.js';
import type { ErrorCode } from './error-code.js';
import type { FormDiffers, RequestOpen } from './flows/errors.js';
import type { ModuleUnusable } from './load.js';
import type { LoginRefusal } from './page/login.js';
import type { GatewayRefusal, GatewayStatus } from './server/errors.js';

/** Errors that say more than their code and message. */
type Detailed =
  | FormDiffers
  | GatewayRefusal
  | GatewayStatus
  | LoginRefusal
  | ModuleUnusable
  | RequestOpen;

/** All other errors of the package. */
interface Plain extends ThrownError {
  readonly code: Exclude<ErrorCode, Detailed['code']>;
}

interface ErrorClass {
  new (code: ErrorCode, message: string, options?: { cause?: unknown }): ThrownError;
  /** What `instanceof` narrows to. */
  readonly prototype: IamSmartError;
}

/**
 * Error of the package. `code` is stable and typed, and narrows: an error with the code
 * 'gateway-refused' has a `resultCode`.
 */
export type IamSmartError = Detailed | Plain;

/** Error class of the package. */
export const IamSmartError = ThrownError as ErrorClass;
