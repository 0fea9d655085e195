// What one client, one session and all together may ask for.

import { env } from 'cloudflare:workers';
import { ConcurrencyLimit, networkOf, RateLimit, readBody } from 'iamsmart/server';
import { Refusal } from './answer.js';

/**
 * The demo's limits, generous enough for an office behind one address; `LIMITS` changes them.
 */
const DEFAULTS = {
  /** All requests of an address: a page is some twenty. */
  requests: { perSecond: 20, burst: 400 },
  /** Logins of an address, each of which asks the gateway. */
  logins: { perSecond: 1, burst: 30 },
  /** Callbacks of an address, each of which costs a private RSA operation. */
  callbacks: { perSecond: 50, burst: 500 },
  /** Requests of a person to his or her app. */
  asked: { perSecond: 0.2, burst: 10 },
  /** Several requests of a person open at once: for tests of load by few people. */
  manyOpen: false,
  /** Event streams and bodies that are open at once. */
  streamsOfSession: { perKey: 8 },
  streamsOfAddress: { perKey: 200 },
  bodiesOfAddress: { perKey: 20, total: 200 },
  /** Times of a body, in milliseconds. */
  bodyMs: 180_000,
  idleMs: 10_000,
};

/** Time after which an event stream that was not renewed no longer counts, in milliseconds. */
const STREAM_LEASE_MS = 20_000;

const limits = created({ ...DEFAULTS, ...env.LIMITS });

/** @param {typeof DEFAULTS} chosen */
function created(chosen) {
  const { bodyMs, idleMs } = chosen;
  return {
    requests: new RateLimit(chosen.requests),
    logins: new RateLimit(chosen.logins),
    callbacks: new RateLimit(chosen.callbacks),
    asked: new RateLimit(chosen.asked),
    streamsOfSession: new ConcurrencyLimit({
      leaseMs: STREAM_LEASE_MS,
      ...chosen.streamsOfSession,
    }),
    streamsOfAddress: new ConcurrencyLimit({
      leaseMs: STREAM_LEASE_MS,
      ...chosen.streamsOfAddress,
    }),
    bodiesOfAddress: new ConcurrencyLimit({ leaseMs: bodyMs + idleMs, ...chosen.bodiesOfAddress }),
    bodyMs,
    idleMs,
    manyOpen: chosen.manyOpen,
  };
}

/**
 * The owner of a request: the session's person, who has one open at a time.
 *
 * @param {{ owner: string }} session
 * @param {string} businessId
 */
export function ownerOf({ owner }, businessId) {
  return limits.manyOpen ? `${owner} ${businessId}` : owner;
}

/**
 * Counts a request of a client.
 *
 * @param {Request} request
 * @param {'requests' | 'logins' | 'callbacks'} kind
 */
export function countRequest(request, kind) {
  count(limits[kind], addressOf(request));
}

/**
 * Counts a request of a person to the app.
 *
 * @param {string} owner
 */
export function countAsked(owner) {
  count(limits.asked, owner);
}

/**
 * Answers with a stream that counts until it ends or its client is gone.
 *
 * @param {Request} request
 * @param {string} session
 * @param {(signal: AbortSignal) => Promise<Response>} open The signal fires when the client is gone.
 */
export async function counted(request, session, open) {
  const ofSession = limits.streamsOfSession.open(session);
  const ofAddress = ofSession && limits.streamsOfAddress.open(addressOf(request));
  const leases = [ofSession, ofAddress];
  const aborter = new AbortController();
  const end = () => {
    aborter.abort();
    for (const lease of leases) lease?.end();
  };
  if (!ofAddress) {
    end();
    throw tooMany(STREAM_LEASE_MS);
  }
  const response = await open(aborter.signal).catch((error) => {
    end();
    throw error;
  });
  const reader = response.body?.getReader();
  if (!reader) {
    end();
    return response;
  }
  const read = new ReadableStream({
    async pull(controller) {
      for (const lease of leases) lease?.renew();
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      end();
      controller.close();
    },
    cancel() {
      end();
      return reader.cancel();
    },
  });
  return new Response(read, response);
}

/**
 * Reads a body of at most so many bytes.
 *
 * @param {Request} request
 * @param {number} maxBytes
 * @param {string} [tooLarge] Code of the refusal of a longer one.
 */
export function body(request, maxBytes, tooLarge = 'body-too-large') {
  const { bodyMs: timeoutMs, idleMs } = limits;
  return whileReading(request, async () => {
    const { bytes, status } = await readBody(request, { maxBytes, timeoutMs, idleMs });
    if (bytes) return bytes;
    if (status === 413) {
      throw new Refusal(413, tooLarge, `The request is longer than ${maxBytes} bytes.`);
    }
    const message = 'The request did not arrive as a whole in time.';
    throw new Refusal(status, 'body-incomplete', message);
  });
}

/**
 * Does what reads a body, with a limit on how many are read at once.
 *
 * @template T
 * @param {Request} request
 * @param {() => Promise<T>} read
 */
export async function whileReading(request, read) {
  const lease = limits.bodiesOfAddress.open(addressOf(request));
  if (!lease) throw tooMany(limits.idleMs);
  try {
    return await read();
  } finally {
    lease.end();
  }
}

/**
 * @param {RateLimit} limit
 * @param {string} key
 */
function count(limit, key) {
  const waitMs = limit.take(key);
  if (waitMs > 0) throw tooMany(waitMs);
}

/** @param {number} waitMs */
function tooMany(waitMs) {
  // RFC 6585 §4, RFC 9110 §10.2.3.
  const headers = { 'Retry-After': `${Math.ceil(waitMs / 1000)}` };
  const message = 'There are too many requests. Wait a little and try again.';
  return new Refusal(429, 'too-many-requests', message, headers);
}

/**
 * The network of the client. workerd tells its address in `cf`, which no client can set; Cloudflare
 * tells it in a header, and replaces what a client put there.
 *
 * @param {Request} request
 */
function addressOf(request) {
  const { clientIp } = /** @type {{ clientIp?: string }} */ (request.cf ?? {});
  const direct = clientIp?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return networkOf(direct ?? request.headers.get('CF-Connecting-IP') ?? 'unknown');
}
