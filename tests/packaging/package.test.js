// The npm package as installed by users: packed, installed into an empty project, used.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { packedProject, pkg, tool } from './project.js';

let project;

before(async () => {
  project = await packedProject();
});

after(() => project.remove());

test('the tarball holds these files and no others', () => {
  const paths = project.packed.files.map(({ path }) => path);
  const others = paths.filter((path) => !path.startsWith('docs/'));
  assert.deepEqual(others.sort(), FILES);
  assert.deepEqual(
    paths.filter(
      (path) =>
        /^docs\//.test(path) &&
        !/^docs\/((assurance|performance)\/)?[a-z-]+\.(md|png|svg)$/.test(path),
    ),
    [],
  );
});

test('every entry is a file by its path, for tools that do not read `exports`', async () => {
  const { exports } = JSON.parse(await readFile(join(pkg, 'package.json'), 'utf8'));
  const isFile = (path) =>
    stat(join(pkg, path)).then(
      (found) => found.isFile(),
      () => false,
    );
  const missing = [];
  for (const [name, target] of Object.entries(exports)) {
    if (!target.default?.endsWith('.js')) continue;
    const paths = name === '.' ? ['page/index.js'] : [`${name}.js`, `${name}/index.js`];
    const found = (await Promise.all(paths.map(isFile))).indexOf(true);
    if (found < 0) {
      missing.push(name);
      continue;
    }
    const [byPath, byExports] = await Promise.all(
      [paths[found], target.default].map((path) => import(pathToFileURL(join(pkg, path)).href)),
    );
    assert.deepEqual(Object.keys(byPath).sort(), Object.keys(byExports).sort(), name);
  }
  assert.deepEqual(missing, []);
});

test('the entries of a role export the same, and all entries have one error class', async () => {
  const load = (path) => import(pathToFileURL(join(pkg, path)).href);
  const classes = new Set([(await load('flows/index.js')).IamSmartError]);
  for (const role of ['page', 'verify', 'server', 'inspect', 'pdf']) {
    const [{ init, initSync, ...slim }, index] = [
      await load(`${role}/slim.js`),
      await load(`${role}/index.js`),
    ];
    assert.deepEqual([typeof init, typeof initSync], ['function', 'function'], role);
    assert.deepEqual(Object.keys(slim).sort(), Object.keys(index).sort(), role);
    classes.add(slim.IamSmartError).add(index.IamSmartError);
  }
  assert.equal(classes.size, 1);
});

test('links and pictures of the documents are in the tarball', async () => {
  const paths = new Set(project.packed.files.map(({ path }) => path));
  const documents = [...paths].filter((path) => path.endsWith('.md'));
  assert.ok(documents.length > 10);
  const broken = [];
  for (const document of documents) {
    const text = await readFile(join(pkg, document), 'utf8');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^([a-z]+:|#)/.test(target)) continue;
      if (!paths.has(posix.join(posix.dirname(document), target.split('#')[0]))) {
        broken.push(`${document}: ${target}`);
      }
    }
  }
  assert.deepEqual(broken, []);
});

