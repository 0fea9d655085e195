/**
 * `iamsmart/server/deno-kv`: a store for transactions in Deno KV. Does not load the WebAssembly
 * module.
 *
 * ```js
 * const transactions = new Transactions(new DenoKvStore(await Deno.openKv()));
 * ```
 */
import { Polling } from './polling.js';
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
  list(selector: any, options?: { limit?: number }): AsyncIterable<any>;
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
  /** Unix time in milliseconds; absent if nothing is due. */
  wakeAt?: number | undefined;
}

type Key = (string | number)[];

/** Entry of Deno KV; both properties are null if there is none. */
type Entry<Value> = { value: Value; versionstamp: string } | { value: null; versionstamp: null };

/** Entry of a list. */
interface Listed {
  key: Key;
  value: Head;
  versionstamp: string;
}

/** Size of a piece in bytes. Deno KV allows 64 KiB for a value, including its framing. */
const PIECE = 60_000;
/** Maximum number of keys in a `getMany`. */
const KEYS = 10;
/** How long an operation waits for another process's on the same file, in milliseconds. */
const BUSY_MS = 5000;
/**
 * Time between two looks at what other processes wrote, in milliseconds: Deno tells of changes
 * everywhere on Deploy, but with a local file only in the process that made them.
 */
const POLL_MS = 2000;

/** Store in Deno KV for `Transactions` of `iamsmart/server`. */
export class DenoKvStore implements TransactionStore {
  #kv: KvLike;
  #prefix: string[];
  #polling = new Polling((ids) => this.#versions(ids), POLL_MS);

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
    { version, keepUntil, wakeAt }: WriteOptions,
  ): Promise<boolean> {
    const parts = pieces(bytes, PIECE);
    const head: Head = {
      blob: crypto.randomUUID(),
      count: parts.length,
      keepUntil: keepUntil.getTime(),
      wakeAt: wakeAt?.getTime(),
    };
    const expireIn = Math.max(1, head.keepUntil - Date.now());
    const { value: before, versionstamp } = await this.#head(id);
    // Deno may delete an entry some time after it has expired.
    const over = before && before.keepUntil <= Date.now();
    for (const [i, part] of parts.entries()) {
      await insist(() => this.#kv.set(this.#piece(head, i), part, { expireIn }));
    }
    const { ok }: { ok: boolean } = await insist(() => {
      const operation = this.#kv
        .atomic()
        .check({ key: this.#key(id), versionstamp: version ?? (over ? versionstamp : null) })
        .set(this.#key(id), head, { expireIn });
      // If the check passes, `before` is what this write replaces.
      if (before?.wakeAt !== undefined && before.wakeAt !== head.wakeAt) {
        operation.delete(this.#dueKey(id, before.wakeAt));
      }
      if (head.wakeAt !== undefined) {
        operation.set(this.#dueKey(id, head.wakeAt), null, { expireIn });
      }
      return operation.commit();
    });
    const stale = ok ? before : head;
    if (stale) await this.#deletePieces(stale);
    return ok;
  }

  async changed(id: string, version: string, timeoutMs: number): Promise<void> {
    const reader = this.#kv.watch([this.#key(id)]).getReader();
    const watch = async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        if (value[0].versionstamp !== version) this.#polling.wake(id);
      }
    };
    // Whoever is woken reads, and so learns of a failure.
    watch().catch(() => this.#polling.wake(id));
    try {
      await this.#polling.changed(id, version, timeoutMs);
    } finally {
      await reader.cancel();
    }
  }

  async due(now: Date, limit: number): Promise<string[]> {
    const start: Key = [...this.#prefix, 'due'];
    const selector = { start, end: [...start, now.getTime() + 1] };
    for (;;) {
      const keys = await insist(() => keysOf(this.#kv.list(selector, { limit })));
      const ids = await this.#withoutStale(keys);
      if (ids.length === keys.length || keys.length < limit) return ids;
      // What was stale is deleted, and made place for others.
    }
  }

  /**
   * Deletes the entries that have expired, and returns their number. Deno does so, too, but some time
   * later.
   */
  async sweep(): Promise<number> {
    let count = 0;
    const heads = this.#kv.list({ prefix: [...this.#prefix, 'head'] });
    for await (const { key, value, versionstamp } of heads as AsyncIterable<Listed>) {
      if (value.keepUntil > Date.now()) continue;
      const { ok }: { ok: boolean } = await insist(() =>
        this.#kv
          .atomic()
          .check({ key, versionstamp })
          .delete(key)
          .delete(this.#dueKey(`${key.at(-1)}`, value.wakeAt ?? 0))
          .commit(),
      );
      if (!ok) continue;
      await this.#deletePieces(value);
      count += 1;
    }
    return count;
  }

  #head(id: string): Promise<Entry<Head>> {
    return insist(() => this.#kv.get(this.#key(id)));
  }

  /**
   * Returns the IDs of keys of what is due, and deletes those keys whose entry is gone. Deno may
   * delete an entry some time after it has expired.
   */
  async #withoutStale(keys: Key[]): Promise<string[]> {
    const live: string[] = [];
    for (let i = 0; i < keys.length; i += KEYS) {
      const some = keys.slice(i, i + KEYS);
      const heads: Entry<Head>[] = await insist(() =>
        this.#kv.getMany(some.map((key) => this.#key(`${key.at(-1)}`))),
      );
      for (const [i, { value: head, versionstamp }] of heads.entries()) {
        const key = some[i] ?? [];
        const id = `${key.at(-1)}`;
        if (head && head.keepUntil > Date.now() && head.wakeAt === key.at(-2)) live.push(id);
        else {
          const check = { key: this.#key(id), versionstamp };
          await insist(() => this.#kv.atomic().check(check).delete(key).commit());
        }
      }
    }
    return live;
  }

  async #versions(ids: string[]): Promise<Map<string, string>> {
    const versions = new Map<string, string>();
    for (let i = 0; i < ids.length; i += KEYS) {
      const some = ids.slice(i, i + KEYS);
      const entries: Entry<Head>[] = await this.#kv.getMany(some.map((id) => this.#key(id)));
      for (const [i, { versionstamp }] of entries.entries()) {
        if (versionstamp) versions.set(some[i] ?? '', versionstamp);
      }
    }
    return versions;
  }

  async #deletePieces(head: Head): Promise<void> {
    for (let i = 0; i < head.count; i += 1) {
      await insist(() => this.#kv.delete(this.#piece(head, i)));
    }
  }

  async #pieces(head: Head): Promise<Uint8Array[] | undefined> {
    const keys = Array.from({ length: head.count }, (_, i) => this.#piece(head, i));
    const parts: Uint8Array[] = [];
    for (let i = 0; i < keys.length; i += KEYS) {
      const entries: Entry<Uint8Array>[] = await insist(() =>
        this.#kv.getMany(keys.slice(i, i + KEYS)),
      );
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

  #dueKey(id: string, wakeAt: number): Key {
    return [...this.#prefix, 'due', wakeAt, id];
  }

  #piece({ blob }: Head, i: number): Key {
    return [...this.#prefix, 'piece', blob, i];
  }
}

async function keysOf(entries: AsyncIterable<{ key: Key }>): Promise<Key[]> {
  const keys: Key[] = [];
  for await (const { key } of entries) keys.push(key);
  return keys;
}

/** Repeats what fails because another process uses the same file. */
async function insist<Value>(work: () => Promise<Value>): Promise<Value> {
  const until = Date.now() + BUSY_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!`${error}`.includes('database is locked') || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
    }
  }
}
