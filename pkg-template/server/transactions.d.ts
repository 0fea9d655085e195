import type { CallbackResult } from './index.js';

/**
 * What was asked of users and what came of it, by businessID, where callbacks may come twice, late,
 * out of order, before the answer to the request, or never.
 *
 * `begin` before you ask the gateway; `arrive` with what `openCallback` gave; `wait` for the page;
 * `take` once, by whoever acts on the result.
 */
export class Transactions {
  /** Without a store: in this process's memory. */
  constructor(store?: TransactionStore, options?: TransactionsOptions);

  /** Notes a request. Throws 'transaction-exists'. */
  begin(transaction: NewTransaction): Promise<void>;

  /**
   * Takes a result. Only 'accepted' changes anything; the caller answers HTTP 200 to all of them,
   * so that the gateway does not push again.
   */
  arrive(result: CallbackResult): Promise<{
    /**
     * - 'accepted': it is kept until somebody takes it;
     * - 'repeated': there is a result already, and the first one counts;
     * - 'late': the 18 minutes are over and the user was told so: answer a signature with
     *   `acknowledge(businessId, 'SR002')`;
     * - 'mismatched': another `state` or kind than was asked for: do not believe it;
     * - 'unknown': nobody asked, or it is forgotten.
     */
    outcome: 'accepted' | 'repeated' | 'late' | 'mismatched' | 'unknown';
    details?: unknown;
  }>;

  /** How it stands, at once. */
  look(businessId: string): Promise<TransactionState>;

  /**
   * How it stands as soon as it is no longer 'pending', or after `timeoutMs` (25,000 where it is
   * left out), or when the signal fires: for a page that asks and waits.
   */
  wait(
    businessId: string,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<TransactionState>;

  /**
   * The result, for exactly one caller: it leaves the store, and all others see 'taken'. What has
   * not arrived is left as it is.
   */
  take(businessId: string): Promise<TransactionState>;
}

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

/** Where transactions are kept. An implementation knows nothing of what it keeps. */
export interface TransactionStore {
  /** The entry of this ID; undefined where there is none. */
  read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined>;
  /**
   * Writes where the entry still has this version (undefined: where there is none), and says
   * whether it did. The entry is forgotten after `keepUntil`.
   */
  write(
    id: string,
    bytes: Uint8Array,
    options: { version?: string; keepUntil: Date },
  ): Promise<boolean>;
  /** Resolves when the entry may have another version than this, or after `timeoutMs`. */
  changed(id: string, version: string, timeoutMs: number): Promise<void>;
}

/** Keeps transactions in this process: for one server, or for development. */
export class MemoryStore implements TransactionStore {
  read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined>;
  write(
    id: string,
    bytes: Uint8Array,
    options: { version?: string; keepUntil: Date },
  ): Promise<boolean>;
  changed(id: string, version: string, timeoutMs: number): Promise<void>;
}