test('the bill of materials names the modules as they are', async () => {
  const bill = JSON.parse(await readFile(join(pkg, 'sbom.cdx.json'), 'utf8'));
  const files = bill.components.filter(({ type }) => type === 'file');
  assert.ok(files.length >= 3);
  for (const { name, hashes } of files) {
    const digest = createHash('sha256')
      .update(await readFile(join(pkg, name)))
      .digest('hex');
    assert.equal(hashes[0].content, digest, name);
  }
  const notices = await readFile(join(pkg, 'LICENSES-THIRD-PARTY'), 'utf8');
  for (const { name, version, purl } of bill.components) {
    if (purl?.startsWith('pkg:cargo/')) assert.ok(notices.includes(`${name} ${version} (`), name);
  }
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
  assert.doesNotMatch(inputs, /iamsmart\/(cli|inspect|pdf|verify|server)\//);
  const { calculateCodeChallenge } = await import(outfile);
  // RFC 7636, Appendix B.
  assert.equal(
    calculateCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('what needs no WebAssembly is bundled without it', async () => {
  for (const [contents, limit] of [
    ["import { appLink } from 'iamsmart'; console.log(appLink);", 3000],
    [
      "import { autofill, IamSmartError } from 'iamsmart'; console.log(autofill, IamSmartError);",
      20_000,
    ],
    [
      "import { MemoryStore, RateLimit, readBody } from 'iamsmart/server'; console.log(MemoryStore, RateLimit, readBody);",
      12_000,
    ],
  ]) {
    const { metafile } = await build({
      stdin: { contents, resolveDir: project.folder },
      bundle: true,
      format: 'esm',
      metafile: true,
      minify: true,
      platform: 'browser',
      write: false,
    });
    const [{ bytes, inputs }] = Object.values(metafile.outputs);
    const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    assert.deepEqual(
      used.map(([path]) => path).filter((path) => /wasm|inline/.test(path)),
      [],
    );
    assert.ok(bytes < limit, `${contents} takes ${bytes} bytes`);
  }
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
  assert.equal(modules.length, 6);
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

/**
 * Scripts with declarations; declarations of types alone, and of scripts that are joined; scripts without
 * declarations, and all other files.
 */
const FILES = [
  ...[
    'cli/code',
    'cli/command',
    'cli/doctor',
    'cli/exit-status',
    'cli/findings',
    'cli/input',
    'cli/inspect',
    'cli/language',
    'cli/main',
    'cli/open-callback',
    'cli/run',
    'cli/verify',
    'cli/version',
    'element',
    'elements/button',
    'elements/certificate-details',
    'elements/countdown',
    'elements/dated',
    'elements/dates',
    'elements/dom',
    'elements/following',
    'elements/identification-code',
    'elements/index',
    'elements/languages',
    'elements/localized-element',
    'elements/readable',
    'elements/react',
    'elements/report',
    'elements/report-parts',
    'elements/report-style',
    'elements/report-texts',
    'elements/theme',
    'elements/vue',
    'elements/waiting',
    'flows/api',
    'flows/edge-light',
    'flows/index',
    'flows/inline',
    'flows/module',
    'flows/slim',
    'inspect/api',
    'inspect/edge-light',
    'inspect/index',
    'inspect/inline',
    'inspect/module',
    'inspect/slim',
    'node/api',
    'node/index',
    'page/api',
    'page/edge-light',
    'page/index',
    'page/inline',
    'page/module',
    'page/plain',
    'page/slim',
    'pdf/api',
    'pdf/edge-light',
    'pdf/index',
    'pdf/inline',
    'pdf/module',
    'pdf/slim',
    'server/api',
    'server/deno-kv',
    'server/durable-object',
    'server/edge-light',
    'server/index',
    'server/inline',
    'server/module',
    'server/plain',
    'server/polling',
    'server/postgres',
    'server/redis',
    'server/slim',
    'server/sql',
    'server/sqlite',
    'slim',
    'texts/en',
    'texts/errors',
    'texts/index',
    'texts/language',
    'texts/outcomes',
    'texts/result-codes',
    'texts/sentence',
    'texts/shown-form',
    'texts/zh-CN',
    'texts/zh-HK',
    'verify/api',
    'verify/edge-light',
    'verify/index',
    'verify/inline',
    'verify/module',
    'verify/slim',
    'wasm/inspect',
    'wasm/page',
    'wasm/pdf',
    'wasm/server',
    'wasm/verify',
  ].flatMap((name) => [`${name}.d.ts`, `${name}.js`]),
  ...[
    'aes-gcm',
    'argument',
    'brands',
    'bytes',
    'content',
    'content-source',
    'digest-at-once',
    'elements/props',
    'error',
    'error-code',
    'fields',
    'flows/arguments',
    'flows/asking',
    'flows/callback',
    'flows/errors',
    'flows/events',
    'flows/failure',
    'flows/flows',
    'flows/login',
    'flows/options',
    'flows/outcome',
    'flows/owned',
    'flows/revocation-data',
    'flows/serve',
    'flows/settling',
    'flows/timestamping',
    'flows/verdict',
    'form-content',
    'iamsmart-error',
    'ip-address',
    'load',
    'node/body',
    'node/callback',
    'node/client-certificate',
    'node/events',
    'node/form-data',
    'node/gone',
    'node/handler',
    'node/http',
    'node/keep-bodies',
    'node/request',
    'node/respond',
    'number',
    'octets',
    'page/app-link',
    'page/autofill',
    'page/autofill-controls',
    'page/autofill-values',
    'page/content',
    'page/login',
    'page/pending-login',
    'pdf/timestamp',
    'pdf/verify',
    'platform',
    'sentences',
    'server/body',
    'server/bulk',
    'server/callback',
    'server/configuration',
    'server/errors',
    'server/eservice',
    'server/form',
    'server/form-data',
    'server/headers',
    'server/key-elsewhere',
    'server/limited-body',
    'server/limits',
    'server/memory-store',
    'server/milliseconds',
    'server/multipart',
    'server/names',
    'server/plain-json',
    'server/records',
    'server/registration',
    'server/request-problem',
    'server/result-code',
    'server/revocation',
    'server/sessions',
    'server/stored',
    'server/sweep-times',
    'server/timestamp',
    'server/transaction-store',
    'server/transactions',
    'trap',
    'verify/address',
    'verify/attachment',
    'verify/download',
    'verify/revocation',
    'verify/special-purpose',
    'verify/texts',
    'verify/timestamp',
    'wasm/inspect_bg.wasm',
    'wasm/page_bg.wasm',
    'wasm/pdf_bg.wasm',
    'wasm/server_bg.wasm',
    'wasm/verify_bg.wasm',
  ].map((name) => `${name}.d.ts`),
  'CHANGELOG.md',
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'LICENSES-THIRD-PARTY',
  'README.md',
  'README.zh-HK.md',
  'SECURITY.md',
  'foundation.js',
  'package.json',
  'sbom.cdx.json',
  'server/foundation.js',
  'wasm/inspect_bg.wasm',
  'wasm/page_bg.wasm',
  'wasm/pdf_bg.wasm',
  'wasm/server_bg.wasm',
  'wasm/verify-signature_bg.wasm',
  'wasm/verify_bg.wasm',
].sort();
