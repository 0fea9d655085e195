// Apps as esbuild bundles them for a page, minified, and their sizes after Brotli 11.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { brotli } from './shares/parts.js';

const APPS = new URL('apps/', import.meta.url);

/**
 * @typedef {object} Bundle
 * @property {number} bytes of the script, and of the module if it is a file of its own
 * @property {number} script bytes of the script
 * @property {(input: object) => Promise<unknown[]>} run runs the script that was weighed
 */

/**
 * Bundles an app of apps/.
 *
 * @param {string} pkg folder of the package
 * @param {string} app
 * @param {string} [file] name of the module that is beside the script
 * @returns {Promise<Bundle>}
 */
export async function bundle(pkg, app, file) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${app}.js`, APPS))],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    plugins: [packageIn(pkg)],
    write: false,
    logLevel: 'error',
  });
  const [{ contents }] = outputFiles;
  const module = file && new Uint8Array(await readFile(join(pkg, `wasm/${file}_bg.wasm`)));
  const [script, ofModule] = await Promise.all([brotli(contents), module ? brotli(module) : 0]);
  const address = `data:text/javascript;base64,${Buffer.from(contents).toString('base64')}`;
  return {
    bytes: script + ofModule,
    script,
    async run(input) {
      const { run } = await import(address);
      return run(module ? { ...input, module } : input);
    },
  };
}

/** Finds `iamsmart` and its entries in a folder. @param {string} pkg */
function packageIn(pkg) {
  return {
    name: 'iamsmart',
    setup({ onResolve }) {
      // What is loaded when it is needed is a file of its own.
      onResolve({ filter: /./ }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      );
      onResolve({ filter: /^iamsmart(\/|$)/ }, async ({ path }) => {
        const { exports } = JSON.parse(await readFile(join(pkg, 'package.json'), 'utf8'));
        return { path: resolve(pkg, exports[path.replace('iamsmart', '.')].default) };
      });
    },
  };
}
