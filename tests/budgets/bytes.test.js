// Bytes of apps as esbuild bundles them, with a margin over what was measured. The modules by themselves
// have limits of their own in the build.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundle } from '../../benches/bundles.js';

const pkg = process.env.IAMSMART_PKG ?? fileURLToPath(new URL('../../pkg', import.meta.url));

/** Apps with the module beside them, if it is, and what they take at most: of the script, of both. */
const APPS = [
  { app: 'page-slim', file: 'page', script: 6_800, both: 37_000 },
  { app: 'page', script: 42_000 },
  { app: 'verify-slim', file: 'verify', script: 3_700, both: 203_000 },
  { app: 'verify-part', file: 'verify-signature', script: 3_700, both: 170_000 },
];

for (const { app, file, ...most } of APPS) {
  test(`${app} is at most ${most.both ?? most.script} bytes`, async () => {
    const { script, bytes } = await bundle(pkg, app, file);
    assert.ok(script <= most.script, `the script has ${script} bytes`);
    assert.ok(bytes <= (most.both ?? most.script), `script and module have ${bytes} bytes`);
  });
}

test('the sentences of reports are in no app that does not ask for them', async () => {
  const texts = async (app) => {
    const { outputFiles } = await bundled(app);
    return outputFiles[0].text.includes('RevocationDetail');
  };
  assert.equal(await texts("export { init, verifySignature } from './verify/slim.js'"), false);
  assert.equal(await texts("export { verifySignature } from './verify/inline.js'"), true);
});

/** @param {string} contents */
function bundled(contents) {
  return build({
    stdin: { contents, resolveDir: join(pkg, '.') },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
}
