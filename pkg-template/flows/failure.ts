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
 * | 401 | there is no session, or the gateway no longer knows the user's access token (D20009): log in again |
 * | 409 | 'form-differs', 'request-open', 'state-used', 'transaction-exists' |
 * | 413 | a form or content is too large |
 * | 429 | a limit is reached; `Retry-After` says when to come again |
 * | 502 | the gateway refused, failed, or could not be reached |
 * | 500 | everything that is no error of this package: it is written to the console, and nothing is told of it |
 * | 400 | all other errors of this package |
 *
 * An error with a `status` from 400 to 499 of its own keeps it, as those of `iamsmart/node` and of npm
 * http-errors do, with code and message.
 */
export function failure(error: unknown): Response {
  const { name, status, code, message, resultCode, open, differences, retryAfterMs } = known(error);
  // By its name: bundlers that split a server, as Next.js does, give each part a class of its own.
  if (name === 'IamSmartError' && typeof code === 'string') {
    const told = { code, message, resultCode, open, differences };
    return answer(statusOf(code, { status, resultCode }), told, retryAfterMs);
  }
  if (isOfRequest(status)) return answer(status, { code, message });
  // Clients of stores have codes, too, which are not for a page.
  logged(error);
  return answer(500, { code: 'internal' });
}

/** A console throws at some values: Node's at a view of bytes that are gone. */
function logged(error: unknown): void {
  try {
    console.error(error);
  } catch {
    console.error('iamsmart: an error that cannot be printed');
  }
}

/** What an error may have. */
type Known = Partial<
  Record<
    'name' | 'message' | 'status' | 'code' | 'resultCode' | 'open' | 'differences' | 'retryAfterMs',
    unknown
  >
>;

function known(error: unknown): Known {
  try {
    const { name, message, status, code, resultCode, open, differences, retryAfterMs } =
      error as Known;
    return { name, message, status, code, resultCode, open, differences, retryAfterMs };
  } catch {
    return {};
  }
}

function statusOf(code: string, { status, resultCode }: Known): number {
  const known = STATUSES[code];
  if (known !== undefined) return known;
  if (resultCode === TOKEN_ABSENT) return 401;
  if (OF_GATEWAY.test(code)) return 502;
  return isOfRequest(status) ? status : 400;
}

/** Client error (RFC 9110 §15.5). */
function isOfRequest(status: unknown): status is number {
  return typeof status === 'number' && status >= 400 && status < 500;
}

function answer(status: number, content: object, retryAfterMs?: unknown): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  // RFC 6585 §4, RFC 9110 §10.2.3.
  if (typeof retryAfterMs === 'number') {
    headers.set('Retry-After', `${Math.ceil(retryAfterMs / 1000)}`);
  }
  return Response.json(content, { status, headers });
}
