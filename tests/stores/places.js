// The stores with their servers, files and clients.

import { chown, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Redis } from 'ioredis';
import pg from 'pg';
import workerd from 'workerd';
import { freePort, removed } from '../e2e/programs.js';
import { journalAt } from './journal.js';
import { hostOf, run, started } from './program.js';
import { isLong } from './scale.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Command of a Node with `node:sqlite`, which wrangler needs, too. */
export const newerNode = [tool('IAMSMART_NEWER_NODE'), '--no-warnings'];
const DENO_RIGHTS = ['run', '--no-lock', '--unstable-kv', '--allow-all'];
const RUNTIMES = {
  node: [process.execPath],
  'newer node': newerNode,
  deno: [tool('IAMSMART_DENO'), ...DENO_RIGHTS],
  bun: [tool('IAMSMART_BUN'), 'run'],
};

const SQLITE = [
  { client: 'better-sqlite3', runtime: 'newer node' },
  { client: 'node:sqlite', runtime: 'newer node' },
  { client: 'node:sqlite', runtime: 'deno' },
  { client: 'bun:sqlite', runtime: 'bun' },
];

/** Each opens a place in an empty folder. */
export const PLACES = {
  memory: async () => ({ clients: [{ client: 'memory', runtime: 'node' }] }),
  Redis: redis,
  'Redis cluster': redisCluster,
  Postgres: postgres,
  'SQLite with a rollback journal': (folder) => sqlite(folder, 'DELETE'),
  'SQLite with a write-ahead log': (folder) => sqlite(folder, 'WAL'),
  'Deno KV': denoKv,
  'Durable Objects in memory': (folder) => objects(folder, 'inMemory = void'),
  'Durable Objects on disk': (folder) => objects(folder, 'localDisk = "disk"'),
};

/**
 * Opens a place. `start` takes one client after the other, `startWith` a certain one; `running` returns
 * as many processes as the place takes, up to two, and starts those that were killed anew.
 */
export async function placeOf(name) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-'));
  const place = await PLACES[name](folder);
  const startWith = place.startWith ?? ((client) => started_(client, place.options ?? {}));
  let next = 0;
  const start = () => {
    next += 1;
    return startWith(place.clients[next % place.clients.length]);
  };
  let hosts = [];
  const running = async () => {
    hosts = hosts.filter((host) => host.isAlive());
    while (hosts.length < (place.isAlone ? 1 : 2)) hosts.push(await start());
    return hosts;
  };
  const close = async () => {
    for (const host of hosts) await host.kill();
    await place.close?.();
    await removed(folder);
  };
  return { start, ...place, startWith, running, close };
}

async function started_({ client, runtime }, options) {
  const [path, ...args] = RUNTIMES[runtime];
  const script = [here('host.js'), pathToFileURL(pkg).href, client, JSON.stringify(options)];
  const program = await started(path, [...args, ...script], /^port (\d+)$/);
  return hostOf(program, program.match[1]);
}

