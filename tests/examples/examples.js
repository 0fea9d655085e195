// The examples: how each is built, where it keeps what it has to, and how a process of it starts.

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import workerd from 'workerd';
import { removed } from '../e2e/programs.js';
import { PLACES } from '../stores/places.js';
import { run } from '../stores/program.js';
import { startCuts } from './cuts.js';
import { copied, root as repository, startService } from './service.js';

/** A Node with `node:sqlite`, and Deno, as `cargo xtask test` has found them. */
const node = process.env.IAMSMART_NEWER_NODE ?? process.execPath;
const deno = process.env.IAMSMART_DENO ?? 'deno';

/** Starts an example by its name; what comes with it depends on its store. */
export const EXAMPLES = {
  'express on SQLite': () => onNode('express', sqlite),
  'express on Redis': () => onNode('express', redis),
  'hono on Postgres': () => onNode('hono', postgres),
  'next on SQLite': () => next(sqlite),
  'next on Redis': () => next(redis),
  'worker on Durable Objects': worker,
  'deno on Deno KV': onDeno,
  'axum on SQLite': axum,
};

/**
 * A store's part in the environment, and what can be done to it.
 *
 * @typedef {object} Store
 * @property {Record<string, string>} env
 * @property {() => void} [cut] Cuts the connections to it.
 * @property {() => Promise<void>} [crash] Ends its server at once, and starts it again.
 * @property {() => Promise<void>} [clean] Does what docs/stores.md says about what remains on disk.
 * @property {string} [disk] Folder of its files.
 * @property {() => Promise<void>} [stop]
 */

/**
 * @param {(folder: string) => Promise<Store>} open
 * @param {Omit<Parameters<typeof startService>[0], 'prepare'>} options
 */
async function withStore(open, options) {
  /** @type {Store | undefined} */
  let store;
  const prepare = async (folder) => {
    store = await open(folder);
    return store.env;
  };
  const service = await startService({ ...options, prepare }).catch(async (error) => {
    await store?.stop?.();
    throw error;
  });
  const { stop } = service;
  return Object.assign(service, {
    cut: store?.cut,
    crash: store?.crash,
    clean: store?.clean,
    disk: store?.disk,
    async stop() {
      await stop();
      await store?.stop?.();
    },
  });
}

/** @param {string} name @param {(folder: string) => Promise<Store>} store */
async function onNode(name, store) {
  const place = await copied(name);
  return withStore(store, {
    processes: 2,
    program: (env) => {
      env.PAGE = join(place, 'site');
      return [node, ['--no-warnings', join(place, name, 'server.js')], place];
    },
  });
}

/** @param {(folder: string) => Promise<Store>} store */
async function next(store) {
  const place = await copied('next');
  const folder = join(place, 'next');
  await mkdir(join(folder, 'public'), { recursive: true });
  for (const name of await readdir(join(place, 'site'))) {
    await copyFile(join(place, 'site', name), join(folder, 'public', name));
  }
  const program = [join(repository, 'node_modules/next/dist/bin/next')];
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  await run(node, [...program, 'build'], { cwd: folder, env });
  return withStore(store, {
    processes: 2,
    ready: /Ready in|✓ Ready/,
    program: ({ PORT }) => [
      node,
      ['--no-warnings', ...program, 'start', '-p', PORT, '-H', '127.0.0.1'],
      folder,
    ],
  });
}

async function axum() {
  const place = await copied('axum');
  const path = process.env.IAMSMART_AXUM ?? join(repository, 'target/debug/iamsmart-axum');
  return withStore(sqlite, {
    processes: 2,
    program: (env) => {
      env.PAGE = join(place, 'site');
      return [path, [], place];
    },
  });
}

async function onDeno() {
  const place = await copied('deno');
  return withStore(async (folder) => ({ env: { STORE: join(folder, 'transactions.kv') } }), {
    // Processes share a file here; Deno Deploy has one store for all.
    processes: 2,
    program: (env) => {
      env.PAGE = join(place, 'site');
      const rights = ['run', '--no-lock', '--unstable-kv', '--allow-all'];
      return [deno, [...rights, join(place, 'deno/server.js')], place];
    },
  });
}

