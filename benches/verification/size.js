// What a verifier weighs on the wire.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Bytes as Brotli 11: the code bundled and minified, and the binary beside it where there is one.
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
