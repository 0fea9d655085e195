import type { TransactionStore, WriteOptions } from './transaction-store.js';

interface Entry {
  bytes: Uint8Array;
  version: string;
  /** Unix time in milliseconds. */
  keepUntil: number;
}

/** Options of `MemoryStore`. */
export interface MemoryStoreOptions {
  /**
   * True if one process serves all requests, and a restart may lose what is open. Otherwise the
   * first `MemoryStore` of a process warns on the console. Default: false.
   */
  singleProcess?: boolean;
}

let hasWarned = false;

/**
 * Store in this process's memory, for development or a service of one process: a callback that
 * another process receives is lost, and so is everything with a restart.
 */
export class MemoryStore implements TransactionStore {
  #entries = new Map<string, Entry>();
  #waiting = new Map<string, Set<() => void>>();
  #versions = 0;

  constructor({ singleProcess = false }: MemoryStoreOptions = {}) {
    if (singleProcess || hasWarned) return;
    hasWarned = true;
    console.warn(
      'iamsmart: transactions are in the memory of this process alone. Callbacks that arrive at ' +
        'another process are lost, and so is everything with a restart. Pass Transactions a store ' +
        'that processes share, or new MemoryStore({ singleProcess: true }).',
    );
  }

  async read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined> {
    const entry = this.#live(id);
    return entry && { bytes: entry.bytes, version: entry.version };
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil }: WriteOptions,
  ): Promise<boolean> {
    if (this.#live(id)?.version !== version) return false;
    this.#sweep();
    this.#versions += 1;
    this.#entries.set(id, { bytes, version: `${this.#versions}`, keepUntil: keepUntil.getTime() });
    for (const wake of this.#waiting.get(id) ?? []) wake();
    return true;
  }

  async changed(id: string, version: string, timeoutMs: number): Promise<void> {
    if (this.#live(id)?.version !== version) return;
    const waiting = this.#waiting.get(id) ?? new Set<() => void>();
    this.#waiting.set(id, waiting);
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0) this.#waiting.delete(id);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      waiting.add(wake);
    });
  }

  #live(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry && entry.keepUntil > Date.now() ? entry : undefined;
  }

  /** Deletes expired entries. All have about the same lifetime, so only the oldest are checked. */
  #sweep(): void {
    for (const [id, { keepUntil }] of this.#entries) {
      if (keepUntil > Date.now()) return;
      this.#entries.delete(id);
    }
  }
}
