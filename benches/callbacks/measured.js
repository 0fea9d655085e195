// Callbacks with a signature at a worker on workerd: the processor time that each takes, as far as
// each step. One process with one isolate, which uses one core.

import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import workerd from 'workerd';
import { callback, identity, keyEncryptionKey } from '../envelopes/messages.js';
import { processorTime } from '../subjects/processor-time.js';
import { root, folder as target } from '../subjects/subjects.js';

const ROUNDS = 9;
const WARM_UP = 2;
/** Callbacks in each turn. */
const BATCH = 10;

/**
 * Milliseconds of a callback in each round, by step: as far as each goes, with the key that it names.
 *
 * @param {{ pkg: string }} tools
 * @param {string[]} steps
 * @returns {Promise<Record<string, number[]>>}
 */
export async function callbackTimes({ pkg }, steps) {
  const contentKey = randomBytes(32);
  const worker = await started(await configured(pkg, contentKey));
  try {
    await refused(worker, contentKey);
    const times = Object.fromEntries(steps.map((step) => [step, /** @type {number[]} */ ([])]));
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      for (let turn = 0; turn < steps.length; turn += 1) {
        const step = steps[(round + turn) % steps.length];
        const took = await batch(worker, step, contentKey);
        if (round >= WARM_UP) times[step].push(took);
      }
    }
    return times;
  } finally {
    await worker.stop();
  }
}

async function batch({ post, pid }, step, contentKey) {
  const businessIds = Array.from({ length: BATCH }, () => randomUUID());
  const bodies = businessIds.map((businessID) => callback(contentKey, signed(businessID)));
  if (step.startsWith('stored')) await post('begin', JSON.stringify(businessIds));
  const before = processorTime(pid);
  for (const body of bodies) await post(step, body);
  return (processorTime(pid) - before) / BATCH;
}

/** What is spoiled is opened, verified and stored by nobody. */
async function refused({ post }, contentKey) {
  const content = signed(randomUUID());
  const other = Buffer.from(content.hashCode, 'base64').map((octet) => octet ^ 1);
  const changed = callback(contentKey, { ...content, hashCode: other.toString('base64') });
  const spoiled = changed.replace(/.(?=.{8}"\}$)/, (last) => (last === 'A' ? 'B' : 'A'));
  for (const [step, body] of [
    ['held', spoiled],
    ['platform', spoiled],
    ['verified/held', changed],
    ['stored/held', callback(contentKey, content)],
  ]) {
    const answer = await post(step, body).then(
      () => 'ok',
      () => 'refused',
    );
    if (answer === 'ok') throw new Error(`${step} takes what is spoiled.`);
  }
}

const fixture = (name) => readFileSync(join(root, 'tests/fixtures/pki', name));

/** The content of a signature's callback (iAM Smart API, push callback). */
const signed = (businessID) => ({
  businessID,
  state: 's-1',
  hashCode: fixture('content.sha256').toString('base64'),
  timestamp: Date.parse('2026-06-01T00:00:00Z'),
  signature: fixture('sha256-over-digest.sig').toString('base64'),
  cert: der('person.pem'),
});

const der = (name) => `${fixture(name)}`.replace(/-----[^-]+-----|\s/g, '');

/** Bundles the worker; returns the path of its configuration. */
async function configured(pkg, contentKey) {
  const outdir = join(target, 'callbacks');
  await rm(outdir, { recursive: true, force: true });
  await mkdir(join(outdir, 'modules'), { recursive: true });
  await symlink(pkg, join(outdir, 'modules/iamsmart'), 'junction');
  await build({
    absWorkingDir: root,
    bundle: true,
    conditions: ['workerd'],
    entryPoints: [fileURLToPath(new URL('worker.js', import.meta.url))],
    external: ['cloudflare:workers'],
    format: 'esm',
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
    nodePaths: [join(outdir, 'modules')],
    outdir,
    target: 'es2022',
  });
  const names = (await readdir(outdir)).filter((name) => /\.(js|wasm)$/.test(name));
  const modules = names
    .sort((a) => (a === 'worker.js' ? -1 : 1))
    .map(
      (name) =>
        `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${name}")`,
    );
  const known = {
    identity,
    keyEncryptionKey,
    contentKey: contentKey.toString('base64'),
    modulus: 2048,
    trust: {
      intermediates: [der('issuing.pem')],
      trustAnchors: [der('root.pem')],
      crls: [`${fixture('crl-issuing.pem')}`, `${fixture('crl-root.pem')}`],
    },
    validationTime: '2026-06-01T00:00:00Z',
  };
  const config = join(outdir, 'config.capnp');
  const text = JSON.stringify;
  await mkdir(join(outdir, 'data'));
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "data", disk = (path = ${text(join(outdir, 'data'))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-01-01",
  # For the key in the platform's library alone.
  compatibilityFlags = ["nodejs_compat"],
  modules = [${modules.join(', ')}],
  bindings = [
    (name = "KNOWN", json = ${text(text(known))}),
    (name = "TRANSACTIONS", durableObjectNamespace = "TransactionObject"),
  ],
  durableObjectNamespaces = [
    (className = "TransactionObject", uniqueKey = "iamsmart-bench", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "data"),
);`,
  );
  return config;
}

/** @param {string} config */
async function started(config) {
  const child = spawn(workerd.default, ['serve', '--control-fd=1', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  const port = await new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const port = line.match(/"event":"listen","socket":"http","port":(\d+)/)?.[1];
      if (port) resolve(port);
    });
    child.on('exit', () => reject(new Error(`workerd ended: ${said}`)));
  });
  return {
    pid: child.pid,
    /** @param {string} path @param {string} body */
    async post(path, body) {
      const response = await fetch(`http://127.0.0.1:${port}/${path}`, { method: 'POST', body });
      const answer = await response.text();
      if (!response.ok) throw new Error(`${path}: ${answer}`);
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
