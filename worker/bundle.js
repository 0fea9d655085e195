// Bundles the demo e-service: its worker, and the page.
//
//   node worker/bundle.js FOLDER
//
// IAMSMART_PKG is the path of the built package.

import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(resolve(process.argv[2]));

/**
 * Empties a folder, copies the page to its `www`, bundles the worker to its `worker.js`, and returns
 * the names of its WebAssembly files.
 *
 * @param {string} folder
 */
export async function bundle(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'modules'), { recursive: true });
  // As after `npm install iamsmart`, so that the bundler resolves the package's own `exports`.
  await symlink(
    process.env.IAMSMART_PKG ?? join(root, 'pkg'),
    join(folder, 'modules/iamsmart'),
    'junction',
  );
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    nodePaths: [join(folder, 'modules')],
    target: 'es2022',
  };
  // Scripts are bundled instead; tsconfig.json is not part of the page.
  const isSource = (path) => /\.js(on)?$/.test(path);
  await cp(join(root, 'www'), join(folder, 'www'), {
    recursive: true,
    filter: (path) => !isSource(path),
  });
  await build({
    ...common,
    entryPoints: ['www/app.js', 'www/verify.js', 'www/offline.js'],
    outdir: join(folder, 'www'),
    minify: true,
    splitting: true,
  });
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
