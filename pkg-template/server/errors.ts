import type { IamSmartError } from '../error.js';
import type { Fault, Retry } from '../wasm/server.js';
import type { ResultCode } from './result-code.js';

/** `code` is 'gateway-refused': the gateway answered with another result code than D00000. */
export interface GatewayRefusal extends IamSmartError {
  readonly code: 'gateway-refused';
  readonly resultCode: ResultCode | (string & {});
  /** Who can mend it; left out where public sources do not say. */
  readonly fault?: Fault;
  /** What helps. */
  readonly retry: Retry;
  /** The gateway's own words. */
  readonly gatewayMessage: string;
  /** What the iAM Smart team can find the call by. */
  readonly txId: string;
}

/** `code` is 'gateway-status': the gateway answered with another HTTP status than 200. */
export interface GatewayStatus extends IamSmartError {
  readonly code: 'gateway-status';
  readonly status: number;
}
