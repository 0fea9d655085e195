// Download size of a verifier.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Size in bytes after Brotli 11: the bundled and minified code, and the binary if there is one.
 *
 * @param {{ code: string, binary?: string }} bundle
 */
export async function bundleSize({ code, binary }) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  const files = outputFiles.map((file) => file.contents);
  if (binary) files.push(await readFile(binary));
  return files.reduce((total, file) => total + brotliCompressSync(file).length, 0);
}
