import { invalid, reading } from '../argument.js';
import { IamSmartError } from '../error.js';
import type { ArrivingResult, CallbackResult, RecordView } from '../wasm/server.js';
import { MemoryStore } from './memory-store.js';
import { checkDurations, checkMilliseconds } from './milliseconds.js';
import { checkPlainJson } from './plain-json.js';
import { Records } from './records.js';
import { fromText, toText } from './stored.js';
import type { TransactionStore } from './transaction-store.js';

/** Options of `Transactions`. */
export interface TransactionsOptions {
  /** Clock. Default: the platform's. */
  now?: () => Date;
  /** Time for the user to respond, in milliseconds. Default: 18 minutes. */
  lifeMs?: number;
  /** Time that a transaction is kept after that, in milliseconds. Default: one hour. */
  keepMs?: number;
}

/** Request that is about to be sent. */
export interface NewTransaction {
  /** businessID of the request. */
  businessId: string;
  /** `state` of the request. */
  state: string;
  /** Kind of result; 'profile' and 'form-filling' are equivalent. Default: any. */
  kind?: Exclude<CallbackResult['kind'], 'refused'>;
  /** Number of callbacks: `totalCallbacks` of a bulk request. Default: 1. */
  callbacks?: number;
  /**
   * Data of the caller, e.g. whose transaction it is: plain JSON. What JSON does not keep
   * (undefined, NaN, a Date, a Map, bytes …) is an error with its path. Kept until the transaction
   * expires, also when it is taken.
   */
  details?: unknown;
}

/** State of a transaction; `state` distinguishes the types. */
export type TransactionState =
  | { state: 'pending'; expiresAt: string; received: number; callbacks: number; details?: unknown }
  | {
      state: 'arrived';
      result: CallbackResult;
      /** All callbacks of a bulk request. */
      results: CallbackResult[];
      details?: unknown;
    }
  | { state: 'taken'; details?: unknown }
  /** The time is over and a callback is missing. */
  | { state: 'expired'; expiresAt: string; details?: unknown }
  /** The transaction does not exist or has been deleted. */
  | { state: 'unknown'; details?: undefined };

/** Outcome of `arrive`. */
export interface Arrival {
  /**
   * - 'accepted': the result is kept until it is taken;
   * - 'repeated': there is a result already, and the first one counts;
   * - 'late': the user has been told that the time is over, or that the request was refused:
   *   reject a signature with `acknowledge(businessId, 'SR002')`;
   * - 'mismatched': `state` or kind differs from the request, or `state` is missing: do not trust
   *   the result, nor that it was refused;
   * - 'unknown': the transaction does not exist or has been deleted.
   */
  outcome: 'accepted' | Refused | 'unknown';
  details?: unknown;
}

/** Reasons why a result of a known transaction is not kept. */
type Refused = 'repeated' | 'late' | 'mismatched';

/** Lifetime of an iAM Smart interaction and of its ticket. */
const LIFE_MS = 18 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** What a request can be for. */
const KINDS: readonly unknown[] = [
  'profile',
  'form-filling',
  'signing',
  'pdf-signing',
  'bulk-signing',
  'step-up',
] satisfies NewTransaction['kind'][];

/**
 * Requests to users and their results, by businessID. Callbacks may arrive twice, late, out of
 * order, before the response to the request, or never.
 *
 * Call `begin` before the request, `arrive` with the result of `openCallback`, `wait` for the page,
 * and `take` once, where the result is processed: at most once, because a process that ends after
 * `take` has lost the result. For at least once, process what `look` returns, and `take` then.
 */
export class Transactions {
  #records: Records;
  #lifeMs: number;
  #keepMs: number;

  /** Default of `store`: a `MemoryStore`. */
  constructor(store: TransactionStore = new MemoryStore(), options: TransactionsOptions = {}) {
    const given = reading('options', () => ({ ...options }));
    const { now = () => new Date(), lifeMs = LIFE_MS, keepMs = HOUR_MS } = given;
    const isStore = reading('store', () => typeof store.read === 'function');
    if (!isStore) throw invalid('store', 'it is not a TransactionStore');
    checkDurations({ lifeMs, keepMs });
    this.#records = new Records(store, now);
    this.#lifeMs = lifeMs;
    this.#keepMs = keepMs;
  }

