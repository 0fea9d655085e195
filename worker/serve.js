// Bundles the demo e-service and runs it on workerd, the runtime of Cloudflare Workers.
//
//   node worker/serve.js --registration FILE --port N
//
// FILE is the registration that the sandbox wrote; port 0 takes any free port. What is stored goes
// to --data, where a worker that is started again finds it. With --certificate and --key, PEM files,
// it speaks HTTPS. --callback-port opens a socket for callbacks alone, with --callback-certificate and
// --callback-key, that takes client certificates of --client-authority only. --limits changes the limits of worker/src/limits.js, in JSON. --tour
// serves the page that shows the protocol at work, and has it frame the others. IAMSMART_PKG is the path of
// the built package.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import workerd from 'workerd';
import { bundle } from './bundle.js';
import { configuration } from './configuration.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    registration: { type: 'string' },
    port: { type: 'string', default: '8787' },
    folder: { type: 'string', default: join(root, 'target/demo/worker') },
    data: { type: 'string', default: join(root, 'target/demo/data') },
    certificate: { type: 'string' },
    key: { type: 'string' },
    'callback-port': { type: 'string' },
    'callback-certificate': { type: 'string' },
    'callback-key': { type: 'string' },
    'client-authority': { type: 'string' },
    limits: { type: 'string', default: '{}' },
    tour: { type: 'boolean', default: false },
  },
});

const registration = JSON.parse(await readFile(values.registration, 'utf8'));
// Personal data: readable by its owner only.
await mkdir(values.data, { recursive: true, mode: 0o700 });
const modules = await bundle(values.folder, join(values.folder, 'www'));
const config = join(values.folder, 'config.capnp');
const { folder, data, certificate, key, limits, tour } = values;
const tls = certificate && {
  certificate: await readFile(certificate, 'utf8'),
  key: await readFile(key, 'utf8'),
};
const port = Number(values.port);
const callbacks = values['callback-port'] && {
  port: Number(values['callback-port']),
  certificate: await readFile(values['callback-certificate'], 'utf8'),
  key: await readFile(values['callback-key'], 'utf8'),
  clientAuthority: await readFile(values['client-authority'], 'utf8'),
};
const options = { folder, data, modules, port, tls, callbacks, registration, limits, tour };
await writeFile(config, await configuration(options), { mode: 0o600 });
run(config, await sessionSecret());

/** The secret that authenticates names: made once, because sessions outlive the process. */
async function sessionSecret() {
  const file = join(values.data, 'session-secret');
  const made = randomBytes(32).toString('base64url');
  await writeFile(file, made, { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}

function run(config, sessionSecret) {
  const child = spawn(workerd.default, ['serve', '--control-fd=1', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CLIENT_SECRET: registration.clientSecret,
      KEY_ENCRYPTION_KEY: registration.keyEncryptionKey,
      SESSION_SECRET: sessionSecret,
    },
  });
  console.log(`workerd is process ${child.pid}`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  createInterface(child.stdout).on('line', (line) => {
    const port = line.match(/"event":"listen","socket":"http","port":(\d+)/)?.[1];
    console.log(port ? `listening on ${tls ? 'https' : 'http'}://127.0.0.1:${port}` : line);
  });
  child.on('error', (error) => {
    console.error(`workerd cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 0));
}
