import { IamSmartError } from '../error.js';
import type { CallbackResult } from '../wasm/server.js';
import { MemoryStore } from './memory-store.js';
import { checkPlainJson } from './plain-json.js';
import { fromBytes, toBytes } from './stored.js';
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
   * Data of the caller, e.g. the user's session: plain JSON. What JSON does not keep (undefined,
   * NaN, a Date, a Map, bytes …) is an error with its path.
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
   * - 'late': the time is over and the user has been told so: reject a signature with
   *   `acknowledge(businessId, 'SR002')`;
   * - 'mismatched': `state` or kind differs from the request: do not trust the result;
   * - 'unknown': the transaction does not exist or has been deleted.
   */
  outcome: 'accepted' | Refused | 'unknown';
  details?: unknown;
}

/** Reasons why a result of a known transaction is not kept. */
type Refused = 'repeated' | 'late' | 'mismatched';

/** Transaction in the store. */
interface Transaction {
  state: string;
  kind?: CallbackResult['kind'] | undefined;
  callbacks: number;
  details?: unknown;
  /** Unix time in milliseconds. */
  expiresAt: number;
  results: CallbackResult[];
  taken: boolean;
}

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

/** Maximum number of attempts to write during concurrent writes. */
const ATTEMPTS = 100;

/**
 * Requests to users and their results, by businessID. Callbacks may arrive twice, late, out of
 * order, before the response to the request, or never.
 *
 * Call `begin` before the request, `arrive` with the result of `openCallback`, `wait` for the page,
 * and `take` once, where the result is processed.
 */
export class Transactions {
  #store: TransactionStore;
  #now: () => Date;
  #lifeMs: number;
  #keepMs: number;

  /** Default of `store`: a `MemoryStore`. */
  constructor(store: TransactionStore = new MemoryStore(), options: TransactionsOptions = {}) {
    const { now = () => new Date(), lifeMs = LIFE_MS, keepMs = HOUR_MS } = options;
    this.#store = store;
    this.#now = now;
    this.#lifeMs = lifeMs;
    this.#keepMs = keepMs;
  }

