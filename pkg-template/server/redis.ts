/**
 * `iamsmart/server/redis`: a store for transactions in Redis 4 or later, Valkey, or what speaks
 * like them. Does not load the WebAssembly module, and depends on no client.
 *
 * ```js
 * // npm redis
 * new RedisStore((command) => client.sendCommand(command));
 * // npm ioredis
 * new RedisStore(([name, ...rest]) => client.call(name, ...rest));
 * // npm redis, cluster
 * new RedisStore((command, key) => cluster.sendCommand(key, false, command));
 * ```
 */
import { POLL_MS, Polling } from './polling.js';
import { base64, bytesOf } from './stored.js';
import type { TransactionStore, WriteOptions } from './transaction-store.js';

/** Sends a command and returns Redis's reply. All keys of the command are in the hash slot of `key`. */
export type RedisCommand = (command: [string, ...string[]], key: string) => Promise<unknown>;

/** Options of `RedisStore`. */
export interface RedisStoreOptions {
  /** Prefix of the keys. Default: 'iamsmart:transaction:'. */
  prefix?: string;
  /** Time between two looks at what other processes wrote, in milliseconds. Default: 500. */
  pollMs?: number;
}

/**
 * Number of indexes of what is due, each with its share of the entries: in a cluster, the keys of one
 * script must be in one hash slot, and one slot for all would leave the other nodes idle.
 */
const SHARES = 16;

/** Maximum number of keys of one script. */
const KEYS = 500;

/**
 * Writes an entry, KEYS[1], if it has the version ARGV[1], or if there is none and ARGV[1] is empty,
 * and when it is due into the index, KEYS[2]. A script is atomic, and the hash expires as a whole; the
 * index does with the last of its entries.
 */
const WRITE = `
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'content', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[2], ARGV[6])
else
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[6])
  if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[2], ARGV[4]) end
end
return 1`;

/** Returns members and scores in turn: a script's reply is the same in RESP2 and RESP3. */
const DUE = `
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])`;

/** Deletes the members whose entries, KEYS[2] and following, have expired from the index. */
const TIDY = `
local gone = {}
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 0 then
    redis.call('ZREM', KEYS[1], ARGV[i - 1])
    gone[#gone + 1] = ARGV[i - 1]
  end
end
return gone`;

/** Entry that is due. */
interface Due {
  id: string;
  /** Unix time in milliseconds. */
  wakeAt: number;
}

/** Store in Redis for `Transactions` of `iamsmart/server`. An entry is one hash. */
export class RedisStore implements TransactionStore {
  #command: RedisCommand;
  #prefix: string;
  #polling: Polling;

  constructor(command: RedisCommand, options: RedisStoreOptions = {}) {
    const { prefix = 'iamsmart:transaction:', pollMs = POLL_MS } = options;
    this.#command = command;
    this.#prefix = prefix;
    this.#polling = new Polling((ids) => this.#versions(ids), pollMs);
  }

  async read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined> {
    const key = this.#key(id);
    const reply = await this.#command(['HMGET', key, 'version', 'content'], key);
    const [version, content] = (reply as unknown[]).map(text);
    if (version === undefined || content === undefined) return undefined;
    return { bytes: bytesOf(content), version };
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil, wakeAt }: WriteOptions,
  ): Promise<boolean> {
    // In Base64, because clients differ in how they return bytes.
    const values = [version ?? '', crypto.randomUUID(), base64(bytes)];
    // Relative, so that the clocks of this machine and of Redis may differ.
    const lifeMs = Math.max(1, Math.ceil(keepUntil.getTime() - Date.now()));
    // What expires before it is due never is; so the index keeps nothing that `due` does not reach.
    const due = wakeAt !== undefined && wakeAt < keepUntil ? `${wakeAt.getTime()}` : '';
    const keys: [string, string] = [this.#key(id), this.#index(shareOf(id))];
    const written = Number(await this.#eval(WRITE, keys, [...values, `${lifeMs}`, due, id])) === 1;
    if (written) this.#polling.wake(id);
    return written;
  }

  changed(id: string, version: string, timeoutMs: number): Promise<void> {
    return this.#polling.changed(id, version, timeoutMs);
  }

  async due(now: Date, limit: number): Promise<string[]> {
    const shares = Array.from({ length: SHARES }, (_, share) => this.#dueOf(share, now, limit));
    return (await Promise.all(shares))
      .flat()
      .sort((a, b) => a.wakeAt - b.wakeAt)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  /** Returns what is due of a share, and deletes from its index what has expired. */
  async #dueOf(share: number, now: Date, limit: number): Promise<Due[]> {
    const index = this.#index(share);
    for (;;) {
      const reply = await this.#eval(DUE, [index], [`${now.getTime()}`, `${limit}`]);
      const texts = (reply as unknown[]).map(text);
      const listed = Array.from({ length: texts.length / 2 }, (_, i) => ({
        id: texts[2 * i] ?? '',
        wakeAt: Number(texts[2 * i + 1]),
      }));
      const gone = new Set<string | undefined>();
      for (let i = 0; i < listed.length; i += KEYS) {
        const ids = listed.slice(i, i + KEYS).map(({ id }) => id);
        const keys: [string, ...string[]] = [index, ...ids.map((id) => this.#key(id))];
        for (const id of (await this.#eval(TIDY, keys, ids)) as unknown[]) gone.add(text(id));
      }
      // What has gone made place for others.
      if (gone.size === 0 || listed.length < limit) return listed.filter(({ id }) => !gone.has(id));
    }
  }

  #eval(script: string, keys: [string, ...string[]], values: string[]): Promise<unknown> {
    return this.#command(['EVAL', script, `${keys.length}`, ...keys, ...values], keys[0]);
  }

  async #versions(ids: string[]): Promise<Map<string, string>> {
    const read = async (id: string): Promise<[string, string]> => {
      const key = this.#key(id);
      return [id, text(await this.#command(['HGET', key, 'version'], key)) ?? ''];
    };
    return new Map(await Promise.all(ids.map(read)));
  }

  #key(id: string): string {
    return `${this.#index(shareOf(id))}:${id}`;
  }

  /** Returns the key of a share's index. In braces is what a cluster chooses the hash slot by. */
  #index(share: number): string {
    return `${this.#prefix}{${share}}`;
  }
}

/** Returns the share of an ID. */
function shareOf(id: string): number {
  let sum = 0;
  for (let i = 0; i < id.length; i += 1) sum += id.charCodeAt(i);
  return sum % SHARES;
}

/** Returns a bulk reply as text; clients return strings or bytes. */
function text(reply: unknown): string | undefined {
  if (reply === null || reply === undefined) return undefined;
  return reply instanceof Uint8Array ? new TextDecoder().decode(reply) : `${reply}`;
}
