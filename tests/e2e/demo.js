// The complete demo: sandbox and e-service on workerd, each on a free port.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, start } from './programs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ready = /^listening on (http:\S+)/;

/**
 * Starts both; `stop` ends them and removes their files.
 *
 * @param {string[]} [sandboxOptions]
 */
export async function startDemo(...sandboxOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-e2e-'));
  // Each needs the other's address before it starts.
  const origin = `http://127.0.0.1:${await freePort()}`;
  const registration = join(folder, 'registration.json');
  const sandbox = await start(
    process.env.IAMSMART_SANDBOX,
    [
      ...['--listen', '127.0.0.1:0', '--state', join(folder, 'sandbox')],
      ...['--registration', registration],
      ...['--redirect-uri', `${origin}/`, '--redirect-uri', `${origin}/iamsmart/callback`],
      ...sandboxOptions,
    ],
    { ready },
  );
  const worker = await start(
    process.execPath,
    [
      join(root, 'worker/serve.js'),
      ...['--registration', registration],
      ...['--port', new URL(origin).port, '--folder', join(folder, 'worker')],
    ],
    { ready },
  );
  return {
    origin,
    gateway: sandbox.match[1],
    registration,
    worker,
    sandbox,
    async stop() {
      await worker.stop();
      await sandbox.stop();
      await rm(folder, { recursive: true });
    },
  };
}
