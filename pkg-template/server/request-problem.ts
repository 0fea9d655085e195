import { IamSmartError } from '../error.js';

/** HTTP status by the code of the error. */
const STATUS = {
  'body-broken': 400,
  'form-malformed': 400,
  'request-malformed': 400,
  'session-repeated': 400,
  'not-logged-in': 401,
  'foreign-origin': 403,
  'body-too-slow': 408,
  'body-too-large': 413,
  'form-media-type': 415,
  'too-many-requests': 429,
  'body-taken': 500,
} as const;

type Code = keyof typeof STATUS;

/** Body that exceeds its limits. */
export class BodyProblem extends Error {
  readonly status: 413 | 408;

  constructor(status: 413 | 408) {
    super(status === 413 ? 'The body is too long.' : 'The body is too slow.');
    this.status = status;
  }
}

/**
 * Request that cannot be read, or is refused. `status` is the HTTP status that fits; Express and
 * Fastify answer with it if the error reaches them, and `failure` of `iamsmart/flows` does.
 *
 * | code | status | |
 * |---|---|---|
 * | 'body-broken' | 400 | the connection broke before the body's end |
 * | 'form-malformed' | 400 | the body is no form as browsers send it |
 * | 'request-malformed' | 400 | target or host of the request are no URL |
 * | 'session-repeated' | 400 | it has several session cookies, of which one is somebody else's |
 * | 'not-logged-in' | 401 | it has no session, or that has ended |
 * | 'foreign-origin' | 403 | a page of another origin has sent it |
 * | 'body-too-slow' | 408 | `timeoutMs` or `idleMs` is over |
 * | 'body-too-large' | 413 | `maxBytes` or `maxParts` is exceeded |
 * | 'form-media-type' | 415 | not a form's media type |
 * | 'too-many-requests' | 429 | a limit is reached; `retryAfterMs` says when to come again |
 * | 'body-taken' | 500 | a middleware has read the body before: a mistake of the server's own |
 */
export class RequestProblem extends IamSmartError {
  /** HTTP status that fits. */
  readonly status: (typeof STATUS)[Code];
  /** 'too-many-requests' only: time after which the client may come again, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(
    code: Code,
    message: string,
    { retryAfterMs, ...options }: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(code, message, options);
    this.status = STATUS[code];
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }

  /** The same as `status`, by the name that Fastify reads. */
  get statusCode(): number {
    return this.status;
  }
}

/** The problem behind whatever reading a body threw. */
export function bodyProblem(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error;
  if (!(error instanceof BodyProblem)) {
    const message = 'The request ended before its body did.';
    return new RequestProblem('body-broken', message, { cause: error });
  }
  if (error.status === 408) {
    return new RequestProblem('body-too-slow', 'The body did not arrive in time.');
  }
  return new RequestProblem('body-too-large', 'The body is longer than `maxBytes`.');
}
