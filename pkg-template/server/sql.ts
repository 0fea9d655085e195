// What the stores in SQL databases share.
import { IamSmartError } from '../error.js';

/** Options of `PostgresStore` and `SqliteStore`. */
export interface SqlStoreOptions {
  /** Table, which may have a schema: 'name' or 'schema.name'. Default: 'iamsmart_transactions'. */
  table?: string;
  /** Time between two looks at what other processes wrote, in milliseconds. Default: 500. */
  pollMs?: number;
}

/** Default of `table`. */
export const TABLE = 'iamsmart_transactions';

/** Names that need no quotes, with those of their indexes within Postgres's 63 bytes. */
const TABLE_NAME = /^([a-z_][a-z0-9_]{0,46}\.)?[a-z_][a-z0-9_]{0,46}$/;

/**
 * Returns the table's name without its schema.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function nameOf(table: string): string {
  if (TABLE_NAME.test(table)) return table.slice(table.indexOf('.') + 1);
  throw new IamSmartError(
    'invalid-argument',
    "'table' cannot be used: it is not of the form name or schema.name, in lower-case letters, digits and underscores, of at most 47 each.",
  );
}
