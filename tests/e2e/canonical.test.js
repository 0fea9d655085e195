// A form hashed in the page and again from the received multipart body gives the same digest.
// Chromium's encoder and workerd's parser are in between.

import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import workerd from 'workerd';
import { launchBrowser } from './browser.js';
import { start } from './programs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const folder = join(root, 'target/e2e/canonical');
const seeds = Array.from({ length: 400 }, (_, seed) => seed);

let browser;
let worker;
let page;

before(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await bundle();
  worker = await start(workerd.default, ['serve', '--control-fd=1', join(folder, 'config.capnp')], {
    ready: /"event":"listen".*"port":(\d+)/,
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${worker.match[1]}/`);
  await page.waitForFunction('globalThis.firstDifference');
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

test('the generator makes every kind of trouble', async () => {
  const coverage = await page.evaluate((seeds) => globalThis.coverage(seeds), seeds);
  for (const [kind, count] of Object.entries(coverage)) assert.ok(count >= 10, `${kind}: ${count}`);
});

test('page and worker agree on the canonical form', async () => {
  const difference = await page.evaluate((seeds) => globalThis.firstDifference(seeds), seeds);
  if (!difference) return;
  const { page: inPage, worker: inWorker, ...form } = difference;
  assert.equal(inWorker, inPage, `the worker read another form:\n${JSON.stringify(form, null, 2)}`);
});

/** Bundles the page with its module inside, and the worker with its modules beside it. */
async function bundle() {
  // As after `npm install iamsmart`, so that the bundler resolves the package's own `exports`.
  const modules = join(folder, 'modules');
  await mkdir(modules);
  await symlink(pkg, join(modules, 'iamsmart'), 'junction');
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    nodePaths: [modules],
    outdir: folder,
  };
  await build({ ...common, entryPoints: ['tests/e2e/canonical/page.js'] });
  await rename(join(folder, 'page.js'), join(folder, 'page.txt'));
  const { metafile } = await build({
    ...common,
    conditions: ['workerd'],
    entryPoints: ['tests/e2e/canonical/worker.js'],
    external: ['./page.txt'],
    loader: { '.wasm': 'copy' },
    metafile: true,
  });
  const names = Object.keys(metafile.outputs).map((path) => path.split('/').at(-1));
  const wasm = names.filter((name) => name.endsWith('.wasm'));
  await writeFile(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    compatibilityDate = "2026-01-01",
    modules = [
      (name = "worker.js", esModule = embed "worker.js"),
      ${wasm.map((name) => `(name = "${name}", wasm = embed "${name}"),`).join('\n      ')}
      (name = "page.txt", text = embed "page.txt"),
    ],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
  );
}
