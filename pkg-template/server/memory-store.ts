import { invalid, reading } from '../argument.js';
import { timeOf } from '../brands.js';
import { SweepTimes } from './sweep-times.js';
import type { TransactionStore, WriteOptions } from './transaction-store.js';

interface Entry {
  bytes: Uint8Array;
  version: string;
  /** Unix time in milliseconds. */
  keepUntil: number;
  /** Unix time in milliseconds; infinite if nothing is due. */
  wakeAt: number;
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
  #sweeps = new SweepTimes();

  constructor(options: MemoryStoreOptions = {}) {
    const singleProcess = reading('options', () => options.singleProcess ?? false);
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

  async write(id: string, bytes: Uint8Array, options: WriteOptions): Promise<boolean> {
    const { version, ...times } = reading('options', () => ({ ...options }));
    const keepUntil = timeIn('keepUntil', times.keepUntil);
    const wakeAt = times.wakeAt && timeIn('wakeAt', times.wakeAt);
    if (this.#live(id)?.version !== version) return false;
    if (this.#sweeps.isDue()) this.#sweep();
    this.#versions += 1;
    this.#entries.set(id, {
      bytes,
      version: `${this.#versions}`,
      keepUntil,
      wakeAt: wakeAt ?? Number.POSITIVE_INFINITY,
    });
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

  async due(now: Date, limit: number): Promise<string[]> {
    const until = timeIn('now', now);
    if (typeof limit !== 'number') throw invalid('limit', 'it is no number');
    this.#sweep();
    return [...this.#entries]
      .filter(([, { wakeAt }]) => wakeAt <= until)
      .sort(([, a], [, b]) => a.wakeAt - b.wakeAt)
      .slice(0, limit)
      .map(([id]) => id);
  }

  #live(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    return entry && entry.keepUntil > Date.now() ? entry : undefined;
  }

  #sweep(): void {
    for (const [id, { keepUntil }] of this.#entries) {
      if (keepUntil <= Date.now()) this.#entries.delete(id);
    }
  }
}

function timeIn(name: string, date: Date): number {
  return reading(name, () => timeOf(date));
}
