// The complete demo: sandbox and e-service on workerd, each on a free port.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, removed, start } from './programs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ready = /^listening on (https?:\S+)/;

/**
 * Starts both; `stop` ends them and removes their files.
 *
 * @param {string[]} sandboxOptions
 */
export function startDemo(...sandboxOptions) {
  // In a file of tests, the same person asks more often than people do.
  return startDemoWith({ sandboxOptions, limits: { asked: { perSecond: 1000 } } });
}

/**
 * @param {object} [options]
 * @param {string[]} [options.sandboxOptions]
 * @param {object} [options.limits] Other limits than those of worker/src/limits.js.
 * @param {{ certificate: string, key: string }} [options.tls] PEM files.
 * @param {{ certificate: string, key: string, authority: string, client: string, clientAuthority: string }} [options.mutualTls]
 *   PEM files: of the callbacks' socket with the authority of its certificate, the certificate and key
 *   that the sandbox presents, and the authority that is asked for.
 * @param {boolean} [options.tour] True if the page is served that shows the protocol at work.
 */
export async function startDemoWith({
  sandboxOptions = [],
  limits = {},
  tls,
  mutualTls,
  tour = false,
} = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-e2e-'));
  // Each needs the other's address before it starts.
  const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${await freePort()}`;
  const callbacks = mutualTls ? `https://127.0.0.1:${await freePort()}` : origin;
  const registration = join(folder, 'registration.json');
  const data = join(folder, 'data');
  const sandbox = await start(
    process.env.IAMSMART_SANDBOX,
    [
      ...['--listen', '127.0.0.1:0', '--state', join(folder, 'sandbox')],
      ...['--registration', registration],
      ...['--redirect-uri', `${origin}/`, '--redirect-uri', `${callbacks}/iamsmart/callback`],
      ...(mutualTls ? ['--client-certificate', mutualTls.client] : []),
      ...(mutualTls ? ['--callback-authority', mutualTls.authority] : []),
      ...(tour ? ['--tour', origin] : []),
      ...sandboxOptions,
    ],
    { ready },
  );
  const startWorker = () =>
    start(
      process.execPath,
      [
        join(root, 'worker/serve.js'),
        ...['--registration', registration],
        ...['--port', new URL(origin).port, '--folder', join(folder, 'worker'), '--data', data],
        ...['--limits', JSON.stringify(limits)],
        ...(tour ? ['--tour'] : []),
        ...(tls ? ['--certificate', tls.certificate, '--key', tls.key] : []),
        ...(mutualTls ? ['--callback-port', new URL(callbacks).port] : []),
        ...(mutualTls ? ['--callback-certificate', mutualTls.certificate] : []),
        ...(mutualTls ? ['--callback-key', mutualTls.key] : []),
        ...(mutualTls ? ['--client-authority', mutualTls.clientAuthority] : []),
      ],
      { ready },
    );
  const demo = {
    origin,
    /** Where callbacks come to. */
    callbacks,
    gateway: sandbox.match[1],
    registration,
    /** Where the worker's Durable Objects are. */
    data,
    worker: await startWorker().catch(async (error) => {
      // Whatever runs on would keep the test file from ending.
      await sandbox.stop();
      throw error;
    }),
    sandbox,
    /** Kills the worker's runtime, so that it can finish nothing. */
    async killWorker() {
      const [, id] = demo.worker.output().match(/workerd is process (\d+)/);
      process.kill(Number(id), 'SIGKILL');
      await demo.worker.exited;
    },
    async startWorker() {
      demo.worker = await startWorker();
    },
    async stop() {
      await demo.worker.stop();
      await sandbox.stop();
      await removed(folder);
    },
  };
  return demo;
}
