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

/** Sends a command and returns Redis's reply. `key` is the one key that the command uses. */
export type RedisCommand = (command: [string, ...string[]], key: string) => Promise<unknown>;

/** Options of `RedisStore`. */
export interface RedisStoreOptions {
  /** Prefix of the keys. Default: 'iamsmart:transaction:'. */
  prefix?: string;
  /** Time between two looks at what other processes wrote, in milliseconds. Default: 500. */
  pollMs?: number;
}

/**
 * Writes an entry if it has the version ARGV[1], or if there is none and ARGV[1] is empty. A
 * script is atomic, and the hash expires as a whole.
 */
const WRITE = `
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'content', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`;

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
    const key = this.#prefix + id;
    const reply = await this.#command(['HMGET', key, 'version', 'content'], key);
    const [version, content] = (reply as unknown[]).map(text);
    if (version === undefined || content === undefined) return undefined;
    return { bytes: bytesOf(content), version };
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil }: WriteOptions,
  ): Promise<boolean> {
    const key = this.#prefix + id;
    // In Base64, because clients differ in how they return bytes.
    const values = [version ?? '', crypto.randomUUID(), base64(bytes)];
    // Relative, so that the clocks of this machine and of Redis may differ.
    const lifeMs = Math.max(1, Math.ceil(keepUntil.getTime() - Date.now()));
    const script = ['EVAL', WRITE, '1', key, ...values, `${lifeMs}`] as const;
    const written = Number(await this.#command([...script], key)) === 1;
    if (written) this.#polling.wake(id);
    return written;
  }

  changed(id: string, version: string, timeoutMs: number): Promise<void> {
    return this.#polling.changed(id, version, timeoutMs);
  }

  async #versions(ids: string[]): Promise<Map<string, string>> {
    const read = async (id: string): Promise<[string, string]> => {
      const key = this.#prefix + id;
      return [id, text(await this.#command(['HGET', key, 'version'], key)) ?? ''];
    };
    return new Map(await Promise.all(ids.map(read)));
  }
}

/** Returns a bulk reply as text; clients return strings or bytes. */
function text(reply: unknown): string | undefined {
  if (reply === null || reply === undefined) return undefined;
  return reply instanceof Uint8Array ? new TextDecoder().decode(reply) : `${reply}`;
}
