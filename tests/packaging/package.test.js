// The npm package as installed by users: packed, installed into an empty project, used.

import assert from 'node:assert/strict';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { packedProject, pkg, tool } from './project.js';

let project;

before(async () => {
  project = await packedProject();
});

after(() => project.remove());

test('the tarball holds these files and no others', () => {
  assert.deepEqual(project.packed.files.map(({ path }) => path).sort(), FILES);
});

test('publint finds nothing', () => project.run(tool('publint'), ['--strict', pkg]));

test('every entry works in Node', async () => {
  await copyFile(new URL('in-node.js', import.meta.url), join(project.folder, 'in-node.js'));
  await project.run(process.execPath, ['in-node.js']);
});

test('esbuild bundles a page that works, without the other modules', async () => {
  const outfile = join(project.folder, 'bundled.js');
  const { metafile } = await build({
    stdin: {
      contents: "export { calculateCodeChallenge } from 'iamsmart';",
      resolveDir: project.folder,
    },
    bundle: true,
    format: 'esm',
    metafile: true,
    minify: true,
    outfile,
    platform: 'browser',
  });
  const inputs = Object.keys(metafile.inputs).join('\n');
  assert.match(inputs, /iamsmart\/page\/inline\.js/);
  assert.doesNotMatch(inputs, /iamsmart\/(verify|server)\//);
  const { calculateCodeChallenge } = await import(outfile);
  // RFC 7636, Appendix B.
  assert.equal(
    calculateCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('a store is bundled alone, without a module or a client', async () => {
  for (const name of ['deno-kv', 'durable-object', 'postgres', 'redis', 'sqlite']) {
    const { metafile } = await build({
      stdin: {
        contents: `export * from 'iamsmart/server/${name}';`,
        resolveDir: project.folder,
      },
      bundle: true,
      format: 'esm',
      metafile: true,
      minify: true,
      platform: 'browser',
      write: false,
    });
    const inputs = Object.keys(metafile.inputs).filter((path) => path.includes('iamsmart/'));
    assert.deepEqual(
      inputs.filter((path) => /wasm|inline|server.module|transactions/.test(path)),
      [],
    );
    const [{ bytes }] = Object.values(metafile.outputs);
    assert.ok(bytes < 8000, `${name} has ${bytes} bytes`);
  }
});

test('workerd runs the modules that it compiled itself', async () => {
  const outdir = join(project.folder, 'workerd');
  await copyFile(new URL('in-workerd.js', import.meta.url), join(project.folder, 'in-workerd.js'));
  await build({
    entryPoints: [join(project.folder, 'in-workerd.js')],
    bundle: true,
    conditions: ['workerd'],
    format: 'esm',
    loader: { '.wasm': 'copy' },
    outdir,
  });
  const modules = (await readdir(outdir)).sort((a) => (a === 'in-workerd.js' ? -1 : 1));
  assert.equal(modules.length, 4);
  const entry = (name) =>
    `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${name}")`;
  await writeFile(
    join(outdir, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  compatibilityDate = "2026-01-01",
  modules = [${modules.map(entry).join(', ')}],
))]);`,
  );
  await project.run(tool('workerd'), ['test', join(outdir, 'config.capnp')]);
});

/** Sources with declarations and JavaScript, type-only sources, and all other files. */
const FILES = [
  ...[
    'content',
    'element',
    'error',
    'flows/api',
    'flows/asking',
    'flows/callback',
    'flows/errors',
    'flows/events',
    'flows/failure',
    'flows/flows',
    'flows/inline',
    'flows/login',
    'flows/module',
    'flows/outcome',
    'flows/owned',
    'flows/serve',
    'flows/settling',
    'flows/verdict',
    'ip-address',
    'load',
    'node/api',
    'node/body',
    'node/callback',
    'node/client-certificate',
    'node/events',
    'node/form-data',
    'node/gone',
    'node/handler',
    'node/http',
    'node/keep-bodies',
    'node/multipart',
    'node/request',
    'node/respond',
    'octets',
    'page/api',
    'page/app-link',
    'page/autofill',
    'page/autofill-values',
    'page/content',
    'page/inline',
    'page/login',
    'page/module',
    'page/pending-login',
    'page/slim',
    'server/api',
    'server/body',
    'server/bulk',
    'server/callback',
    'server/deno-kv',
    'server/durable-object',
    'server/errors',
    'server/eservice',
    'server/form',
    'server/headers',
    'server/inline',
    'server/key-elsewhere',
    'server/limited-body',
    'server/limits',
    'server/memory-store',
    'server/milliseconds',
    'server/module',
    'server/names',
    'server/plain-json',
    'server/polling',
    'server/postgres',
    'server/problem',
    'server/records',
    'server/redis',
    'server/registration',
    'server/revocation',
    'server/sessions',
    'server/slim',
    'server/sql',
    'server/sqlite',
    'server/stored',
    'server/sweep-times',
    'server/transactions',
    'trap',
    'verify/address',
    'verify/api',
    'verify/download',
    'verify/inline',
    'verify/module',
    'verify/revocation',
    'verify/slim',
    'verify/special-purpose',
    'wasm/page',
    'wasm/server',
    'wasm/verify',
  ].flatMap((name) => [`${name}.d.ts`, `${name}.js`]),
  ...[
    'bytes',
    'error-code',
    'fields',
    'flows/options',
    'server/configuration',
    'server/result-code',
    'server/transaction-store',
  ].map((name) => `${name}.d.ts`),
  'CHANGELOG.md',
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  'package.json',
  'wasm/page_bg.wasm',
  'wasm/server_bg.wasm',
  'wasm/verify_bg.wasm',
].sort();
