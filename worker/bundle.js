// Bundles the demo e-service: its worker, and the page.
//
//   node worker/bundle.js FOLDER PAGE
//
// IAMSMART_PKG is the path of the built package.

import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { vectors } from './selftest/vectors.js';

const root = fileURLToPath(new URL('..', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, page] = process.argv.slice(2).map((path) => resolve(path));
  await bundle(folder, page);
}

/**
 * Empties both folders, bundles the worker to `worker.js` in the first and the page into the second,
 * and returns the names of the worker's WebAssembly files.
 *
 * @param {string} folder
 * @param {string} page
 */
export async function bundle(folder, page) {
  for (const old of [folder, page]) await rm(old, { recursive: true, force: true });
  await mkdir(join(folder, 'modules'), { recursive: true });
  // As after `npm install iamsmart`, so that the bundler resolves the package's own `exports`.
  const packageFolder = process.env.IAMSMART_PKG ?? join(root, 'pkg');
  await symlink(packageFolder, join(folder, 'modules/iamsmart'), 'junction');
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    nodePaths: [join(folder, 'modules')],
    target: 'es2022',
  };
  // Scripts are bundled instead; tsconfig.json is not part of the page.
  const isSource = (path) => /\.js(on)?$/.test(path);
  await cp(join(root, 'www'), page, {
    recursive: true,
    filter: (path) => !isSource(path),
  });
  await build({
    ...common,
    entryPoints: [
      ...['www/app.js', 'www/verify.js', 'www/offline.js'],
      ...['www/selftest.js', 'www/selftest-worker.js', 'www/selftest-guard.js'],
    ],
    outdir: page,
    minify: true,
    splitting: true,
  });
  await mkdir(join(page, 'selftest'));
  for (const [path, text] of await vectors(packageFolder)) await writeFile(join(page, path), text);
  const { metafile } = await build({
    ...common,
    conditions: ['workerd'],
    entryPoints: { worker: 'worker/src/index.js' },
    external: ['cloudflare:workers'],
    loader: { '.wasm': 'copy' },
    metafile: true,
    outdir: folder,
  });
  const names = Object.keys(metafile.outputs).map((path) => path.split('/').at(-1));
  return names.filter((name) => name.endsWith('.wasm'));
}
