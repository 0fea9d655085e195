/**
 * `iamsmart/server/durable-object`: a store for transactions in Cloudflare Durable Objects, one
 * object for each businessID. Does not load the WebAssembly module.
 *
 * ```js
 * export { TransactionObject } from 'iamsmart/server/durable-object';
 * const transactions = new Transactions(new DurableObjectStore(env.TRANSACTIONS));
 * ```
 *
 * An object wakes itself when something is due for its entry:
 *
 * ```js
 * export class Transaction extends TransactionObject {
 *   settle(businessId) {
 *     return flows(this.env).settle(businessId);
 *   }
 * }
 * ```
 */
import { joined, pieces } from './stored.js';
import type { TransactionStore, WriteOptions } from './transaction-store.js';

/** Subset of a Durable Object namespace in use. */
export interface DurableObjectNamespaceLike {
  // biome-ignore lint/suspicious/noExplicitAny: the platform's own types are generic and nominal.
  idFromName(name: string): any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  get(id: any): { fetch(address: string, init?: any): Promise<any> };
}

/** Subset of a Durable Object's state in use. */
export interface DurableObjectStateLike {
  storage: {
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    get(key: any): Promise<any>;
    put(entries: Record<string, unknown>): Promise<void>;
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    delete(keys: any): Promise<any>;
    setAlarm(time: number): Promise<void>;
    deleteAll(): Promise<void>;
  };
}

/** Entry that describes the pieces of a transaction. */
interface Head {
  /** Entity tag: in quotes. */
  version: string;
  /** Number of pieces. */
  count: number;
  /** Unix time in milliseconds. */
  keepUntil: number;
  /** Unix time in milliseconds; absent if nothing is due. */
  wakeAt?: number | undefined;
  /** Name of the object, which the platform does not tell it. */
  id?: string | undefined;
  /** Number of alarms with something due since this entry was written. */
  attempts?: number;
  /** True if what was deleted is still to go from disk. */
  erase?: boolean;
}

/** Size of a piece in bytes. Durable Objects allow 128 KiB for a value, including its framing. */
const PIECE = 120_000;
/** Maximum number of keys in one `get`, `put` or `delete`. */
const KEYS = 128;
/** Maximum time that a request is held open, in milliseconds; the caller then asks again. */
const LONGEST_WAIT = 60_000;
/** Time until `settle` is called again after it failed, in milliseconds; it doubles each time. */
const RETRY_MS = 1000;
/** Maximum of that time. */
const LONGEST_RETRY = 10 * 60 * 1000;

/** Store in Durable Objects for `Transactions` of `iamsmart/server`. */
export class DurableObjectStore implements TransactionStore {
  #namespace: DurableObjectNamespaceLike;

  constructor(namespace: DurableObjectNamespaceLike) {
    this.#namespace = namespace;
  }

  async read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined> {
    const response = await this.#ask(id, '', {});
    const version = response.headers.get('ETag');
    if (version === null) return undefined;
    return { bytes: new Uint8Array(await response.arrayBuffer()), version };
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil, wakeAt, erase = false }: WriteOptions,
  ): Promise<boolean> {
    const headers = new Headers({ 'Keep-Until': `${keepUntil.getTime()}`, Erase: `${erase}` });
    if (wakeAt) headers.set('Wake-At', `${wakeAt.getTime()}`);
    // RFC 9110 §13.1.1. Without the header, there must be no entry.
    if (version !== undefined) headers.set('If-Match', version);
    const query = new URLSearchParams({ id });
    const response = await this.#ask(id, `?${query}`, { method: 'PUT', headers, body: bytes });
    return response.status === 204;
  }

  async changed(id: string, version: string, timeoutMs: number): Promise<void> {
    const query = new URLSearchParams({ version, timeoutMs: `${Math.ceil(timeoutMs)}` });
    await this.#ask(id, `?${query}`, { method: 'HEAD' });
  }

  async #ask(id: string, query: string, init: object): Promise<Response> {
    const object = this.#namespace.get(this.#namespace.idFromName(id));
    const response: Response = await object.fetch(`https://transaction.invalid/${query}`, init);
    if (response.status >= 500) throw new Error(`The Durable Object answered ${response.status}.`);
    return response;
  }
}

/**
 * Durable Object class: export it, or a class that extends it with `settle`, from your worker under
 * the class name of the binding.
 */
// biome-ignore lint/suspicious/noExplicitAny: the worker's own type of its environment.
export class TransactionObject<Environment = any> {
  /** Marks the class as one of Durable Objects for the types that `wrangler types` writes. */
  declare readonly __DURABLE_OBJECT_BRAND: never;
  /** The worker's environment, for `settle`. */
  protected env: Environment;
  #storage: DurableObjectStateLike['storage'];
  #waiting = new Set<() => void>();
  /** True while `settle` runs: some platforms fire an alarm that was set meanwhile. */
  #isSettling = false;

  constructor(state: DurableObjectStateLike, env: Environment) {
    this.#storage = state.storage;
    this.env = env;
  }

  /**
   * Does what is due for the entry with this ID, whose `wakeAt` has come; reads and writes it through a
   * `DurableObjectStore`. Called again, later each time, until an entry without `wakeAt` or with a later
   * one is written: also after a failure, or after the platform ended the object meanwhile.
   */
  settle?(id: string): Promise<void>;

