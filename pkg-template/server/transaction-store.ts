/** Store for transactions, which are opaque bytes to it. */
export interface TransactionStore {
  /** Returns the entry with this ID, or undefined. */
  read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined>;
  /**
   * Writes an entry if its version is still `version`, or if there is none and `version` is
   * undefined. Returns true if it did. The entry may be deleted after `keepUntil`.
   */
  write(id: string, bytes: Uint8Array, options: WriteOptions): Promise<boolean>;
  /** Resolves when the entry's version may have changed, or after `timeoutMs`. */
  changed(id: string, version: string, timeoutMs: number): Promise<void>;
  /**
   * Returns at most `limit` IDs of entries whose `wakeAt` is not after `now`, earliest first. An ID
   * is returned, to every process that asks, until its entry is written with another `wakeAt` or is
   * gone. Absent where entries wake themselves.
   */
  due?(now: Date, limit: number): Promise<string[]>;
}

/** Options of a write. */
export interface WriteOptions {
  /** The entry's version; undefined if there must be no entry. */
  version?: string | undefined;
  /** The entry may be deleted after this time. */
  keepUntil: Date;
  /** Something is due for this entry then; undefined if nothing is. Replaces what was said before. */
  wakeAt?: Date | undefined;
  /**
   * True if what the entry held is to be gone from disk, too, as far as the store can see to it.
   * A store that cannot may ignore it.
   */
  erase?: boolean | undefined;
}
