// The packed package in an empty project, tested by one suite in every runtime.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import workerd from 'workerd';
import { launchBrowser } from '../e2e/browser.js';
import { startFront } from './front.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const files = {};

let project;
let front;

before(async () => {
  project = await mkdtemp(join(tmpdir(), 'iamsmart-runtimes-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project, pkg]);
  const [{ filename }] = JSON.parse(stdout);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await run('npm', ['install', '--ignore-scripts', '--offline', `./${filename}`]);
  for (const name of ['suite.js', 'in-process.js', 'in-workerd.js', 'in-chromium.js']) {
    await copyFile(new URL(name, import.meta.url), join(project, name));
  }
  front = await startFront(files);
});

after(async () => {
  await front?.stop();
  await rm(project, { recursive: true, force: true });
});

afterEach(() => assert.equal(front?.leftOver(), 0, 'every callback was awaited'));

test('Node', async () => {
  await passed(await run(process.execPath, ['in-process.js', front.origin]));
});

test('Deno', async () => {
  const permissions = ['--no-lock', '--allow-net=127.0.0.1', '--allow-read'];
  const options = ['run', '--quiet', '--no-prompt', ...permissions, 'in-process.js'];
  await passed(await run(process.env.IAMSMART_DENO, [...options, front.origin]));
});

test('Bun', async () => {
  await passed(await run(process.env.IAMSMART_BUN, ['run', 'in-process.js', front.origin]));
});

test('workerd', async () => {
  const outdir = join(project, 'workerd');
  await bundle('in-workerd.js', { conditions: ['workerd'], loader: { '.wasm': 'copy' }, outdir });
  const modules = (await readdir(outdir)).sort((a) => (a === 'in-workerd.js' ? -1 : 1));
  const module = (name) =>
    `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${name}")`;
  await writeFile(
    join(outdir, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (
    compatibilityDate = "2026-01-01",
    modules = [${modules.map(module).join(', ')}],
    bindings = [(name = "ORIGIN", text = "${front.origin}")],
  )),
  (name = "internet", network = (allow = ["public", "private", "local"])),
]);`,
  );
  await passed(await run(workerd.default, ['test', join(outdir, 'config.capnp')]));
});

test('Chromium', async () => {
  const outfile = join(project, 'page.js');
  await bundle('in-chromium.js', { outfile });
  files['page.js'] = { type: 'text/javascript', content: await readFile(outfile) };
  files[''] = {
    type: 'text/html',
    content: '<!doctype html><script type="module" src="page.js"></script>',
  };
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${front.origin}/suite/`);
    await page.waitForFunction('globalThis.runSuite');
    const names = await page.evaluate('runSuite()');
    await passed({ stdout: names.map((name) => `ok ${name}`).join('\n') });
  } finally {
    await browser.close();
  }
});

/** Asserts that every test of the suite reported success. */
async function passed({ stdout }) {
  const { TESTS } = await import(join(project, 'suite.js'));
  const names = Object.keys(TESTS).map((name) => `ok ${name}`);
  assert.deepEqual(stdout.match(/^ok .*$/gm), names);
}

function bundle(entry, options) {
  return build({
    absWorkingDir: project,
    bundle: true,
    entryPoints: [entry],
    format: 'esm',
    ...options,
  });
}

/** Runs a program in the project; an error contains its output. */
async function run(program, args) {
  try {
    return await promisify(execFile)(program, args, { cwd: project, timeout: 120_000 });
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
  }
}
