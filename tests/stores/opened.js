// Opens a store in Node, Deno or Bun, with the client that its name says.

import { createRequire } from 'node:module';

/**
 * @param {string} pkg URL of the package's folder.
 * @param {string} client
 * @param {any} options Address of a server, or path of a file.
 */
export async function opened(pkg, client, options) {
  const entry = async (name) => await import(`${pkg}/server/${name}.js`);
  switch (client) {
    case 'memory': {
      const { MemoryStore } = await entry('inline');
      return new MemoryStore({ singleProcess: true });
    }
    case 'redis': {
      const { RedisStore } = await entry('redis');
      const { createClient } = await import('redis');
      const redis = createClient({ socket: { path: options.socket } });
      // Reconnections are reported; commands fail or wait as they do.
      redis.on('error', () => {});
      await redis.connect();
      return new RedisStore((command) => redis.sendCommand(command));
    }
    case 'ioredis': {
      const { RedisStore } = await entry('redis');
      const { Redis } = await import('ioredis');
      const redis = new Redis(options.socket);
      redis.on('error', () => {});
      return new RedisStore(([name, ...rest]) => redis.call(name, ...rest));
    }
    case 'redis cluster': {
      const { RedisStore } = await entry('redis');
      const { createCluster } = await import('redis');
      const cluster = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${options.port}` }] });
      await cluster.connect();
      return new RedisStore((command, key) => cluster.sendCommand(key, false, command));
    }
    case 'ioredis cluster': {
      const { RedisStore } = await entry('redis');
      const { Cluster } = await import('ioredis');
      const cluster = new Cluster([{ host: '127.0.0.1', port: options.port }]);
      return new RedisStore(([name, ...rest]) => cluster.call(name, ...rest));
    }
    case 'pg': {
      const { PostgresStore } = await entry('postgres');
      const { default: pg } = await import('pg');
      const pool = new pg.Pool({ ...options, max: 10 });
      pool.on('error', () => {});
      return created(new PostgresStore((text, parameters) => pool.query(text, parameters)));
    }
    case 'postgres': {
      const { PostgresStore } = await entry('postgres');
      const { default: postgres } = await import('postgres');
      const sql = postgres({ ...options, max: 10, onnotice: () => {} });
      return created(new PostgresStore((text, parameters) => sql.unsafe(text, parameters)));
    }
    case 'better-sqlite3': {
      const { SqliteStore } = await entry('sqlite');
      const Database = createRequire(import.meta.url)('better-sqlite3');
      return created(new SqliteStore(journaled(new Database(options.path), options)));
    }
    case 'node:sqlite': {
      const { SqliteStore } = await entry('sqlite');
      const { DatabaseSync } = await import('node:sqlite');
      return created(new SqliteStore(journaled(new DatabaseSync(options.path), options)));
    }
    case 'bun:sqlite': {
      const { SqliteStore } = await entry('sqlite');
      const { Database } = await import('bun:sqlite');
      return created(new SqliteStore(journaled(new Database(options.path), options)));
    }
    case 'deno-kv': {
      const { DenoKvStore } = await entry('deno-kv');
      return new DenoKvStore(await Deno.openKv(options.path));
    }
  }
  throw new Error(`There is no client '${client}'.`);
}

async function created(store) {
  await store.createTables();
  return store;
}

function journaled(database, { journal }) {
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec(`PRAGMA journal_mode = ${journal}`);
  // What a process has written outlives it; waiting for the disk is for power failures.
  database.exec('PRAGMA synchronous = OFF');
  return database;
}
