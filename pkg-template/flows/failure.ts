import { IamSmartError } from '../error.js';
import { isGatewayRefusal } from '../server/errors.js';
import { FormDiffers, RequestOpen } from './errors.js';

/** HTTP statuses by code; 502 for what the gateway did, 400 for all others. */
const STATUSES: Partial<Record<string, number>> = {
  'form-differs': 409,
  'request-open': 409,
  'state-used': 409,
  'transaction-exists': 409,
  'content-too-large': 413,
  'module-trapped': 500,
  'key-encryption-key-invalid': 500,
};

/** The gateway no longer knows the user's access token: the user has to log in again. */
const TOKEN_ABSENT = 'D20009';

const OF_GATEWAY = /^(gateway|answer|content-key)-/;

/**
 * Answer to a page whose request failed: the status that fits, and in JSON `code` and `message` of an
 * error of this package, with `resultCode`, `open` and `differences` where it has them.
 *
 * | status | what failed |
 * |---|---|
 * | 401 | the gateway no longer knows the user's access token (D20009): log in again |
 * | 409 | 'form-differs', 'request-open', 'state-used', 'transaction-exists' |
 * | 413 | a form or content is too large |
 * | 502 | the gateway refused, failed, or could not be reached |
 * | 500 | everything that is no error of this package: it is written to the console, and nothing is told of it |
 * | 400 | all other errors of this package |
 *
 * An error with a `status` from 400 to 499 of its own keeps it, as those of `iamsmart/node` and of npm
 * http-errors do, with code and message.
 */
export function failure(error: unknown): Response {
  if (!(error instanceof IamSmartError)) return others(error);
  const { code, message } = error;
  return answer(statusOf(error), {
    code,
    message,
    ...(isGatewayRefusal(error) && { resultCode: error.resultCode }),
    ...(error instanceof RequestOpen && { open: error.open }),
    ...(error instanceof FormDiffers && { differences: error.differences }),
  });
}

/** Answer to an error that is not the package's: those of clients of stores have codes, too. */
function others(error: unknown): Response {
  const { status, code, message } = (error ?? {}) as Record<string, unknown>;
  if (isOfRequest(status)) return answer(status, { code, message });
  console.error(error);
  return answer(500, { code: 'internal' });
}

function statusOf(error: IamSmartError): number {
  const { status } = error as { status?: unknown };
  const known = STATUSES[error.code];
  if (known !== undefined) return known;
  if (isGatewayRefusal(error) && error.resultCode === TOKEN_ABSENT) return 401;
  if (OF_GATEWAY.test(error.code)) return 502;
  return isOfRequest(status) ? status : 400;
}

/** Client error (RFC 9110 §15.5). */
function isOfRequest(status: unknown): status is number {
  return typeof status === 'number' && status >= 400 && status < 500;
}

function answer(status: number, content: object): Response {
  const headers = { 'Cache-Control': 'no-store' };
  return Response.json(content, { status, headers });
}