/** Redis that has written whatever it has answered. */
async function redis(folder) {
  const socket = join(folder, 'socket');
  const data = join(folder, 'data');
  await mkdir(data);
  const start = () =>
    started(
      tool('IAMSMART_REDIS'),
      [
        ...['--port', '0', '--unixsocket', socket, '--dir', data, '--save', ''],
        // What a server has written outlives it; waiting for the disk is for power failures.
        ...['--appendonly', 'yes', '--appendfsync', isLong ? 'always' : 'no'],
        // So that the search of the disk can find anything.
        ...['--rdbcompression', 'no'],
      ],
      /ready to accept connections/i,
    );
  let server = await start();
  const admin = new Redis(socket, { maxRetriesPerRequest: null });
  admin.on('error', () => {});
  return {
    clients: ['redis', 'ioredis'].map((client) => ({ client, runtime: 'node' })),
    options: { socket },
    folder: data,
    crash: async () => {
      await server.kill();
      server = await start();
    },
    clean: async () => {
      await admin.bgrewriteaof();
      for (;;) {
        const files = await readdir(data, { recursive: true });
        const isDone = /aof_rewrite_(in_progress|scheduled):1/.test(
          await admin.info('persistence'),
        );
        if (!isDone && !files.some((name) => name.includes('temp'))) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close: async () => {
      admin.disconnect();
      await server.kill();
    },
  };
}

/** A cluster of one node, which refuses scripts whose keys are not in one hash slot all the same. */
async function redisCluster(folder) {
  // Its number plus 10,000, the port of a cluster's bus, is one, too.
  const port = await freePort();
  const server = await started(
    tool('IAMSMART_REDIS'),
    [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
      ...['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
    ],
    /ready to accept connections/i,
  );
  const admin = new Redis(port, '127.0.0.1');
  const slots = Array.from({ length: 16_384 }, (_, slot) => slot);
  await admin.cluster('ADDSLOTS', ...slots);
  while (!/cluster_state:ok/.test(`${await admin.cluster('INFO')}`)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  admin.disconnect();
  return {
    clients: ['redis cluster', 'ioredis cluster'].map((client) => ({ client, runtime: 'node' })),
    options: { port },
    close: () => server.kill(),
  };
}

async function postgres(folder) {
  const bin = tool('IAMSMART_POSTGRES');
  const data = join(folder, 'data');
  await mkdir(data);
  const options = { cwd: data };
  if (process.getuid?.() === 0) {
    // Postgres refuses to run as root.
    const [uid, gid] = await idsOf('nobody');
    Object.assign(options, { uid, gid });
    await chown(folder, uid, gid);
    await chown(data, uid, gid);
  }
  const cluster = [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await run(join(bin, 'initdb'), cluster, options);
  // docs/stores.md: what keeps the write-ahead log from keeping what was deleted.
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'wal_recycle=off'];
  // What a server has written outlives it; waiting for the disk is for power failures.
  settings.push('fsync=off');
  const start = () =>
    started(
      join(bin, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      /ready to accept connections/,
      options,
    );
  let server = await start();
  const connection = { host: folder, user: 'postgres', database: 'postgres' };
  return {
    clients: ['pg', 'postgres'].map((client) => ({ client, runtime: 'node' })),
    options: connection,
    folder: data,
    crash: async () => {
      await server.kill();
      server = await start();
    },
    execute: (statements) => sql(connection, statements),
    types: { time: 'timestamptz', bytes: 'bytea' },
    save: () => sql(connection, ['CHECKPOINT']),
    clean: () =>
      sql(connection, [
        'VACUUM FULL iamsmart_transactions',
        'SELECT pg_switch_wal()',
        'CHECKPOINT',
      ]),
    close: () => server.kill(),
  };
}

async function sql(connection, statements) {
  const client = new pg.Client(connection);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function sqlite(folder, journal) {
  const path = join(folder, 'transactions.db');
  // The log is SQLite's own, so one driver shows what the suite shows of it.
  const inSuite = journal === 'WAL' ? SQLITE.slice(0, 1) : SQLITE;
  const execute = async (statements) => {
    const program = `const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
for (const statement of process.argv.slice(2)) database.exec(statement);`;
    const [node, ...args] = newerNode;
    await run(node, [...args, '--eval', program, path, ...statements]);
  };
  return {
    folder,
    inSuite,
    clients: SQLITE,
    options: { path, journal },
    execute,
    types: { time: 'INTEGER', bytes: 'BLOB' },
    inProcesses: journal === 'WAL' || isLong,
  };
}

async function denoKv(folder) {
  const path = join(folder, 'transactions.kv');
  return {
    folder,
    clients: [{ client: 'deno-kv', runtime: 'deno' }],
    options: { path },
    // Concurrent writes to a local file wait for each other.
    scale: isLong ? {} : { many: 50 },
    // docs/stores.md: a local file is an SQLite database, in which what was deleted remains.
    clean: async () => {
      const program = `const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec('PRAGMA busy_timeout = 5000; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');`;
      const [node, ...args] = newerNode;
      await run(node, [...args, '--eval', program, path]);
    },
  };
}

async function objects(folder, storage) {
  const modules = join(folder, 'node_modules');
  const outdir = join(folder, 'bundle');
  const disk = join(folder, 'disk');
  for (const path of [modules, disk]) await mkdir(path);
  await symlink(pkg, join(modules, 'iamsmart'));
  const socket = join(folder, 'journal');
  const journal = await journalAt(socket);
  await build({
    entryPoints: [here('in-workerd.js')],
    bundle: true,
    conditions: ['workerd'],
    format: 'esm',
    loader: { '.wasm': 'copy' },
    nodePaths: [modules],
    outdir,
  });
  const names = (await readdir(outdir)).sort((a) => (a === 'in-workerd.js' ? -1 : 1));
  const module = (name) =>
    `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${name}")`;
  const configuration = join(outdir, 'config.capnp');
  await writeFile(
    configuration,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "journal", external = (address = "unix:${socket}", http = ())),
    (name = "disk", disk = (path = "${disk}", writable = true)),
    (name = "main", worker = (
      compatibilityDate = "2026-01-01",
      modules = [${names.map(module).join(', ')}],
      durableObjectNamespaces = [
        (className = "TransactionObject", uniqueKey = "transactions"),
        (className = "SettlingObject", uniqueKey = "settling"),
      ],
      durableObjectStorage = (${storage}),
      bindings = [
        (name = "TRANSACTIONS", durableObjectNamespace = "TransactionObject"),
        (name = "SETTLING", durableObjectNamespace = "SettlingObject"),
        (name = "JOURNAL", service = "journal"),
      ],
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", service = "main")],
);`,
  );
  const startWith = async () => {
    const ready = /"socket":"http","port":(\d+)/;
    const program = await started(
      workerd.default,
      ['serve', '--control-fd=1', configuration],
      ready,
    );
    return hostOf(program, program.match[1]);
  };
  const inMemory = storage.startsWith('inMemory');
  return {
    clients: [{ client: 'iamsmart/server/durable-object', runtime: 'workerd' }],
    startWith,
    isAlone: true,
    wakesItself: true,
    journal,
    close: async () => journal.close(),
    ...(inMemory ? {} : { folder: disk }),
    // In memory, more pieces than one operation takes; on disk, one database for each transaction.
    scale: inMemory ? { large: 12 } : { many: isLong ? 1000 : 30 },
  };
}

/** Returns a path that `cargo xtask test` has found. */
function tool(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run cargo xtask test stores`);
  return path;
}

async function idsOf(user) {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = lines.find(([name]) => name === user) ?? [];
  return [Number(uid), Number(gid)];
}