  /**
   * Records a request.
   *
   * @throws IamSmartError 'transaction-exists', 'invalid-argument'
   */
  async begin(transaction: NewTransaction): Promise<void> {
    const { businessId, state, kind, callbacks = 1, details } = transaction;
    for (const [name, text] of Object.entries({ businessId, state })) {
      if (typeof text !== 'string' || text === '') refuse(name, 'it is not a text');
    }
    if (kind !== undefined && !KINDS.includes(kind)) {
      refuse('kind', `it is not one of ${KINDS.map((kind) => `'${kind}'`).join(' ')}`);
    }
    if (!Number.isSafeInteger(callbacks) || callbacks < 1) {
      refuse('callbacks', 'it is not a whole number from 1 on');
    }
    if (details !== undefined) checkPlainJson('details', details);
    const begun: Transaction = {
      state,
      kind,
      callbacks,
      details,
      expiresAt: this.#now().getTime() + this.#lifeMs,
      results: [],
      taken: false,
    };
    if (await this.#write(businessId, begun)) return;
    throw new IamSmartError(
      'transaction-exists',
      'A transaction with this businessID was begun before. Make a new businessID for every request.',
    );
  }

  /**
   * Records a result. Respond with HTTP 200 whatever the outcome, or the gateway pushes the result
   * again.
   */
  async arrive(result: CallbackResult): Promise<Arrival> {
    let refused: Refused | undefined;
    const transaction = await this.#change(result.businessId, (transaction) => {
      refused = this.#refusal(result, transaction);
      if (!refused) transaction.results.push(result);
      return !refused;
    });
    if (!transaction) return { outcome: 'unknown', details: undefined };
    return { outcome: refused ?? 'accepted', details: transaction.details };
  }

  /** Returns the state of a transaction. */
  async look(businessId: string): Promise<TransactionState> {
    return this.#seen((await this.#read(businessId))?.transaction);
  }

  /**
   * Returns the state of a transaction as soon as it is not 'pending', after `timeoutMs` (default:
   * 25,000) milliseconds, or when the signal fires. For long polling.
   */
  async wait(
    businessId: string,
    { timeoutMs = 25_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<TransactionState> {
    const until = Date.now() + timeoutMs;
    const aborted = new Promise((resolve) =>
      signal?.addEventListener('abort', resolve, { once: true }),
    );
    for (;;) {
      const read = await this.#read(businessId);
      const seen = this.#seen(read?.transaction);
      if (!read || seen.state !== 'pending') return seen;
      const left = Math.min(until - Date.now(), read.transaction.expiresAt - this.#now().getTime());
      if (left <= 0 || signal?.aborted) return seen;
      await Promise.race([this.#store.changed(businessId, read.version, left), aborted]);
    }
  }

  /**
   * Returns the result to exactly one caller and deletes it; all other callers get 'taken'. Changes
   * nothing unless the state is 'arrived'.
   */
  async take(businessId: string): Promise<TransactionState> {
    let seen: TransactionState = { state: 'unknown' };
    const transaction = await this.#change(businessId, (transaction) => {
      seen = this.#seen(transaction);
      if (seen.state !== 'arrived') return false;
      // Personal data is not kept longer than needed.
      transaction.results = [];
      transaction.taken = true;
      return true;
    });
    return transaction ? seen : { state: 'unknown' };
  }

  /**
   * Changes a transaction and writes it unless `change` returns false; repeats after a concurrent
   * write. Returns undefined if there is no such transaction.
   */
  async #change(
    businessId: string,
    change: (transaction: Transaction) => boolean,
  ): Promise<Transaction | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const read = await this.#read(businessId);
      if (!read) return undefined;
      const { transaction, version } = read;
      if (!change(transaction)) return transaction;
      if (await this.#write(businessId, transaction, version)) return transaction;
      const pause = Math.random() * Math.min(200, 10 * attempt);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error(`The transaction was changed ${ATTEMPTS} times while it was written.`);
  }

  async #read(
    businessId: string,
  ): Promise<{ transaction: Transaction; version: string } | undefined> {
    const entry = await this.#store.read(businessId);
    return entry && { transaction: fromBytes(entry.bytes) as Transaction, version: entry.version };
  }

  #write(businessId: string, transaction: Transaction, version?: string): Promise<boolean> {
    const keepUntil = new Date(transaction.expiresAt + this.#keepMs);
    return this.#store.write(businessId, toBytes(transaction), { version, keepUntil });
  }

  #refusal(result: CallbackResult, transaction: Transaction): Refused | undefined {
    if (!belongs(result, transaction)) return 'mismatched';
    if (transaction.taken || isComplete(transaction)) return 'repeated';
    const number = numberOf(result);
    if (transaction.results.some((kept) => numberOf(kept) === number)) return 'repeated';
    return this.#isOver(transaction) ? 'late' : undefined;
  }

  #seen(transaction: Transaction | undefined): TransactionState {
    if (!transaction) return { state: 'unknown' };
    const { callbacks, results, details } = transaction;
    const expiresAt = new Date(transaction.expiresAt).toISOString();
    if (transaction.taken) return { state: 'taken', details };
    const [result] = results;
    if (result && isComplete(transaction)) return { state: 'arrived', result, results, details };
    if (this.#isOver(transaction)) return { state: 'expired', expiresAt, details };
    return { state: 'pending', expiresAt, received: results.length, callbacks, details };
  }

  #isOver({ expiresAt }: Transaction): boolean {
    return this.#now().getTime() >= expiresAt;
  }
}

function refuse(name: string, reason: string): never {
  throw new IamSmartError('invalid-argument', `'${name}' cannot be used: ${reason}.`);
}

/** Returns true if no callback is missing, or the request was refused. */
function isComplete({ results, callbacks }: Transaction): boolean {
  return results.length >= callbacks || results.some(({ kind }) => kind === 'refused');
}

/** Returns true if a result belongs to this request. A refusal may lack `state`. */
function belongs(result: CallbackResult, transaction: Transaction): boolean {
  const { state, kind, callbacks } = transaction;
  const refused = result.kind === 'refused';
  const sameState = result.state === state || (refused && result.state === undefined);
  const alike = (kind: CallbackResult['kind']) => (kind === 'profile' ? 'form-filling' : kind);
  const sameKind = refused || kind === undefined || alike(result.kind) === alike(kind);
  const number = numberOf(result);
  const bulk = result.kind === 'bulk-signing';
  const numbered = !bulk || (number !== undefined && number >= 1 && number <= callbacks);
  return sameState && sameKind && numbered;
}

/** Returns the number of a bulk request's callback. */
function numberOf(result: CallbackResult): number | undefined {
  return result.kind === 'bulk-signing' ? result.callbackSeq : undefined;
}
