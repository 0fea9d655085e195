/**
 * `iamsmart/server/sqlite`: a store for transactions in an SQLite file, which survives a restart
 * and serves several processes of one machine. Does not load the WebAssembly module, and depends
 * on no driver: pass a database of `node:sqlite` (Node 22.5 or later, Deno), `better-sqlite3` or
 * `bun:sqlite`.
 *
 * ```js
 * import { DatabaseSync } from 'node:sqlite';
 * const store = new SqliteStore(new DatabaseSync('transactions.db'));
 * await store.createTables();
 * const transactions = new Transactions(store);
 * ```
 */
import { POLL_MS, Polling } from './polling.js';
import { nameOf, type SqlStoreOptions, TABLE } from './sql.js';
import { SweepTimes } from './sweep-times.js';
import type { TransactionStore, WriteOptions } from './transaction-store.js';

export type { SqlStoreOptions };

/** Subset of a database of `node:sqlite`, `better-sqlite3` and `bun:sqlite` in use. */
export interface SqliteLike {
  exec(statements: string): unknown;
  prepare(statement: string): SqliteStatementLike;
}

/** Subset of a prepared statement in use. */
export interface SqliteStatementLike {
  // biome-ignore lint/suspicious/noExplicitAny: drivers have different types for parameters.
  all(...parameters: any[]): unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  run(...parameters: any[]): { changes: number | bigint };
}

/** What a write writes. */
type Values = readonly [keepUntil: number, wakeAt: number | null, content: Uint8Array];

/** Maximum number of IDs in one statement. */
const IDS = 500;

/** How long a write waits for another process's, in milliseconds. */
const BUSY_MS = 5000;

