// Prints what each part takes of the modules, as they were built last: node benches/shares.js [ROLE …]
// [--record]. With --record, the tables of page and verify go into docs/performance.md, and a chart of
// each beside it.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdown, withParts } from './document.js';
import { percent, stacked } from './shares/chart.js';
import { brotli, shares } from './shares/parts.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');
const DOCUMENT = join(root, 'docs/performance.md');
const RECORDED = ['page', 'verify'];

const records = process.argv.includes('--record');
const asked = process.argv.slice(2).filter((word) => word !== '--record');
for (const role of asked.length > 0 ? asked : RECORDED) {
  const published = await readFile(join(pkg, `wasm/${role}_bg.wasm`));
  const named = await readFile(join(target, `package/${role}/named.wasm`));
  const whole = await brotli(published);
  const parts = await shares(named, whole);
  console.log(`\n${role}_bg.wasm: ${published.length} bytes, ${whole} after Brotli`);
  for (const { part, raw, brotli } of parts) {
    const figures = [raw, brotli].map((bytes) => `${bytes}`.padStart(9)).join('');
    console.log(`  ${part.padEnd(34)}${figures}  ${percent(brotli, whole).padStart(6)}`);
  }
  if (records && RECORDED.includes(role)) await record(role, parts, whole);
}

/**
 * @param {string} role
 * @param {import('./shares/parts.js').Share[]} parts
 * @param {number} whole
 */
async function record(role, parts, whole) {
  const title = `The module ${role}, by its parts`;
  await writeFile(join(root, `docs/shares-${role}.svg`), stacked(title, parts));
  const rows = parts.map(({ part, raw, brotli }) => [
    part,
    raw.toLocaleString('en'),
    brotli.toLocaleString('en'),
    percent(brotli, whole),
  ]);
  const head = ['part', 'raw', 'Brotli', 'share'];
  const table = markdown(head, rows, ['---', '--:', '--:', '--:']);
  const text = await readFile(DOCUMENT, 'utf8');
  let isThere = false;
  const fresh = withParts(text, (kind, name) => {
    if (kind !== 'shares' || name !== role) return undefined;
    isThere = true;
    return `\n${table}\n![${title}](shares-${role}.svg)\n\n`;
  });
  if (!isThere) throw new Error(`${DOCUMENT} has no '<!-- shares: ${role} -->'.`);
  await writeFile(DOCUMENT, fresh);
}
