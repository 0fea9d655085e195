// Bundles the demo e-service and runs it on workerd, the runtime of Cloudflare Workers.
//
//   node worker/serve.js --registration FILE --port N
//
// FILE is the registration that the sandbox wrote; port 0 takes any free port. IAMSMART_PKG is the
// path of the built package.

import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import workerd from 'workerd';
import { configuration } from './configuration.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    registration: { type: 'string' },
    port: { type: 'string', default: '8787' },
    folder: { type: 'string', default: join(root, 'target/demo/worker') },
  },
});

const registration = JSON.parse(await readFile(values.registration, 'utf8'));
await rm(values.folder, { recursive: true, force: true });
await mkdir(join(values.folder, 'modules'), { recursive: true });
const modules = await bundle(values.folder);
const config = join(values.folder, 'config.capnp');
await writeFile(
  config,
  configuration({ folder: values.folder, modules, port: Number(values.port), registration }),
);
run(config);

/**
 * Copies the page to `www`, bundles the worker to `worker.js`, and returns the names of its
 * WebAssembly files.
 */
async function bundle(folder) {
  // As after `npm install iamsmart`, so that the bundler resolves the package's own `exports`.
  await symlink(
    process.env.IAMSMART_PKG ?? join(root, 'pkg'),
    join(folder, 'modules/iamsmart'),
    'junction',
  );
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    nodePaths: [join(folder, 'modules')],
    target: 'es2022',
  };
  // Scripts are bundled instead; tsconfig.json is not part of the page.
  const isSource = (path) => /\.js(on)?$/.test(path);
  await cp(join(root, 'www'), join(folder, 'www'), {
    recursive: true,
    filter: (path) => !isSource(path),
  });
  await build({
    ...common,
    entryPoints: ['www/app.js', 'www/verify.js', 'www/offline.js'],
    outdir: join(folder, 'www'),
    minify: true,
    splitting: true,
  });
  const { metafile } = await build({
    ...common,
    conditions: ['workerd'],
    entryPoints: { worker: 'worker/src/index.js' },
    external: ['cloudflare:workers'],
    loader: { '.wasm': 'copy' },
    metafile: true,
    outdir: folder,
  });
  const names = Object.keys(metafile.outputs).map((path) => path.split('/').at(-1));
  return names.filter((name) => name.endsWith('.wasm'));
}

function run(config) {
  const child = spawn(workerd.default, ['serve', '--control-fd=1', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CLIENT_SECRET: registration.clientSecret,
      KEY_ENCRYPTION_KEY: registration.keyEncryptionKey,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  createInterface(child.stdout).on('line', (line) => {
    const port = line.match(/"event":"listen".*"port":(\d+)/)?.[1];
    console.log(port ? `listening on http://127.0.0.1:${port}` : line);
  });
  child.on('error', (error) => {
    console.error(`workerd cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 0));
}
