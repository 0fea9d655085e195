import { IamSmartError } from '../error.js';
import { BodyProblem } from './limited-body.js';

/** HTTP status by the code of the error. */
const STATUS = {
  'body-broken': 400,
  'form-malformed': 400,
  'request-malformed': 400,
  'body-too-slow': 408,
  'body-too-large': 413,
  'form-media-type': 415,
  'body-taken': 500,
} as const;

type Code = keyof typeof STATUS;

/**
 * Request that cannot be read. `status` is the HTTP status that fits; Express and Fastify answer
 * with it if the error reaches them.
 *
 * | code | status | |
 * |---|---|---|
 * | 'body-broken' | 400 | the connection broke before the body's end |
 * | 'form-malformed' | 400 | the body is no form as browsers send it |
 * | 'request-malformed' | 400 | target or host of the request are no URL |
 * | 'body-too-slow' | 408 | `timeoutMs` or `idleMs` is over |
 * | 'body-too-large' | 413 | `maxBytes` or `maxParts` is exceeded |
 * | 'form-media-type' | 415 | not a form's media type |
 * | 'body-taken' | 500 | a middleware has read the body before: a mistake of the server's own |
 */
export class RequestProblem extends IamSmartError {
  /** HTTP status that fits. */
  readonly status: (typeof STATUS)[Code];

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(code, message, options);
    this.status = STATUS[code];
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
