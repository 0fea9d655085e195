// The three transaction stores, each in its own runtime, with one suite.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { suite } from './suite.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const { MemoryStore, Transactions } = await import(pathToFileURL(join(pkg, 'server/inline.js')));

describe('memory', () => {
  for (const [name, run] of Object.entries(suite(Transactions, new MemoryStore()))) test(name, run);
});

test('Durable Objects, in workerd', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-stores-'));
  try {
    const modules = join(folder, 'node_modules');
    const outdir = join(folder, 'bundle');
    await mkdir(modules);
    await symlink(pkg, join(modules, 'iamsmart'));
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
    await writeFile(
      join(outdir, 'config.capnp'),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  compatibilityDate = "2026-01-01",
  modules = [${names.map(module).join(', ')}],
  durableObjectNamespaces = [(className = "TransactionObject", uniqueKey = "transactions")],
  durableObjectStorage = (inMemory = void),
  bindings = [(name = "TRANSACTIONS", durableObjectNamespace = "TransactionObject")],
))]);`,
    );
    const workerd = join(root, 'node_modules/.bin/workerd');
    const { stdout } = await run(workerd, ['test', join(outdir, 'config.capnp')]);
    countOf(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('Deno KV, in Deno', async () => {
  const { resolve } = createRequire(import.meta.url);
  const suffix = { linux: 'linux-x64-glibc', darwin: 'darwin-x64', win32: 'win32-x64' };
  const name = suffix[process.platform].replace('x64', process.arch);
  const deno = join(dirname(resolve(`@deno/${name}/package.json`)), 'deno');
  const { stdout } = await run(deno, [
    ...['run', '--no-config', '--no-lock', '--unstable-kv', '--allow-read', here('in-deno.js')],
    pathToFileURL(pkg).href,
  ]);
  countOf(stdout);
});

/** Asserts that every test of the suite reported success. */
function countOf(stdout) {
  const tests = Object.keys(suite(Transactions, new MemoryStore()));
  for (const name of tests) assert.ok(stdout.includes(`ok ${name}`), `${name}\n${stdout}`);
}

async function run(program, args) {
  try {
    return await promisify(execFile)(program, args);
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
  }
}
