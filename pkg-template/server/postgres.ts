/**
 * `iamsmart/server/postgres`: a store for transactions in PostgreSQL 9.6 or later. Does not load
 * the WebAssembly module, and depends on no client.
 *
 * ```js
 * // npm pg
 * new PostgresStore((text, parameters) => pool.query(text, parameters));
 * // npm postgres
 * new PostgresStore((text, parameters) => sql.unsafe(text, parameters));
 * ```
 */
import { POLL_MS, Polling } from './polling.js';
import { nameOf, type SqlStoreOptions, TABLE } from './sql.js';
import { SweepTimes } from './sweep-times.js';
import type { TransactionStore, WriteOptions } from './transaction-store.js';

export type { SqlStoreOptions };

/** Runs one statement with its parameters, $1 to $n, and returns its rows. */
export type PostgresQuery = (
  text: string,
  // biome-ignore lint/suspicious/noExplicitAny: clients have different types for parameters.
  parameters: any[],
  // biome-ignore lint/suspicious/noExplicitAny: as above, for rows.
) => Promise<any>;

// biome-ignore lint/suspicious/noExplicitAny: as above.
type Row = Record<string, any>;

/** Maximum number of IDs in one statement. */
const IDS = 500;

/** Condition of a concurrent write: serialization_failure, deadlock_detected. */
const CONFLICTS = ['40001', '40P01'];
/**
 * What another process creates meanwhile: unique_violation, duplicate_table, duplicate_column.
 */
const CREATED = ['23505', '42P07', '42701'];

/** Returns the statements that `createTables` runs, for a migration of your own. */
export function postgresTables(table: string = TABLE): string[] {
  const name = nameOf(table);
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (
  id text PRIMARY KEY,
  version text NOT NULL,
  keep_until timestamptz NOT NULL,
  wake_at timestamptz,
  content bytea NOT NULL
)`,
    // A table of an earlier build has no such column.
    `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS wake_at timestamptz`,
    // The content is mostly Base64 of random bytes, which compression only costs time.
    `ALTER TABLE ${table} ALTER COLUMN content SET STORAGE EXTERNAL`,
    `CREATE INDEX IF NOT EXISTS ${name}_keep_until ON ${table} (keep_until)`,
    `CREATE INDEX IF NOT EXISTS ${name}_wake_at ON ${table} (wake_at) WHERE wake_at IS NOT NULL`,
  ];
}

/** Store in PostgreSQL for `Transactions` of `iamsmart/server`. An entry is one row. */
export class PostgresStore implements TransactionStore {
  #query: PostgresQuery;
  #table: string;
  #polling: Polling;
  #sweeps = new SweepTimes();

  /** @throws IamSmartError 'invalid-argument' */
  constructor(query: PostgresQuery, options: SqlStoreOptions = {}) {
    const { table = TABLE, pollMs = POLL_MS } = options;
    nameOf(table);
    this.#query = query;
    this.#table = table;
    this.#polling = new Polling((ids) => this.#versions(ids), pollMs);
  }

  /** Creates the table where it does not exist. Several processes may do so at once. */
  async createTables(): Promise<void> {
    for (const statement of postgresTables(this.#table)) {
      try {
        await this.#query(statement, []);
      } catch (error) {
        if (!CREATED.includes(codeOf(error))) throw error;
        await this.#query(statement, []);
      }
    }
  }

  /**
   * Deletes the entries that have expired, and returns their number. `begin` and `due` do so at most
   * once a minute; call it from a timer too, because a service may have no other request for long.
   */
  async sweep(): Promise<number> {
    const statement = `DELETE FROM ${this.#table} WHERE keep_until <= clock_timestamp() RETURNING id`;
    return (await this.#rows(statement, [])).length;
  }

  async read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined> {
    const [row] = await this.#rows(
      `SELECT version, content FROM ${this.#table} WHERE id = $1 AND keep_until > clock_timestamp()`,
      [id],
    );
    return row && { bytes: row.content, version: row.version };
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil, wakeAt }: WriteOptions,
  ): Promise<boolean> {
    if (version === undefined && this.#sweeps.isDue()) await this.sweep();
    // Relative, so that the clocks of this machine and of the database may differ.
    const lifeSeconds = (keepUntil.getTime() - Date.now()) / 1000;
    const values = [id, crypto.randomUUID(), lifeSeconds, bytes, wakeAt?.getTime() ?? null];
    const until = 'clock_timestamp() + make_interval(secs => $3::float8)';
    const statement =
      version === undefined
        ? `INSERT INTO ${this.#table} AS entry (id, version, keep_until, content, wake_at)
VALUES ($1, $2, ${until}, $4, ${time('$5')})
ON CONFLICT (id) DO UPDATE
SET version = excluded.version, keep_until = excluded.keep_until, content = excluded.content,
  wake_at = excluded.wake_at
WHERE entry.keep_until <= clock_timestamp() RETURNING id`
        : `UPDATE ${this.#table} SET version = $2, keep_until = ${until}, content = $4,
  wake_at = ${time('$5')}
WHERE id = $1 AND version = $6 AND keep_until > clock_timestamp() RETURNING id`;
    const written = await this.#wins(
      statement,
      version === undefined ? values : [...values, version],
    );
    if (written) this.#polling.wake(id);
    return written;
  }

  changed(id: string, version: string, timeoutMs: number): Promise<void> {
    return this.#polling.changed(id, version, timeoutMs);
  }

  async due(now: Date, limit: number): Promise<string[]> {
    if (this.#sweeps.isDue()) await this.sweep();
    const rows = await this.#rows(
      `SELECT id FROM ${this.#table} WHERE wake_at <= ${time('$1')} AND keep_until > clock_timestamp()
ORDER BY wake_at LIMIT $2::int`,
      [now.getTime(), limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Returns true if a statement has changed a row, and false if another was first. */
  async #wins(statement: string, parameters: unknown[]): Promise<boolean> {
    try {
      return (await this.#rows(statement, parameters)).length > 0;
    } catch (error) {
      if (CONFLICTS.includes(codeOf(error))) return false;
      throw error;
    }
  }

  async #versions(ids: string[]): Promise<Map<string, string>> {
    const versions = new Map<string, string>();
    for (let i = 0; i < ids.length; i += IDS) {
      const some = ids.slice(i, i + IDS);
      const list = some.map((_, i) => `$${i + 1}`).join(', ');
      const statement = `SELECT id, version FROM ${this.#table} WHERE id IN (${list}) AND keep_until > clock_timestamp()`;
      for (const { id, version } of await this.#rows(statement, some)) versions.set(id, version);
    }
    return versions;
  }

  /** Returns the rows of a statement: npm postgres returns a list, npm pg an object with `rows`. */
  async #rows(statement: string, parameters: unknown[]): Promise<Row[]> {
    const result = await this.#query(statement, parameters);
    return Array.isArray(result) ? result : result.rows;
  }
}

/** Returns the expression of a time whose parameter is in milliseconds. */
function time(parameter: string): string {
  return `to_timestamp(${parameter}::float8 / 1000)`;
}

/** Returns the SQLSTATE of an error. */
function codeOf(error: unknown): string {
  return `${(error as { code?: unknown } | undefined)?.code}`;
}