async function worker() {
  const place = await copied('worker');
  const folder = join(place, 'bundle');
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: repository,
    entryPoints: { worker: 'tests/examples/in-workerd.js' },
    alias: { example: join(place, 'worker/worker.js') },
    bundle: true,
    conditions: ['workerd'],
    external: ['cloudflare:workers'],
    format: 'esm',
    loader: { '.wasm': 'copy' },
    outdir: folder,
  });
  const objects = async (folder) => {
    const disk = join(folder, 'objects');
    await mkdir(disk);
    return { env: {}, disk };
  };
  return withStore(objects, {
    ready: /"event":"listen"/,
    program: async (env, temporary) => {
      const config = await configuration(env, { place, bundle: folder, temporary });
      return [workerd.default, ['serve', '--control-fd=1', config], place];
    },
  });
}

/** Writes the configuration of workerd, with the classes and the date of wrangler.jsonc. */
async function configuration(env, { place, bundle, temporary }) {
  const jsonc = await readFile(join(place, 'worker/wrangler.jsonc'), 'utf8');
  const { compatibility_date, durable_objects, migrations } = JSON.parse(
    jsonc.replace(/^\s*\/\/.*$/gm, ''),
  );
  const { clientSecret, keyEncryptionKey, ...registration } = JSON.parse(
    await readFile(env.REGISTRATION, 'utf8'),
  );
  const sessionSecret = env.SESSION_SECRET;
  env.SECRETS = JSON.stringify({ clientSecret, keyEncryptionKey, sessionSecret });
  const text = JSON.stringify;
  const isWasm = (name) => name.endsWith('.wasm');
  // The worker itself comes first.
  const names = (await readdir(bundle))
    .filter((name) => !name.endsWith('.capnp'))
    .sort((a, b) => Number(isWasm(a)) - Number(isWasm(b)));
  const modules = names.map(
    (name) => `(name = ${text(name)}, ${isWasm(name) ? 'wasm' : 'esModule'} = embed ${text(name)})`,
  );
  const objects = join(temporary, 'objects');
  const path = join(bundle, `${env.PORT}.capnp`);
  await writeFile(
    path,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "assets", disk = (path = ${text(join(place, 'site'))})),
    (name = "archive", disk = (path = ${text(env.ARCHIVE)}, writable = true)),
    (name = "objects", disk = (path = ${text(objects)}, writable = true)),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${env.PORT}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = ${text(compatibility_date)},
  modules = [${modules.join(', ')}],
  bindings = [
    (name = "DISK", service = "assets"),
    (name = "ARCHIVE_DISK", service = "archive"),
    (name = "ORIGIN", text = ${text(env.ORIGIN)}),
    (name = "REGISTRATION", json = ${text(text(registration))}),
    (name = "SECRETS", fromEnvironment = "SECRETS"),
    ${durable_objects.bindings.map(({ name, class_name }) => `(name = "${name}", durableObjectNamespace = "${class_name}")`).join(', ')}
  ],
  durableObjectNamespaces = [
    ${migrations[0].new_sqlite_classes.map((name) => `(className = "${name}", uniqueKey = "${name}", enableSql = true)`).join(', ')}
  ],
  durableObjectStorage = (localDisk = "objects"),
);
`,
    { mode: 0o600 },
  );
  return path;
}

/** @param {string} folder @returns {Promise<Store>} */
async function sqlite(folder) {
  const disk = join(folder, 'database');
  await mkdir(disk);
  return { env: { STORE: join(disk, 'transactions.db') }, disk };
}

/** @returns {Promise<Store>} */
async function redis() {
  return served(
    PLACES.Redis,
    ({ socket }) => socket,
    (port) => `redis://127.0.0.1:${port}`,
  );
}

/** @returns {Promise<Store>} */
async function postgres() {
  return served(
    PLACES.Postgres,
    ({ host }) => join(host, '.s.PGSQL.5432'),
    (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
  );
}

/**
 * A store with a server, whose connections can be cut.
 *
 * @param {typeof PLACES.Redis | typeof PLACES.Postgres} placed
 * @param {(options: any) => string} socketOf
 * @param {(port: number) => string} addressOf
 * @returns {Promise<Store>}
 */
async function served(placed, socketOf, addressOf) {
  const root = await ownFolder();
  const place = await placed(root);
  const cuts = await startCuts(socketOf(place.options));
  return {
    env: { STORE: addressOf(cuts.port) },
    cut: cuts.cut,
    crash: place.crash,
    clean: place.clean,
    disk: place.folder,
    stop: async () => {
      cuts.stop();
      await place.close();
      await removed(root);
    },
  };
}

/** A folder apart from what is ours: Postgres is another user's. */
function ownFolder() {
  return mkdtemp(join(tmpdir(), 'iamsmart-store-'));
}