/** Returns the statements that `createTables` runs, for a migration of your own. */
export function sqliteTables(table: string = TABLE): string[] {
  const name = nameOf(table);
  const schema = table.slice(0, table.length - name.length);
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (
  id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  keep_until INTEGER NOT NULL,
  wake_at INTEGER,
  content BLOB NOT NULL
)`,
    `CREATE INDEX IF NOT EXISTS ${schema}${name}_keep_until ON ${name} (keep_until)`,
    `CREATE INDEX IF NOT EXISTS ${schema}${name}_wake_at ON ${name} (wake_at) WHERE wake_at IS NOT NULL`,
  ];
}

/**
 * Store in SQLite for `Transactions` of `iamsmart/server`. An entry is one row. What was taken or
 * swept is overwritten with zeros in the database (`secure_delete`), and leaves the write-ahead log
 * at once.
 */
export class SqliteStore implements TransactionStore {
  #database: SqliteLike;
  #table: string;
  #statements = new Map<string, SqliteStatementLike>();
  #polling: Polling;
  #sweeps = new SweepTimes();

  /** @throws IamSmartError 'invalid-argument' */
  constructor(database: SqliteLike, options: SqlStoreOptions = {}) {
    const { table = TABLE, pollMs = POLL_MS } = options;
    nameOf(table);
    this.#database = database;
    this.#table = table;
    this.#polling = new Polling(async (ids) => this.#versions(ids), pollMs);
    const [timeout] = database.prepare('PRAGMA busy_timeout').all() as [{ timeout: number }];
    // The default of node:sqlite: an error as soon as another process writes.
    if (Number(timeout.timeout) === 0) database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    database.exec('PRAGMA secure_delete = ON');
  }

  /** Creates the table where it does not exist. */
  async createTables(): Promise<void> {
    const [table = '', ...indexes] = sqliteTables(this.#table);
    this.#database.exec(table);
    this.#addWakeAt();
    for (const index of indexes) this.#database.exec(index);
  }

  /**
   * Deletes the entries that have expired, and returns their number. `begin` and `due` do so at most
   * once a minute; call it from a timer too, because a service may have no other request for long.
   */
  async sweep(): Promise<number> {
    const statement = this.#prepared(`DELETE FROM ${this.#table} WHERE keep_until <= ?`);
    const { changes } = statement.run(Date.now());
    this.#clearLog();
    return Number(changes);
  }

  async read(id: string): Promise<{ bytes: Uint8Array; version: string } | undefined> {
    const [row] = this.#prepared(
      `SELECT version, content FROM ${this.#table} WHERE id = ? AND keep_until > ?`,
    ).all(id, Date.now()) as { version: string; content: Uint8Array }[];
    return row && { bytes: row.content, version: row.version };
  }

  async write(
    id: string,
    bytes: Uint8Array,
    { version, keepUntil, wakeAt, erase }: WriteOptions,
  ): Promise<boolean> {
    if (version === undefined && this.#sweeps.isDue()) await this.sweep();
    const values = [keepUntil.getTime(), wakeAt?.getTime() ?? null, bytes] as const;
    const { changes } =
      version === undefined ? this.#insert(id, values) : this.#update(id, values, version);
    if (Number(changes) === 0) return false;
    if (erase) this.#clearLog();
    this.#polling.wake(id);
    return true;
  }

  changed(id: string, version: string, timeoutMs: number): Promise<void> {
    return this.#polling.changed(id, version, timeoutMs);
  }

  async due(now: Date, limit: number): Promise<string[]> {
    if (this.#sweeps.isDue()) await this.sweep();
    const rows = this.#prepared(
      `SELECT id FROM ${this.#table} WHERE wake_at <= ? AND keep_until > ? ORDER BY wake_at LIMIT ?`,
    ).all(now.getTime(), Date.now(), limit) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  /** A table of an earlier build has no such column, and SQLite no IF NOT EXISTS for it. */
  #addWakeAt(): void {
    const name = nameOf(this.#table);
    const schema = this.#table.slice(0, this.#table.length - name.length);
    const isThere = () => {
      const columns = this.#database.prepare(`PRAGMA ${schema}table_info(${name})`).all();
      return (columns as { name: string }[]).some((column) => column.name === 'wake_at');
    };
    if (isThere()) return;
    try {
      this.#database.exec(`ALTER TABLE ${this.#table} ADD COLUMN wake_at INTEGER`);
    } catch (error) {
      // Another process may have added it meanwhile.
      if (!isThere()) throw error;
    }
  }

  #insert(id: string, values: Values): { changes: number | bigint } {
    return this.#prepared(
      `INSERT INTO ${this.#table} AS entry (id, version, keep_until, wake_at, content)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE
SET version = excluded.version, keep_until = excluded.keep_until, wake_at = excluded.wake_at,
  content = excluded.content
WHERE entry.keep_until <= ?`,
    ).run(id, crypto.randomUUID(), ...values, Date.now());
  }

  #update(id: string, values: Values, version: string): { changes: number | bigint } {
    return this.#prepared(
      `UPDATE ${this.#table} SET version = ?, keep_until = ?, wake_at = ?, content = ?
WHERE id = ? AND version = ? AND keep_until > ?`,
    ).run(crypto.randomUUID(), ...values, id, version, Date.now());
  }

  /**
   * Empties the write-ahead log, where the database has one: it keeps what was overwritten. If
   * another process reads at this moment, the next take or sweep does it.
   */
  #clearLog(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #versions(ids: string[]): Map<string, string> {
    const versions = new Map<string, string>();
    for (let i = 0; i < ids.length; i += IDS) {
      const some = ids.slice(i, i + IDS);
      const list = some.map(() => '?').join(', ');
      const rows = this.#database
        .prepare(`SELECT id, version FROM ${this.#table} WHERE id IN (${list}) AND keep_until > ?`)
        .all(...some, Date.now()) as { id: string; version: string }[];
      for (const { id, version } of rows) versions.set(id, version);
    }
    return versions;
  }

  #prepared(text: string): SqliteStatementLike {
    const kept = this.#statements.get(text);
    if (kept) return kept;
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
