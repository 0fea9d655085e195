// Limits on what strangers may ask for. They count in the memory of one process or isolate: of
// several, each has its own. What they throw, `failure` of `iamsmart/flows` answers.

import { invalid, reading } from '../argument.js';
import { ipBytes } from '../ip-address.js';
import { RequestProblem } from './request-problem.js';

/** Options of `RateLimit`. */
export interface RateLimitOptions {
  /** Number of requests a second that a key may go on with. */
  perSecond: number;
  /** Number of requests that a key may make at once. Default: `perSecond`, at least 1. */
  burst?: number;
  /**
   * Maximum number of keys that are remembered; of more, those that asked least recently are
   * forgotten. Default: 100,000, some 10 MB.
   */
  maxKeys?: number;
  /** Clock. Default: the platform's. */
  now?: () => Date;
}

/** Options of `ConcurrencyLimit`. */
export interface ConcurrencyLimitOptions {
  /** Maximum number that a key has open at once. */
  perKey: number;
  /** Maximum number that all keys together have open at once. Default: 10,000. */
  total?: number;
  /**
   * Time after which one that was not renewed no longer counts, in milliseconds: not every platform
   * tells that a client is gone. Default: 60,000.
   */
  leaseMs?: number;
  /** Clock. Default: the platform's. */
  now?: () => Date;
}

/** One of the things that a `ConcurrencyLimit` counts. */
export interface Lease {
  /** Makes it count for another `leaseMs`. */
  renew(): void;
  /** Makes it count no longer. */
  end(): void;
}

/**
 * Limits how often a key, such as a client's network (`networkOf`), may ask.
 *
 * ```js
 * const logins = new RateLimit({ perSecond: 1, burst: 30 });
 * logins.count(networkOf(address)); // throws 'too-many-requests'
 * ```
 */
export class RateLimit {
  readonly #intervalMs: number;
  readonly #burst: number;
  readonly #maxKeys: number;
  readonly #now: () => Date;
  /** Time in milliseconds until which a key's requests are used up; least recent first. */
  readonly #usedUntil = new Map<string, number>();

  /**
   * Creates a limit.
   *
   * @throws IamSmartError 'invalid-argument'
   */
  constructor(options: RateLimitOptions) {
    const { perSecond, burst, maxKeys = 100_000, now } = reading('options', () => ({ ...options }));
    ensurePositive({ perSecond, burst: burst ?? 1, maxKeys });
    this.#intervalMs = 1000 / perSecond;
    this.#burst = burst ?? Math.max(1, perSecond);
    this.#maxKeys = maxKeys;
    this.#now = clock(now);
  }

  /**
   * Counts one request of a key. Returns 0 if it may go on, or else the time in milliseconds after
   * which it may come again; it is then not counted.
   */
  take(key: string): number {
    const now = this.#now().getTime();
    const whole = this.#intervalMs * this.#burst;
    const until = this.#usedUntil.get(key) ?? now;
    // Later than a whole burst: the clock was set back, which must lock nobody out.
    const used = until > now + whole ? now : Math.max(until, now);
    const waitMs = used + this.#intervalMs - whole - now;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#usedUntil.delete(key);
    this.#usedUntil.set(key, used + this.#intervalMs);
    this.#forget(now);
    return 0;
  }

  /**
   * Counts one request of a key.
   *
   * @throws RequestProblem 'too-many-requests', with `retryAfterMs`
   */
  count(key: string): void {
    const waitMs = this.take(key);
    if (waitMs > 0) throw tooMany(waitMs);
  }

  #forget(now: number): void {
    for (const [key, used] of this.#usedUntil) {
      if (used > now && this.#usedUntil.size <= this.#maxKeys) return;
      this.#usedUntil.delete(key);
    }
  }
}

/**
 * Limits how many things, such as event streams, a key has open at once.
 *
 * ```js
 * const streams = new ConcurrencyLimit({ perKey: 8 });
 * const response = await streams.response(session.id, (signal) => flows.events(id, { owner, signal }));
 * ```
 */
export class ConcurrencyLimit {
  readonly #perKey: number;
  readonly #total: number;
  readonly #leaseMs: number;
  readonly #now: () => Date;
  /** Open leases with the time in milliseconds when they end; soonest first. */
  readonly #open = new Map<Lease, { key: string; until: number }>();
  readonly #counts = new Map<string, number>();

