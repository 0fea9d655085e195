// A PDF file, by the number of its signatures. 100 are read at most.

import assert from 'node:assert/strict';
import { entryOf } from '../input/builds.js';
import { TIME } from '../input/certificates.js';
import { signedFiles, signers, withRevisions } from '../input/pdf.js';
import { turns } from '../turns.js';

const COUNTS = [3, 10, 30];

/** @type {import('../table.js').Growth} */
export default {
  name: 'pdf-signatures',
  title: 'PDF file, by the number of its signatures',
  x: 'signatures',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    const verdicts = await verdictsOn(tools, Math.max(...COUNTS));
    for (const count of COUNTS) {
      const samples = await turns(
        Object.fromEntries(verdicts.map(([name, prepare]) => [name, prepare(count)])),
        { rounds: 3, warmUp: 1, clock: 'cpu' },
      );
      for (const [series, of] of Object.entries(samples)) yield { series, x: count, samples: of };
    }
  },
};

/**
 * Runs by the number of signatures, of at most `most`: with as many of them, and with as many revisions
 * of the same size that nobody signed, after one signature.
 *
 * @param {{ pkg: string }} tools
 * @param {number} most
 * @returns {Promise<[name: string, prepare: (count: number) => () => any][]>}
 */
export async function verdictsOn(tools, most) {
  const { verifyPdf, ...entry } = await entryOf(tools, 'pdf/inline.js');
  const by = signers();
  const files = signedFiles(entry, most, by);
  const options = { trustAnchors: [by.anchor], validationTime: TIME, revocation: 'off' };
  const run = (file) => () => verifyPdf(file, options);
  return [
    [
      'honest',
      (count) => {
        const { signatures } = verifyPdf(files[count - 1], options);
        assert.deepEqual(
          signatures.map(({ indication }) => indication),
          Array(count).fill('TOTAL-PASSED'),
        );
        return run(files[count - 1]);
      },
    ],
    [
      'revisions that nobody signed',
      (count) => run(withRevisions(files[0], count - 1, files[count - 1].length)),
    ],
  ];
}
