// Files compressed once, and kept: a bundle of the same sources has the same files.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const KEPT = fileURLToPath(new URL('../target/demo/compressed', import.meta.url));

/** Size below which headers are larger than what is saved, in bytes. */
const LEAST_BYTES = 512;

/** By the names of the codings (RFC 9110 §8.4.1), the smallest first. */
const CODINGS = {
  /** @param {Uint8Array} content */
  br: (content) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  /** @param {Uint8Array} content */
  gzip: (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};

/**
 * A file in each coding that makes it smaller.
 *
 * @param {Uint8Array} content
 * @param {string} digest Of the content.
 * @returns {Promise<[coding: string, content: Uint8Array][]>}
 */
export async function compressed(content, digest) {
  if (content.length < LEAST_BYTES) return [];
  const all = Object.entries(CODINGS).map(async ([coding, compress]) => {
    const place = join(KEPT, `${digest}.${coding}`);
    const smaller = await readFile(place).catch(() => keep(place, () => compress(content)));
    return /** @type {[string, Uint8Array]} */ ([coding, smaller]);
  });
  return (await Promise.all(all)).filter(([, smaller]) => smaller.length < content.length);
}

/**
 * @param {string} place
 * @param {() => Promise<Uint8Array>} compress
 */
async function keep(place, compress) {
  const smaller = await compress();
  await mkdir(KEPT, { recursive: true });
  // Whole or not at all: several programs may bundle at once.
  const making = `${place}.${process.pid}`;
  await writeFile(making, smaller);
  await rename(making, place);
  return smaller;
}
