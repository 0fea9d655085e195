// The inputs of the fuzz targets, and the package that they are replayed through.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

export const read = (...path) => readFileSync(resolve(root, ...path));
export const fixture = (name) => read('tests/fixtures', name);

/** The entry of a role. */
export const loaded = (role) => import(pathToFileURL(join(pkg, role, 'inline.js')).href);

/** The memory of a role's module. It grows and never shrinks. */
export async function memoryOf(role) {
  const { initSync } = await import(pathToFileURL(join(pkg, `wasm/${role}.js`)).href);
  const module = read(pkg, `wasm/${role}_bg.wasm`);
  return Object.values(initSync({ module })).find((value) => value instanceof WebAssembly.Memory);
}

/** Inputs of a target that are checked in. */
export const seeds = (target) => files(SEEDS[target] ?? `fuzz/seeds/${target}`);

/** Seeds of targets that have none of their own. */
const SEEDS = {
  cms: 'tests/fixtures/cms',
  inspect: 'fuzz/seeds/certificate',
  pdf: 'tests/fixtures/pdf',
  pdf_signatures: 'tests/fixtures/pdf/attacks',
  timestamp: 'tests/fixtures/timestamp',
};

/** Inputs that a run of the fuzzer has found; none if there was no run: they are not checked in. */
export const corpus = (target) => files(`fuzz/corpus/${target}`);

/** Files of a folder and of those in it. */
function files(name) {
  const folder = join(root, name);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** Texts of an input: each a tag (one byte), a length (two bytes) and bytes (fuzz/src/records.rs). */
export function records(input) {
  const found = [];
  let rest = input;
  while (rest.length >= 3) {
    const end = 3 + rest.readUInt16BE(1);
    found.push({ tag: rest[0], text: rest.subarray(3, end).toString() });
    rest = rest.subarray(end);
  }
  return found;
}
