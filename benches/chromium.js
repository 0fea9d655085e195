// A module that runs in a page of Chromium, and what it returns.

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

// What starts a browser is loaded when one is started: benches in Node are not measured beside it.

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Without isolation performance.now has steps of 100 µs and not of 5
 * (https://developer.chrome.com/blog/cross-origin-isolated-hr-timers), and there is no
 * performance.measureUserAgentSpecificMemory.
 */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
const OPTIONS = [
  '--no-sandbox',
  // `turns` collects garbage between two turns.
  '--js-flags=--expose-gc',
  // The memory is measured when it is asked for, and not up to 20 seconds later.
  '--enable-blink-features=ForceEagerMeasureMemory',
  '--disable-background-networking',
  '--disable-component-update',
];
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** @typedef {{ browser: import('playwright-core').Browser, origin: string, end: () => Promise<void> }} Started */

/** @type {Promise<Started> | undefined} */
let started;

/**
 * Calls the default export of a module in a page of its own, with an argument and for a result that
 * are JSON. The server has the package at /pkg/, this folder at /benches/, other files of the
 * project at /files/, and npm's packages, bundled with what they import, at /npm/NAME or
 * /npm/NAME/PATH.
 *
 * @param {import('./table.js').Tools} tools
 * @param {string | URL} module a file of this folder, or its path at the server
 * @param {unknown} [argument]
 */
export async function inPage(tools, module, argument) {
  const { browser, origin } = await chromiumOf(tools);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    return await page.evaluate(run, { module: pathOf(module), argument });
  } finally {
    await context.close();
  }
}

/** 'Chromium 156'. @param {import('./table.js').Tools} tools */
export async function engineOf(tools) {
  const { browser } = await chromiumOf(tools);
  return `Chromium ${browser.version().split('.')[0]}`;
}

/** Ends browser and server, if they were started. */
export async function endChromium() {
  const running = started;
  started = undefined;
  await (await running)?.end();
}

/** Runs in the page. @param {{ module: string, argument: unknown }} call */
async function run({ module, argument }) {
  if (!globalThis.crossOriginIsolated) throw new Error('The page is not isolated.');
  const { default: bench } = await import(module);
  return bench(argument);
}

/** @param {import('./table.js').Tools} tools */
function chromiumOf({ chromium: path, pkg }) {
  if (!path) {
    throw new Error('Chromium is missing: `cargo xtask bench` finds it, or IAMSMART_CHROMIUM.');
  }
  started ??= start(path, pkg);
  return started;
}

/**
 * @param {string} path
 * @param {string} pkg
 * @returns {Promise<Started>}
 */
async function start(path, pkg) {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost').pathname, pkg).then(
      ([type, body]) => response.writeHead(200, { 'content-type': type, ...ISOLATED }).end(body),
      (error) => response.writeHead(404, { 'content-type': 'text/plain' }).end(`${error}`),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: path, args: OPTIONS });
  const end = async () => {
    await browser.close();
    server.close();
  };
  return { browser, origin: `http://127.0.0.1:${port}`, end };
}

/**
 * @param {string} path
 * @param {string} pkg
 * @returns {Promise<[type: string, body: string | Uint8Array]>}
 */
async function answer(path, pkg) {
  if (path === '/')
    return ['text/html', '<!doctype html><meta charset="utf-8"><title>bench</title>'];
  const [, place, ...rest] = normalize(decodeURIComponent(path)).split('/');
  const file = rest.join('/');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  if (place === 'npm' && (!extname(file) || type === TYPES['.js'])) {
    return [TYPES['.js'], await bundled(file)];
  }
  const folders = {
    pkg,
    npm: join(root, 'node_modules'),
    benches: join(root, 'benches'),
    files: root,
  };
  return [type, await readFile(join(folders[place], file))];
}

/** @type {Map<string, Promise<string>>} */
const bundles = new Map();

/** A package, or a file of one, with what it imports. @param {string} name */
function bundled(name) {
  const made = bundles.get(name) ?? bundle(name);
  bundles.set(name, made);
  return made;
}

/** @param {string} name */
async function bundle(name) {
  const { build } = await import('esbuild');
  const file = join(root, 'node_modules', name);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  const { outputFiles } = await build({
    entryPoints: [isFile ? file : name],
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'esnext',
    write: false,
    outdir: 'out',
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/** @param {string | URL} module */
function pathOf(module) {
  const text = String(module);
  if (!text.startsWith('file:')) return text;
  const path = fileURLToPath(text);
  if (!path.startsWith(join(root, 'benches/'))) throw new Error(`${path} is not in benches/.`);
  return path.slice(root.length - (root.endsWith('/') ? 1 : 0));
}