  /**
   * Records a request.
   *
   * @throws IamSmartError 'transaction-exists', 'invalid-argument'
   */
  async begin(transaction: NewTransaction): Promise<void> {
    const given = reading('transaction', () => ({ ...transaction }));
    const { businessId, state, kind, callbacks = 1, details } = given;
    for (const [name, text] of Object.entries({ businessId, state })) {
      if (typeof text !== 'string' || text === '') refuse(name, 'it is not a text');
    }
    if (kind !== undefined && !KINDS.includes(kind)) {
      refuse('kind', `it is not one of ${KINDS.map((kind) => `'${kind}'`).join(' ')}`);
    }
    if (!Number.isSafeInteger(callbacks) || callbacks < 1) {
      refuse('callbacks', 'it is not a whole number from 1 on');
    }
    if (details !== undefined) reading('details', () => checkPlainJson('details', details));
    const begun = await this.#records.begin({
      businessId,
      state,
      ...(kind && { kind }),
      callbacks,
      ...(details !== undefined && { details: JSON.stringify(details) }),
      lifeMs: this.#lifeMs,
      keepMs: this.#keepMs,
    });
    if (begun) return;
    throw new IamSmartError(
      'transaction-exists',
      'A transaction with this businessID was begun before. Make a new businessID for every request.',
    );
  }

  /**
   * Records a result. Respond with HTTP 200 whatever the outcome, or the gateway pushes the result
   * again. `state` must be that of the request; to record what `getResult` returned, which comes from
   * the gateway itself, add it: `arrive({ ...result, state })`.
   *
   * A result replaces a refusal that is not taken yet: a refusal takes no more than the gateway's
   * public key and the request's IDs, and a result is verified.
   */
  async arrive(result: CallbackResult): Promise<Arrival> {
    const { businessId, arrived } = reading('result', () => ({
      businessId: idIn(result.businessId),
      arrived: arriving(result),
    }));
    const changed = await this.#records.change(businessId, (record, now) =>
      record.arrive(arrived, now),
    );
    if (!changed) return { outcome: 'unknown', details: undefined };
    return { outcome: changed.answer, details: detailsOf(changed.view) };
  }

  /** Returns the state of a transaction. */
  async look(businessId: string): Promise<TransactionState> {
    return seen((await this.#records.view(idIn(businessId)))?.view);
  }

  /**
   * Returns the state of a transaction as soon as it is not 'pending', after `timeoutMs` (default:
   * 25,000) milliseconds, or when the signal fires. For long polling.
   */
  async wait(
    businessId: string,
    options: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<TransactionState> {
    const id = idIn(businessId);
    const { timeoutMs = 25_000, signal } = reading('options', () => ({ ...options }));
    checkMilliseconds({ timeoutMs });
    const until = Date.now() + timeoutMs;
    let abort = () => {};
    const aborted = new Promise<void>((resolve) => {
      abort = resolve;
    });
    reading('signal', () => signal?.addEventListener('abort', abort, { once: true }));
    for (;;) {
      const read = await this.#records.view(id);
      const now = seen(read?.view);
      if (!read || now.state !== 'pending') return now;
      const life = Date.parse(read.view.expiresAt) - this.#records.now().getTime();
      const left = Math.min(until - Date.now(), life);
      if (left <= 0 || signal?.aborted) return now;
      await Promise.race([this.#records.store.changed(id, read.version, left), aborted]);
    }
  }

  /**
   * Returns the result to exactly one caller and deletes it; all other callers get 'taken'. Changes
   * nothing unless the state is 'arrived'.
   */
  async take(businessId: string): Promise<TransactionState> {
    const changed = await this.#records.change(idIn(businessId), (record, now) => {
      const before = record.view(now);
      return record.take(now) ? before : undefined;
    });
    return seen(changed?.answer ?? changed?.view);
  }
}

/** Returns the state of a transaction; `view` is undefined if there is none. */
function seen(view: RecordView | undefined): TransactionState {
  if (!view) return { state: 'unknown' };
  const { stage, expiresAt, callbacks } = view;
  const details = detailsOf(view);
  const results = view.results.map((text) => fromText(text) as CallbackResult);
  const result = results.find(({ kind }) => kind === 'refused') ?? results[0];
  if (stage === 'taken') return { state: 'taken', details };
  if (stage === 'expired') return { state: 'expired', expiresAt, details };
  if (stage === 'pending' || !result) {
    return { state: 'pending', expiresAt, received: results.length, callbacks, details };
  }
  return { state: 'arrived', result, results, details };
}

/** Returns the facts of a result by which it is matched. */
export function arriving(result: CallbackResult): ArrivingResult {
  const { state, kind } = result;
  return {
    ...(state !== undefined && { state }),
    ...(kind !== 'refused' && { kind }),
    ...(kind === 'bulk-signing' &&
      result.callbackSeq !== undefined && { number: result.callbackSeq }),
    ...(kind === 'signing' && {
      digest: result.hashCode,
      // A caller may record less than `openCallback` returns.
      ...(result.timestamp !== undefined && { signedAt: new Date(result.timestamp) }),
    }),
    ...(kind === 'pdf-signing' && { digest: result.docDigest }),
    content: toText(result),
  };
}

export function detailsOf({ details }: RecordView): unknown {
  return details === undefined ? undefined : JSON.parse(details);
}

function idIn(businessId: unknown): string {
  return typeof businessId === 'string' ? businessId : refuse('businessId', 'it is not a text');
}

function refuse(name: string, reason: string): never {
  throw invalid(name, reason);
}