  async fetch(request: Request): Promise<Response> {
    if (request.method === 'PUT') return this.#write(request);
    if (request.method === 'HEAD') return this.#changed(new URL(request.url).searchParams);
    const head = await this.#head();
    if (!head) return new Response(null, { status: 404 });
    const reads = batches(keysOf(0, head.count)).map(
      (keys): Promise<Map<string, Uint8Array>> => this.#storage.get(keys),
    );
    const parts = (await Promise.all(reads)).flatMap((kept) => [...kept]);
    // The pieces are written together with their head, so all exist.
    const kept = new Map(parts);
    const bytes = joined(keysOf(0, head.count).map((key) => kept.get(key) as Uint8Array));
    return new Response(bytes, { headers: { ETag: head.version } });
  }

  async alarm(): Promise<void> {
    const head: Head | undefined = await this.#storage.get('head');
    if (!head || head.keepUntil <= Date.now()) {
      await this.#storage.deleteAll();
      this.#wake();
      return;
    }
    if (!this.settle || head.wakeAt === undefined || head.id === undefined) {
      await this.#storage.setAlarm(head.keepUntil);
      return;
    }
    if (head.wakeAt > Date.now()) {
      // The clock was set back, or a write is later than the alarm.
      await this.#storage.setAlarm(alarmOf(head));
      return;
    }
    // Before the work: an alarm that has fired is used up, the platform repeats one that fails six
    // times only, and the object may end at any moment. A write meanwhile sets the alarm anew.
    const { attempts = 0 } = head;
    const retryAt = Date.now() + Math.min(RETRY_MS * 2 ** attempts, LONGEST_RETRY);
    await Promise.all([
      this.#storage.put({ head: { ...head, attempts: attempts + 1 } }),
      this.#storage.setAlarm(Math.min(retryAt, head.keepUntil)),
    ]);
    if (this.#isSettling) return;
    this.#isSettling = true;
    try {
      await this.settle(head.id);
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: unknown };
      console.warn(`iamsmart: settle failed with ${code ?? name ?? 'an error'}, and is repeated.`);
    } finally {
      this.#isSettling = false;
    }
  }

  async #write(request: Request): Promise<Response> {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const keepUntil = Number(request.headers.get('Keep-Until'));
    // No other request runs until the last write, because only storage is awaited (input gates).
    const before: Head | undefined = await this.#storage.get('head');
    const head = unexpired(before);
    if ((head?.version ?? null) !== request.headers.get('If-Match')) {
      return new Response(null, { status: 412 });
    }
    const parts = pieces(bytes, PIECE);
    const wakeAt = request.headers.get('Wake-At');
    const isToErase = request.headers.get('Erase') === 'true' || before?.erase === true;
    // Erasing is not atomic, and must not lose what is due.
    const erasesNow = isToErase && wakeAt === null;
    const next: Head = {
      version: `"${crypto.randomUUID()}"`,
      count: parts.length,
      keepUntil,
      wakeAt: wakeAt === null ? undefined : Number(wakeAt),
      id: new URL(request.url).searchParams.get('id') ?? undefined,
      erase: isToErase && !erasesNow,
    };
    const entries: [string, unknown][] = parts.map((part, i) => [`piece ${i}`, part]);
    const put = () => [
      ...batches([...entries, ['head', next]]).map((some) =>
        this.#storage.put(Object.fromEntries(some)),
      ),
      this.#storage.setAlarm(alarmOf(next)),
    ];
    const stale = batches(keysOf(parts.length, before?.count ?? 0));
    // Writes without an await between them are atomic (write coalescing).
    await Promise.all([...put(), ...stale.map((keys) => this.#storage.delete(keys))]);
    if (erasesNow) {
      // What was deleted remains in free pages of the object's database; this deletes the database.
      // If the object ends in between, only what is known to have been taken is lost.
      await this.#storage.deleteAll();
      await Promise.all(put());
    }
    this.#wake();
    return new Response(null, { status: 204 });
  }

  async #changed(query: URLSearchParams): Promise<Response> {
    const head = await this.#head();
    if (head?.version === query.get('version')) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.min(Number(query.get('timeoutMs')), LONGEST_WAIT));
        this.#waiting.add(wake);
      });
    }
    return new Response(null, { status: 204 });
  }

  /** Returns the entry, unless it has expired and the alarm is late. */
  async #head(): Promise<Head | undefined> {
    return unexpired(await this.#storage.get('head'));
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

/** Returns when an object wakes: when something is due or the entry expires. */
function alarmOf({ wakeAt, keepUntil }: Head): number {
  // The platform refuses an alarm before 1970, or in it: what is over may be written, too.
  return Math.max(1, Math.min(wakeAt ?? keepUntil, keepUntil));
}

function unexpired(head: Head | undefined): Head | undefined {
  return head && head.keepUntil > Date.now() ? head : undefined;
}

/** Returns the keys of the pieces from `first` up to, not including, `end`. */
function keysOf(first: number, end: number): string[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => `piece ${first + i}`);
}

/** Splits a list into lists that one operation takes. */
function batches<Item>(list: Item[]): Item[][] {
  const count = Math.ceil(list.length / KEYS);
  return Array.from({ length: count }, (_, i) => list.slice(i * KEYS, (i + 1) * KEYS));
}
