import {
  type NewRecord,
  type RecordView,
  TransactionRecord,
  type WrittenRecord,
} from '../wasm/server.js';
import type { AuthenticatedNames } from './names.js';
import type { TransactionStore } from './transaction-store.js';

/** Answer of a change, and what is known of the transaction after it. */
export interface Changed<Answer> {
  answer: Answer;
  view: RecordView;
}

/**
 * Names of entries that are no transactions: lists of owners, used logins, sessions, persons. To whom
 * names one as a businessID, there is nothing of it.
 */
const OTHERS = /^(?:owner|login|session|person)-/;

/** Maximum number of attempts to write during concurrent writes. */
const ATTEMPTS = 100;

/** Records of transactions in a store. */
export class Records {
  readonly store: TransactionStore;
  readonly now: () => Date;
  /** Makes the businessIDs, and knows its own; undefined if any may be one. */
  readonly names: AuthenticatedNames | undefined;

  constructor(store: TransactionStore, now: () => Date, names?: AuthenticatedNames) {
    this.store = store;
    this.now = now;
    this.names = names;
  }

  /** Writes a new record; returns undefined if there is one with this businessID. */
  async begin(begun: NewRecord): Promise<RecordView | undefined> {
    const now = this.now();
    const record = TransactionRecord.begin(begun, now);
    const { written, view } = finished(record, now);
    return (await this.#write(begun.businessId, written)) ? view : undefined;
  }

  /** Returns what is known of a transaction. */
  async view(id: string): Promise<{ view: RecordView; version: string } | undefined> {
    const read = await this.#read(id);
    if (!read) return undefined;
    const { view } = finished(TransactionRecord.read(read.json), this.now());
    return { view, version: read.version };
  }

  /**
   * Changes a record and writes it if it is another; repeats after a concurrent write. Returns
   * undefined if there is no such record.
   */
  async change<Answer>(
    id: string,
    change: (record: TransactionRecord, now: Date) => Answer,
  ): Promise<Changed<Answer> | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const read = await this.#read(id);
      if (!read) return undefined;
      const now = this.now();
      const record = TransactionRecord.read(read.json);
      const { answer, written, view } = finished(record, now, (record) => change(record, now));
      const isSame = written.json === read.json;
      if (isSame || (await this.#write(id, written, read.version))) return { answer, view };
      const pause = Math.random() * Math.min(200, 10 * attempt);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error(`The transaction was changed ${ATTEMPTS} times while it was written.`);
  }

  async #read(id: string): Promise<{ json: string; version: string } | undefined> {
    // A callback's businessID is whatever its sender wrote.
    if (OTHERS.test(id) || (await this.names?.isBusinessId(id)) === false) return undefined;
    const entry = await this.store.read(id);
    return entry && { json: new TextDecoder().decode(entry.bytes), version: entry.version };
  }

  #write(id: string, written: WrittenRecord, version?: string): Promise<boolean> {
    const { json, keepUntil, wakeAt, isErased } = written;
    return this.store.write(id, new TextEncoder().encode(json), {
      version,
      keepUntil: new Date(keepUntil),
      wakeAt: wakeAt === undefined ? undefined : new Date(wakeAt),
      erase: isErased,
    });
  }
}

/** Does something with a record and frees it, before anything is awaited. */
function finished<Answer = undefined>(
  record: TransactionRecord,
  now: Date,
  change?: (record: TransactionRecord) => Answer,
): { answer: Answer; written: WrittenRecord; view: RecordView } {
  try {
    const answer = change?.(record) as Answer;
    return { answer, written: record.write(), view: record.view(now) };
  } finally {
    record.free();
  }
}
