/**
 * `iamsmart/server/deno-kv`: transactions in Deno KV.
 *
 * ```js
 * const transactions = new Transactions(new DenoKvStore(await Deno.openKv()));
 * ```
 */
import type { TransactionStore } from './transactions.js';

/** The part of a `Deno.Kv` that is used. */
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

export class DenoKvStore implements TransactionStore {
  /** `prefix` is ['iamsmart', 'transaction'] where it is left out. */
  constructor(kv: KvLike, prefix?: string[]);
  read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined>;
  write(
    id: string,
    bytes: Uint8Array,
    options: { version?: string; keepUntil: Date },
  ): Promise<boolean>;
  changed(id: string, version: string, timeoutMs: number): Promise<void>;
}
