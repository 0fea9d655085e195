import { isOurs } from '../argument.js';
import type { IamSmartError } from '../error.js';
import type { Fault, Retry } from '../wasm/server.js';
import type { ResultCode } from './result-code.js';

/** Error for a result code other than D00000. `code` is 'gateway-refused'. */
export interface GatewayRefusal extends IamSmartError {
  readonly code: 'gateway-refused';
  /** Result code of the gateway. */
  readonly resultCode: ResultCode | (string & {});
  /** Party that can fix the cause; undefined if public sources do not say. */
  readonly fault?: Fault;
  /** Remedy. */
  readonly retry: Retry;
  /** Message of the gateway. */
  readonly gatewayMessage: string;
  /** Transaction ID, by which the iAM Smart team can find the call. */
  readonly txId: string;
}

/** Error for an HTTP status other than 200. `code` is 'gateway-status'. */
export interface GatewayStatus extends IamSmartError {
  readonly code: 'gateway-status';
  /** HTTP status of the response. */
  readonly status: number;
}

/** Returns true for the error of a call that the gateway refused with a result code. */
export function isGatewayRefusal(error: unknown): error is GatewayRefusal {
  return isOurs(error) && error.code === 'gateway-refused';
}

/** Returns true for the error of a call that got another HTTP status than 200. */
export function isGatewayStatus(error: unknown): error is GatewayStatus {
  return isOurs(error) && error.code === 'gateway-status';
}
