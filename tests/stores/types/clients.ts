// Types of the stores with those of the clients; compiled, never run.

import Database from 'better-sqlite3';
import { PostgresStore, type SqlStoreOptions } from 'iamsmart/server/postgres';
import { RedisStore } from 'iamsmart/server/redis';
import { SqliteStore } from 'iamsmart/server/sqlite';
import { Redis } from 'ioredis';
import pg from 'pg';
import postgres from 'postgres';
import { createClient, createCluster } from 'redis';

const client = createClient();
new RedisStore((command) => client.sendCommand(command));
const cluster = createCluster({ rootNodes: [] });
new RedisStore((command, key) => cluster.sendCommand(key, false, command), { prefix: 'p:' });
const redis = new Redis();
new RedisStore(([name, ...rest]) => redis.call(name, ...rest), { pollMs: 100 });
// @ts-expect-error: a client is no function.
new RedisStore(client);

const options: SqlStoreOptions = { table: 'schema.name' };
const pool = new pg.Pool();
new PostgresStore((text, parameters) => pool.query(text, parameters), options);
const sql = postgres();
new PostgresStore((text, parameters) => sql.unsafe(text, parameters));

new SqliteStore(new Database('transactions.db'));
// @ts-expect-error: a path is no database.
new SqliteStore('transactions.db');
