// Prints what an app bundles of the package, and the change since it was recorded. `cargo xtask build`
// shows it below the sizes of the modules.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundles.js';
import { recorded } from './record.js';

/** The rows of tables/bytes.js that have a goal, and the app and module of each. */
const APPS = {
  'page: script and module': ['page-slim', 'page'],
  'page: one script': ['page'],
  'verify: script and verify-signature.wasm': ['verify-part', 'verify-signature'],
  'verify: script and module': ['verify-slim', 'verify'],
  'verify: one script, sentences in three languages': ['verify'],
};

const pkg = process.env.IAMSMART_PKG ?? join(fileURLToPath(new URL('..', import.meta.url)), 'pkg');
const before = (await recorded()).benches.bytes?.rows ?? [];
console.log(
  `${'an app bundles, bytes'.padEnd(48)}${'Brotli'.padStart(10)}${'change'.padStart(10)}`,
);
const sizes = await Promise.all(
  Object.entries(APPS).map(async ([work, [app, role]]) => {
    const { bytes } = await bundle(pkg, app, role);
    return { work, bytes };
  }),
);
for (const { work, bytes } of sizes) {
  const last = before.find((row) => row.work === work)?.contestants[0].median;
  const difference = bytes - (last ?? 0);
  const change = last === undefined ? 'new' : `${difference < 0 ? '' : '+'}${difference}`;
  console.log(`${work.padEnd(48)}${`${bytes}`.padStart(10)}${change.padStart(10)}`);
}
