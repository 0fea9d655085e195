import { invalid, readingAsync } from '../argument.js';
import type { Bytes } from '../bytes.js';
import { IamSmartError } from '../error.js';
import {
  readTimestamp,
  type TimestampAsked,
  timestampRequest,
  verifyTimestamp,
} from '../wasm/verify.js';
import type { AddressOptions } from './address.js';
import { type Answer, aborted, download, problemOf, readable } from './download.js';
import type { FetchProblem } from './revocation.js';

/** Options of `fetchTimestamp`. */
export interface FetchTimestampOptions extends AddressOptions {
  /** Policy that the authority is to issue it under, as a dotted identifier. Default: its own. */
  policy?: string;
  /** Maximum time, in milliseconds. Default: 10,000. */
  timeoutMs?: number;
  /** Aborts the request; the function then throws 'aborted'. */
  signal?: AbortSignal;
}

/** No time-stamp was to be had from its authority. */
export class TimestampNotFetched extends IamSmartError {
  declare readonly code: 'timestamp-not-fetched';
  /** Address of the authority. */
  readonly url: string;
  /** What happened, as in `FetchProblem`; 'mismatch': the token is not over what was requested. */
  readonly reason: FetchProblem['reason'] | 'mismatch';
  /** Why an authority refuses, by the names of RFC 3161 §2.4.2: 'badAlg', 'timeNotAvailable', … */
  readonly failures: string[];

  constructor(
    url: string,
    reason: TimestampNotFetched['reason'],
    detail: string,
    failures: string[] = [],
  ) {
    super('timestamp-not-fetched', `The time-stamp authority gave no time-stamp. ${detail}`);
    this.url = url;
    this.reason = reason;
    this.failures = failures;
  }
}

/** Maximum size of a response in bytes: as much as an evidence file takes of a token. */
const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Checks of a report on a token that say whether it is the one that was requested. */
const OF_REQUEST = ['timestamp.imprint', 'timestamp.nonce', 'timestamp.policy'];

/**
 * Fetches a time-stamp over a digest of SHA-256, SHA-384 or SHA-512 from an authority (RFC 3161 §3.4),
 * and returns its token, which holds the authority's certificate. That it is over this digest, and of
 * this request, is checked here; who signed it, and whether that is an authority that you trust, says
 * `verifyTimestamp`.
 *
 * Addresses, redirects, size and time are limited as in `fetchRevocation`. For an authority that asks
 * for a password, hand in a `fetch` that adds it.
 *
 * @throws IamSmartError 'timestamp-not-fetched' (`TimestampNotFetched`), 'digest-length',
 *   'base64-invalid', 'invalid-argument', 'aborted' with the signal's reason as `cause`
 */
export async function fetchTimestamp(
  url: string,
  digest: Bytes,
  options: FetchTimestampOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return readingAsync('options', async () => {
    const { timeoutMs = 10_000, signal: given, policy, ...addresses } = options;
    if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) {
      throw invalid('timeoutMs', 'it is no number of milliseconds');
    }
    const { request, nonce } = timestampRequest(digest, policy === undefined ? {} : { policy });
    const question = {
      method: 'POST',
      headers: {
        'Content-Type': 'application/timestamp-query',
        Accept: 'application/timestamp-reply',
      },
      body: request,
    };
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = given ? AbortSignal.any([deadline, given]) : deadline;
    const room = { left: MAX_RESPONSE_BYTES };
    try {
      const limit = MAX_RESPONSE_BYTES;
      const answer = await download(url, question, limit, room, signal, addresses);
      const asked = { nonce, ...(policy !== undefined && { timestampPolicies: [policy] }) };
      return tokenIn(url, answer, digest, asked);
    } catch (error) {
      if (given?.aborted) throw aborted(given);
      if (error instanceof TimestampNotFetched) throw error;
      const { reason, message } = problemOf(error, signal);
      throw new TimestampNotFetched(url, reason, message);
    }
  });
}

/** Returns the token of a response, if it is the one that was requested. */
function tokenIn(
  url: string,
  answer: Answer,
  digest: Bytes,
  asked: TimestampAsked,
): Uint8Array<ArrayBuffer> {
  const { status, statusTexts, failures, token } = readable(answer, 'time-stamp', readTimestamp);
  if (!token) {
    const says = [status, ...failures, ...statusTexts].join(', ');
    throw new TimestampNotFetched(url, 'refused', `It says: ${says}.`, failures);
  }
  const { checks } = verifyTimestamp(token, digest, { ...asked, trustAnchors: [] });
  const other = checks.find(
    ({ name, outcome }) => OF_REQUEST.includes(name) && !['passed', 'skipped'].includes(outcome),
  );
  if (other) throw new TimestampNotFetched(url, 'mismatch', other.detail);
  return token;
}
