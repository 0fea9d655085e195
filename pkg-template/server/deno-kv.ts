/**
 * `iamsmart/server/deno-kv`: a store for transactions in Deno KV. Does not load the WebAssembly
 * module.
 *
 * ```js
 * const transactions = new Transactions(new DenoKvStore(await Deno.openKv()));
 * ```
 */
import { joined, pieces } from './stored.js';
import type { TransactionStore, WriteOptions } from './transaction-store.js';

/** Subset of `Deno.Kv` in use. */
export interface KvLike {
  // biome-ignore lint/suspicious/noExplicitAny: the platform's own types are generic.
  get(key: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  getMany(keys: any): Promise<any[]>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  set(key: any, value: unknown, options?: { expireIn?: number }): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  delete(key: any): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  atomic(): any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  watch(keys: any): ReadableStream<any>;
}

/** Entry that describes the pieces of a transaction. */
interface Head {
  /** Component of the pieces' keys. */
  blob: string;
  /** Number of pieces. */
  count: number;
  /** Unix time in milliseconds. */
  keepUntil: number;
}

type Key = (string | number)[];

/** Entry of Deno KV; both properties are null if there is none. */
type Entry<Value> = { value: Value; versionstamp: string } | { value: null; versionstamp: null };

/** Size of a piece in bytes. Deno KV allows 64 KiB for a value, including its framing. */
const PIECE = 60_000;
/** Maximum number of keys in a `getMany`. */
const KEYS = 10;

/** Store in Deno KV for `Transactions` of `iamsmart/server`. */
export class DenoKvStore implements TransactionStore {
  #kv: KvLike;
  #prefix: string[];

  /** Default of `prefix`, the prefix of the keys: ['iamsmart', 'transaction']. */
  constructor(kv: KvLike, prefix: string[] = ['iamsmart', 'transaction']) {
    this.#kv = kv;
    this.#prefix = prefix;
  }

  async read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined> {
    for (;;) {
      const { value: head, versionstamp } = await this.#head(id);
      if (!head || head.keepUntil <= Date.now()) return undefined;
      const parts = await this.#pieces(head);
      if (parts) return { bytes: joined(parts), version: versionstamp };
      // Another write has deleted these pieces, so there is a new head.
    }
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil }: WriteOptions,
  ): Promise<boolean> {
    const parts = pieces(bytes, PIECE);
    const head: Head = {
      blob: crypto.randomUUID(),
      count: parts.length,
      keepUntil: keepUntil.getTime(),
    };
    const expireIn = Math.max(1, head.keepUntil - Date.now());
    const { value: before, versionstamp } = await this.#head(id);
    // Deno may delete an entry some time after it has expired.
    const over = before && before.keepUntil <= Date.now();
    for (const [i, part] of parts.entries()) {
      await this.#kv.set(this.#piece(head, i), part, { expireIn });
    }
    const { ok }: { ok: boolean } = await this.#kv
      .atomic()
      .check({ key: this.#key(id), versionstamp: version ?? (over ? versionstamp : null) })
      .set(this.#key(id), head, { expireIn })
      .commit();
    const stale = ok ? before : head;
    if (stale) {
      for (let i = 0; i < stale.count; i += 1) await this.#kv.delete(this.#piece(stale, i));
    }
    return ok;
  }

  async changed(id: string, version: string, timeoutMs: number): Promise<void> {
    const reader = this.#kv.watch([this.#key(id)]).getReader();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<{ done: true; value?: undefined }>((resolve) => {
      timer = setTimeout(() => resolve({ done: true }), timeoutMs);
    });
    try {
      for (;;) {
        const { done, value } = await Promise.race([reader.read(), timeout]);
        if (done || value[0].versionstamp !== version) return;
      }
    } finally {
      clearTimeout(timer);
      await reader.cancel();
    }
  }

  #head(id: string): Promise<Entry<Head>> {
    return this.#kv.get(this.#key(id));
  }

  async #pieces(head: Head): Promise<Uint8Array[] | undefined> {
    const keys = Array.from({ length: head.count }, (_, i) => this.#piece(head, i));
    const parts: Uint8Array[] = [];
    for (let i = 0; i < keys.length; i += KEYS) {
      const entries: Entry<Uint8Array>[] = await this.#kv.getMany(keys.slice(i, i + KEYS));
      for (const { value } of entries) {
        if (value === null) return undefined;
        parts.push(value);
      }
    }
    return parts;
  }

  #key(id: string): Key {
    return [...this.#prefix, 'head', id];
  }

  #piece({ blob }: Head, i: number): Key {
    return [...this.#prefix, 'piece', blob, i];
  }
}
