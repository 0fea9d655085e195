/**
 * `iamsmart/server/durable-object`: transactions in Cloudflare's Durable Objects, one object for
 * each businessID.
 *
 * ```js
 * export { TransactionObject } from 'iamsmart/server/durable-object';
 * const transactions = new Transactions(new DurableObjectStore(env.TRANSACTIONS));
 * ```
 */
import type { TransactionStore } from './transactions.js';

/** The part of a Durable Object namespace that is used. */
export interface DurableObjectNamespaceLike {
  // biome-ignore lint/suspicious/noExplicitAny: the platform's own types are generic and nominal.
  idFromName(name: string): any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  get(id: any): { fetch(address: string, init?: any): Promise<any> };
}

/** The part of a Durable Object's state that is used. */
export interface DurableObjectStateLike {
  storage: {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    get(key: any): Promise<any>;
    put(entries: Record<string, unknown>): Promise<void>;
    setAlarm(time: number): Promise<void>;
    deleteAll(): Promise<void>;
  };
}

export class DurableObjectStore implements TransactionStore {
  constructor(namespace: DurableObjectNamespaceLike);
  read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined>;
  write(
    id: string,
    bytes: Uint8Array,
    options: { version?: string; keepUntil: Date },
  ): Promise<boolean>;
  changed(id: string, version: string, timeoutMs: number): Promise<void>;
}

/** Export it from your worker under the class name of the binding. */
export class TransactionObject {
  constructor(state: DurableObjectStateLike);
  fetch(request: Request): Promise<Response>;
  alarm(): Promise<void>;
}
