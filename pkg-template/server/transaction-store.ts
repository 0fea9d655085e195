/** Where transactions are kept. An implementation knows nothing of what it keeps. */
export interface TransactionStore {
  /** The entry of this ID; undefined where there is none. */
  read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined>;
  /**
   * Writes where the entry still has this version (undefined: where there is none), and says
   * whether it did. The entry is forgotten after `keepUntil`.
   */
  write(id: string, bytes: Uint8Array, options: WriteOptions): Promise<boolean>;
  /** Resolves when the entry may have another version than this, or after `timeoutMs`. */
  changed(id: string, version: string, timeoutMs: number): Promise<void>;
}

export interface WriteOptions {
  version?: string;
  keepUntil: Date;
}
