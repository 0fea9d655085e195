// What one client, one session and all together may ask for.

import { env } from 'cloudflare:workers';
import { ConcurrencyLimit, networkOf, RateLimit } from 'iamsmart/server';

/** Generous enough for an office behind one address; `LIMITS` changes them. */
const chosen = {
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
  ...env.LIMITS,
};

const { bodyMs: timeoutMs, idleMs } = chosen;
/** Time after which an event stream that was not renewed no longer counts. */
const leaseMs = 20_000;

export const { manyOpen } = chosen;
export const requests = new RateLimit(chosen.requests);
export const logins = new RateLimit(chosen.logins);
export const callbacks = new RateLimit(chosen.callbacks);
export const asked = new RateLimit(chosen.asked);
export const streamsOfSession = new ConcurrencyLimit({ leaseMs, ...chosen.streamsOfSession });
export const streamsOfAddress = new ConcurrencyLimit({ leaseMs, ...chosen.streamsOfAddress });
export const bodies = new ConcurrencyLimit({
  leaseMs: timeoutMs + idleMs,
  ...chosen.bodiesOfAddress,
});

/**
 * Reads a body by `bodyWithin` or `formDataOf`; an address has so many under way.
 *
 * @template Read
 * @param {Request} request
 * @param {(request: Request, limits: import('iamsmart/server').BodyLimits) => Promise<Read>} read
 * @param {number} maxBytes
 */
export function reading(request, read, maxBytes) {
  const limits = { maxBytes, timeoutMs, idleMs };
  return bodies.during(addressOf(request), () => read(request, limits));
}

/**
 * The network of the client. workerd tells its address in `cf`, which no client can set; Cloudflare
 * tells it in a header, and replaces what a client put there.
 *
 * @param {Request} request
 */
export function addressOf(request) {
  const { clientIp } = /** @type {{ clientIp?: string }} */ (request.cf ?? {});
  const direct = clientIp?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return networkOf(direct ?? request.headers.get('CF-Connecting-IP') ?? 'unknown');
}
