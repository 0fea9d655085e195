import { IamSmartError } from '../error.js';
import { MemoryStore } from './memory-store.js';
import type { CallbackResult } from './results.js';
import { fromBytes, toBytes } from './stored.js';
import type { TransactionStore } from './transaction-store.js';

export interface TransactionsOptions {
  now?: () => Date;
  /** How long a user may take, in milliseconds: 18 minutes where it is left out. */
  lifeMs?: number;
  /** How long it is kept after that, in milliseconds: an hour where it is left out. */
  keepMs?: number;
}

export interface NewTransaction {
  businessId: string;
  /** As in the request. */
  state: string;
  /** What is asked for; 'profile' and 'form-filling' count as one. Where it is left out: anything. */
  kind?: CallbackResult['kind'];
  /** How many callbacks there will be: 1 where it is left out, `totalCallbacks` of a bulk request. */
  callbacks?: number;
  /** What the caller wants to have again, e.g. whose session it is; plain JSON. */
  details?: unknown;
}

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
  /** The 18 minutes are over and nothing came, or not all. */
  | { state: 'expired'; expiresAt: string; details?: unknown }
  /** Nobody asked, or it is forgotten. */
  | { state: 'unknown' };

/** What became of a result that arrived. */
export interface Arrival {
  /**
   * - 'accepted': it is kept until somebody takes it;
   * - 'repeated': there is a result already, and the first one counts;
   * - 'late': the 18 minutes are over and the user was told so: answer a signature with
   *   `acknowledge(businessId, 'SR002')`;
   * - 'mismatched': another `state` or kind than was asked for: do not believe it;
   * - 'unknown': nobody asked, or it is forgotten.
   */
  outcome: 'accepted' | Refused | 'unknown';
  details?: unknown;
}

/** Why a result of a known transaction is not kept. */
type Refused = 'repeated' | 'late' | 'mismatched';

/** A transaction as a store keeps it. */
interface Transaction {
  state: string;
  kind?: CallbackResult['kind'];
  callbacks: number;
  details?: unknown;
  /** Unix time in milliseconds. */
  expiresAt: number;
  results: CallbackResult[];
  taken: boolean;
}

/** The life of an iAM Smart interaction and of its ticket. */
const LIFE_MS = 18 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** How often a write is tried anew that another one overtook. */
const ATTEMPTS = 100;

/**
 * What was asked of users and what came of it, by businessID, where callbacks may come twice, late,
 * out of order, before the answer to the request, or never.
 *
 * `begin` before you ask the gateway; `arrive` with what `openCallback` gave; `wait` for the page;
 * `take` once, by whoever acts on the result.
 */
export class Transactions {
  #store: TransactionStore;
  #now: () => Date;
  #lifeMs: number;
  #keepMs: number;

  /** Without a store: in this process's memory. */
  constructor(store: TransactionStore = new MemoryStore(), options: TransactionsOptions = {}) {
    const { now = () => new Date(), lifeMs = LIFE_MS, keepMs = HOUR_MS } = options;
    this.#store = store;
    this.#now = now;
    this.#lifeMs = lifeMs;
    this.#keepMs = keepMs;
  }

  /** Notes a request. Throws 'transaction-exists'. */
  async begin(transaction: NewTransaction): Promise<void> {
    const { businessId, state, kind, callbacks = 1, details } = transaction;
    if (typeof businessId !== 'string' || businessId === '') {
      throw new IamSmartError('invalid-argument', "'businessId' cannot be used: it is not a text.");
    }
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
   * Takes a result. Only 'accepted' changes anything; the caller answers HTTP 200 to all of them,
   * so that the gateway does not push again.
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

  /** How it stands, at once. */
  async look(businessId: string): Promise<TransactionState> {
    return this.#seen((await this.#read(businessId))?.transaction);
  }

  /**
   * How it stands as soon as it is no longer 'pending', or after `timeoutMs` (25,000 where it is
   * left out), or when the signal fires: for a page that asks and waits.
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
   * The result, for exactly one caller: it leaves the store, and all others see 'taken'. What has
   * not arrived is left as it is.
   */
  async take(businessId: string): Promise<TransactionState> {
    let seen: TransactionState = { state: 'unknown' };
    const transaction = await this.#change(businessId, (transaction) => {
      seen = this.#seen(transaction);
      if (seen.state !== 'arrived') return false;
      // Personal data is kept no longer than it is wanted.
      transaction.results = [];
      transaction.taken = true;
      return true;
    });
    return transaction ? seen : { state: 'unknown' };
  }

  /**
   * Keeps what `change` makes of a transaction unless it says false, anew where another write came
   * before. Undefined where there is no such transaction.
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

/** Whether nothing more is waited for: every callback is there, or the request was refused. */
function isComplete({ results, callbacks }: Transaction): boolean {
  return results.length >= callbacks || results.some(({ kind }) => kind === 'refused');
}

/** Whether a result is one of this request's. A refusal may come without its state. */
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

/** Which callback of a bulk request it is. */
function numberOf(result: CallbackResult): number | undefined {
  return result.kind === 'bulk-signing' ? result.callbackSeq : undefined;
}
