// An example beside the sandbox: both behind proxies that can spoil what passes, each process of the
// example to be killed and started again.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { freePort, removed, start } from '../e2e/programs.js';
import { startFaults } from './faults.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const built = join(root, 'target/examples');

const LISTENING = /^listening on (\S+)/;
/** Paths of the e-service that may be spoiled; the page's files are not of interest. */
const OF_SERVICE = /^\/(login|api|iamsmart)/;

/** @typedef {Awaited<ReturnType<typeof startService>>} Service */

/**
 * Copies an example, with what all share, to where the package is installed; returns its folder.
 *
 * @param {string} name
 */
export async function copied(name) {
  const modules = join(built, 'node_modules');
  await mkdir(modules, { recursive: true });
  await symlink(pkg, join(modules, 'iamsmart'), 'junction').catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const place = join(built, name);
  const all = await readdir(join(root, 'examples'));
  const shared = all.filter((path) => /\.js(on)?$/.test(path));
  // What an earlier version had may answer in place of this one.
  await rm(place, { recursive: true, force: true });
  for (const path of [...shared, 'page', name]) {
    await cp(join(root, 'examples', path), join(place, path), { recursive: true });
  }
  await build({
    absWorkingDir: place,
    entryPoints: ['page/page.js'],
    bundle: true,
    format: 'esm',
    minify: true,
    outdir: 'site',
  });
  await cp(join(place, 'page/index.html'), join(place, 'site/index.html'));
  return place;
}

/**
 * Starts a sandbox and an e-service.
 *
 * @param {object} options
 * @param {(env: Record<string, string>, folder: string) => any} options.program Program and
 *   arguments of one process, and its working folder.
 * @param {RegExp} [options.ready] What a process prints when it listens.
 * @param {number} [options.processes]
 * @param {(folder: string) => Promise<Record<string, string>>} [options.prepare] Adds to the
 *   environment.
 */
export async function startService({ program, processes = 1, prepare, ready = LISTENING }) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-example-'));
  const archive = join(folder, 'archive');
  await mkdir(archive);
  const service = await startFaults({
    possible: (path) =>
      !OF_SERVICE.test(path)
        ? []
        : path === '/iamsmart/callback'
          ? ['refused', 'broken', 'unavailable', 'lost', 'slow', 'again']
          : ['refused', 'broken', 'unavailable', 'lost', 'slow'],
  });
  const gateway = await startFaults({
    possible: () => ['refused', 'broken', 'unavailable', 'lost', 'slow'],
  });
  const registration = join(folder, 'registration.json');
  const address = `127.0.0.1:${await freePort()}`;
  const startSandbox = () =>
    start(
      process.env.IAMSMART_SANDBOX ?? join(root, 'target/debug/iamsmart-sandbox'),
      [
        ...['--listen', address, '--gateway', gateway.origin],
        ...['--state', join(folder, 'sandbox'), '--registration', registration],
        ...['--redirect-uri', `${service.origin}/login/callback`],
        ...['--redirect-uri', `${service.origin}/iamsmart/callback`],
        // Calls that a fault held back arrive late.
        ...['--timestamp-tolerance-ms', '60000'],
      ],
      { ready: LISTENING },
    );
  let sandbox = await startSandbox();
  gateway.targets.push(`http://${address}`);
  const env = {
    ORIGIN: service.origin,
    REGISTRATION: registration,
    ARCHIVE: archive,
    SESSION_SECRET: randomBytes(32).toString('base64'),
    ...(await prepare?.(folder)),
  };
  /** @type {({ port: number, program?: Awaited<ReturnType<typeof start>>, pid?: number })[]} */
  const hosts = [];
  for (let i = 0; i < processes; i++) hosts.push({ port: await freePort() });

  const running = {
    folder,
    env,
    service,
    gateway,
    archive,
    place: { origin: service.origin, gateway: `http://${address}`, proxy: gateway.origin },
    registration: JSON.parse(await readFile(registration, 'utf8')),
    count: processes,
    /** What the processes have printed. @type {string[]} */
    printed: [],

    /** Starts a process that is not there. */
    async startHost(index = 0) {
      const host = hosts[index];
      const all = { ...process.env, ...env, PORT: `${host.port}` };
      const [path, args, cwd] = await program(all, folder);
      // One that hangs over a connection that was cut is killed, as whoever runs it would do.
      host.program = await start(path, args, { ready, env: all, cwd, withinMs: 60_000 });
      service.targets.push(`http://127.0.0.1:${host.port}`);
    },

    /** Ends a process at once, whatever it is doing. */
    async killHost(index = 0) {
      const host = hosts[index];
      const at = service.targets.indexOf(`http://127.0.0.1:${host.port}`);
      if (at >= 0) service.targets.splice(at, 1);
      if (!host.program) return;
      await host.program.kill();
      running.printed.push(host.program.output());
      host.program = undefined;
    },

    /** Ends the sandbox at once, and starts it with what it keeps on disk. */
    async crashSandbox() {
      await sandbox.kill();
      sandbox = await startSandbox();
    },

    /** What all processes have printed so far. */
    output: () => [...running.printed, ...hosts.map((host) => host.program?.output() ?? '')],

    /** Process ID of a process. */
    pidOf: (index = 0) => hosts[index].program?.pid,

    /** What `onSettled` was told, by businessID: outcome and what came with it. */
    async archived() {
      /** @type {Map<string, any[]>} */
      const found = new Map();
      for (const name of await readdir(archive)) {
        // It is being written, and gets its name when it is whole.
        if (name.startsWith('.')) continue;
        const text = await readFile(join(archive, name), 'utf8');
        // It is being written.
        if (!text.endsWith('}')) continue;
        const settled = JSON.parse(text);
        assert.equal(name, `${settled.businessId}.${settled.outcome}.json`);
        found.set(settled.businessId, [...(found.get(settled.businessId) ?? []), settled]);
      }
      return found;
    },

    /** Adds a fault of the sandbox itself. */
    async fault(rule) {
      const body = JSON.stringify(rule);
      const response = await fetch(`${running.place.gateway}/faults/api`, { method: 'POST', body });
      assert.equal(response.status, 201, await response.text());
    },

    async stop() {
      for (const index of hosts.keys()) await running.killHost(index);
      await service.stop();
      await gateway.stop();
      await sandbox.stop();
      await removed(folder);
    },
  };
  try {
    for (const index of hosts.keys()) await running.startHost(index);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/** The page module as tests import it. */
export const page = await import(pathToFileURL(join(pkg, 'page/inline.js')).href);
