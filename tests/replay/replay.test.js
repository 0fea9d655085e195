// Inputs of the fuzz targets, through the package. A panic in WebAssembly is a trap, which makes the
// module unusable: each input must get a result or an `IamSmartError`. The memory of a module never
// shrinks: all inputs together must not take more than one of the longest takes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { corpus, loaded, memoryOf, seeds } from './inputs.js';

/** Targets by role. */
const ROLES = {
  inspect: ['inspect'],
  page: ['form', 'url'],
  pdf: ['pdf', 'pdf_signatures'],
  server: ['callback', 'envelope', 'parts'],
  verify: ['certificate', 'cms', 'crl', 'evidence', 'ocsp', 'pem', 'report', 'timestamp', 'webpki'],
};

/** Minimum number of checked-in inputs per target. */
const FEWEST = 4;

/** What a module may grow by in all, in bytes: 32 times the fuzzer's longest input of 16 KiB. */
const MOST_GROWTH = 512 * 1024;

/**
 * What the module of PDFs may grow by, in bytes: a stream is inflated to at most 32 MiB
 * (src/pdf/inflated.rs), and there as inflated, as stored for its reader, and as read and collected.
 */
const MOST_GROWTH_INFLATED = 4 * 32 * 1024 * 1024 + MOST_GROWTH;

const INDICATIONS = ['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'];

if (isMainThread) {
  for (const [role, targets] of Object.entries(ROLES)) {
    for (const target of targets) {
      test(`${target}: every input gets a result or an IamSmartError, in bounded memory`, async (t) => {
        assert.ok(seeds(target).length >= FEWEST, `${target} has ${seeds(target).length} seeds`);
        const { first, second, inputs, results } = await replayed(role, target);
        t.diagnostic(`${inputs} inputs, ${results} results, ${first} bytes of memory`);
        assert.ok(results > 0, 'some are read to the end');
        assert.ok(first <= (role === 'pdf' ? MOST_GROWTH_INFLATED : MOST_GROWTH), `${first}`);
        assert.equal(second, 0, 'what was taken is used again');
      });
    }
  }
} else {
  const { role, target } = workerData;
  parentPort.postMessage(await replay(role, target));
}

/** In a new module: in a thread of its own. */
function replayed(role, target) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { role, target } });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

async function replay(role, target) {
  const { NO_VERDICT, targets } = await import(`./${role}.js`);
  const { IamSmartError } = await loaded(role);
  const memory = await memoryOf(role);
  const inputs = [...seeds(target), ...corpus(target)];
  const growths = [];
  let results = 0;
  // The second time nothing is new.
  for (let time = 0; time < 2; time += 1) {
    const before = memory.buffer.byteLength;
    for (const file of inputs) {
      for (const question of targets[target](readFileSync(file))) {
        try {
          const answer = await question();
          if (role === 'verify' && answer !== NO_VERDICT) {
            assert.ok(INDICATIONS.includes(answer.indication), file);
          }
          results += 1;
        } catch (error) {
          if (!(error instanceof IamSmartError)) throw error;
          // A trap is one too, and no answer.
          assert.notEqual(error.code, 'module-trapped', file);
        }
      }
    }
    growths.push(memory.buffer.byteLength - before);
  }
  return { first: growths[0], second: growths[1], inputs: inputs.length, results };
}
