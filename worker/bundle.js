// Bundles the demo e-service: its worker, and the page.
//
//   node worker/bundle.js FOLDER PAGE
//
// IAMSMART_PKG is the path of the built package.

import { mkdir, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundlePages } from './pages.js';
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
  const files = await bundlePages(page, common, await vectors(packageFolder));
  const { metafile } = await build({
    ...common,
    conditions: ['workerd'],
    define: { PAGE_FILES: JSON.stringify(files) },
    entryPoints: { worker: 'worker/src/index.js' },
    external: ['cloudflare:workers'],
    loader: { '.wasm': 'copy' },
    metafile: true,
    outdir: folder,
  });
  const names = Object.keys(metafile.outputs).map((path) => path.split('/').at(-1));
  return names.filter((name) => name.endsWith('.wasm'));
}