  /**
   * Creates a limit.
   *
   * @throws IamSmartError 'invalid-argument'
   */
  constructor(options: ConcurrencyLimitOptions) {
    const given = reading('options', () => ({ ...options }));
    const { perKey, total = 10_000, leaseMs = 60_000, now } = given;
    ensurePositive({ perKey, total, leaseMs });
    this.#perKey = perKey;
    this.#total = total;
    this.#leaseMs = leaseMs;
    this.#now = clock(now);
  }

  /** Opens one; returns undefined if the key, or all keys together, have the maximum open. */
  open(key: string): Lease | undefined {
    this.#endExpired();
    const count = this.#counts.get(key) ?? 0;
    if (count >= this.#perKey || this.#open.size >= this.#total) return undefined;
    this.#counts.set(key, count + 1);
    const lease: Lease = {
      renew: () => {
        if (this.#open.delete(lease)) this.#hold(lease, key);
      },
      end: () => this.#end(lease, key),
    };
    this.#hold(lease, key);
    return lease;
  }

  /**
   * Does something that counts until it is done.
   *
   * @throws RequestProblem 'too-many-requests'; what `work` throws
   */
  async during<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    if (typeof work !== 'function') throw invalid('work', 'it is not a function');
    const lease = this.#opened(key);
    try {
      return await work();
    } finally {
      lease.end();
    }
  }

  /**
   * Answers with a response that counts until its body ends or its client is gone, and is renewed by
   * every chunk. `open` gets a signal that fires when the client is gone.
   *
   * @throws RequestProblem 'too-many-requests'; what `open` throws
   */
  async response(
    key: string,
    open: (signal: AbortSignal) => Response | Promise<Response>,
  ): Promise<Response> {
    if (typeof open !== 'function') throw invalid('open', 'it is not a function');
    const lease = this.#opened(key);
    const aborter = new AbortController();
    const end = () => {
      aborter.abort();
      lease.end();
    };
    let response: Response;
    try {
      response = await open(aborter.signal);
      if (typeof response?.headers?.get !== 'function') {
        throw invalid('open', 'it returned no Response');
      }
    } catch (error) {
      end();
      throw error;
    }
    const reader = response.body?.getReader();
    if (!reader) {
      end();
      return response;
    }
    const body = new ReadableStream({
      async pull(controller) {
        lease.renew();
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        end();
      },
      cancel(reason) {
        end();
        return reader.cancel(reason);
      },
    });
    return new Response(body, response);
  }

  #opened(key: string): Lease {
    const lease = this.open(key);
    if (!lease) throw tooMany(this.#leaseMs);
    return lease;
  }

  #hold(lease: Lease, key: string): void {
    this.#open.set(lease, { key, until: this.#now().getTime() + this.#leaseMs });
  }

  #endExpired(): void {
    const now = this.#now().getTime();
    for (const [lease, { key, until }] of this.#open) {
      // Later than a whole lease: the clock was set back.
      if (until > now && until <= now + this.#leaseMs) return;
      this.#end(lease, key);
    }
  }

  #end(lease: Lease, key: string): void {
    if (!this.#open.delete(lease)) return;
    const count = (this.#counts.get(key) ?? 1) - 1;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}

/**
 * Returns the network of a client's IP address, as a key for a limit: an IPv4 address itself, and of
 * an IPv6 address the first 64 bits, because one client has them all (RFC 6177 §2). What is no
 * address is returned as it is.
 */
export function networkOf(address: string): string {
  if (typeof address !== 'string') throw invalid('address', 'it is not a text');
  const bytes = ipBytes(address);
  if (!bytes) return address;
  if (bytes.length === 4) return bytes.join('.');
  // IPv4-mapped, RFC 4291 §2.5.5.2.
  if (`${bytes.slice(0, 12)}` === '0,0,0,0,0,0,0,0,0,0,255,255') return bytes.slice(12).join('.');
  const hex = bytes.slice(0, 8).map((byte) => byte.toString(16).padStart(2, '0'));
  return `${hex.join('').replace(/....(?!$)/gu, '$&:')}::/64`;
}

function tooMany(retryAfterMs: number): RequestProblem {
  const message = 'There are too many requests. Wait a little and try again.';
  return new RequestProblem('too-many-requests', message, { retryAfterMs });
}

function ensurePositive(numbers: Record<string, number>): void {
  for (const [name, number] of Object.entries(numbers)) {
    if (typeof number !== 'number' || !(number > 0)) {
      throw invalid(name, 'it is no number above zero');
    }
  }
}

function clock(now: (() => Date) | undefined): () => Date {
  if (now !== undefined && typeof now !== 'function') throw invalid('now', 'it is not a function');
  return now ?? (() => new Date());
}
