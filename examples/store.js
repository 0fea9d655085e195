// The store of the examples on Node, by the environment variable STORE: redis://… or postgres://…,
// else the path of an SQLite file. An e-service of yours has one of them.

const { STORE = 'transactions.db' } = process.env;

export async function openStore() {
  switch (STORE.split(':', 1)[0]) {
    case 'redis':
      return redis();
    case 'postgres':
      return postgres();
    default:
      return sqlite();
  }
}

async function redis() {
  const { createClient } = await import('redis');
  const { RedisStore } = await import('iamsmart/server/redis');
  const client = createClient({ url: STORE });
  // It connects again by itself.
  client.on('error', (error) => console.warn(`redis: ${error.message}`));
  await client.connect();
  return new RedisStore((command) => client.sendCommand(command));
}

async function postgres() {
  const { default: pg } = await import('pg');
  const { PostgresStore } = await import('iamsmart/server/postgres');
  const pool = new pg.Pool({ connectionString: STORE });
  pool.on('error', (error) => console.warn(`postgres: ${error.message}`));
  const store = new PostgresStore((text, parameters) => pool.query(text, parameters));
  await store.createTables();
  return store;
}

async function sqlite() {
  const { DatabaseSync } = await import('node:sqlite');
  const { SqliteStore } = await import('iamsmart/server/sqlite');
  const database = new DatabaseSync(STORE);
  database.exec('PRAGMA journal_mode = WAL');
  const store = new SqliteStore(database);
  await store.createTables();
  return store;
}
