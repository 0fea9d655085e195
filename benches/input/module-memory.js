// The memory of a new instance of the verify module after one path with a CRL, in a thread of its own:
// a module's memory never shrinks.

import { readFileSync } from 'node:fs';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { entryOf } from './builds.js';

/**
 * @param {{ pkg: string }} tools
 * @param {object} input of `validateCertificatePath`
 * @returns {Promise<{ octets: number, indication: string }>}
 */
export async function memoryAfter({ pkg }, input) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { pkg, input } });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}

if (parentPort) {
  const { pkg, input } = workerData;
  const { initSync, validateCertificatePath } = await entryOf({ pkg }, 'wasm/verify.js');
  const exports = initSync({ module: readFileSync(`${pkg}/wasm/verify_bg.wasm`) });
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  const { indication } = validateCertificatePath(input);
  parentPort.postMessage({ octets: memory.buffer.byteLength, indication });
}
