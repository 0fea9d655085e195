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
    const entry = await entryOf(tools, 'pdf/inline.js');
    const by = signers();
    const files = signedFiles(entry, Math.max(...COUNTS), by);
    const options = { trustAnchors: [by.anchor], validationTime: TIME, revocation: 'off' };
    for (const count of COUNTS) {
      const honest = files[count - 1];
      const { signatures } = entry.verifyPdf(honest, options);
      assert.deepEqual(
        signatures.map(({ indication }) => indication),
        Array(count).fill('TOTAL-PASSED'),
      );
      // Nobody signed what follows the first signature.
      const hostile = withRevisions(files[0], count - 1, honest.length);
      const samples = await turns(
        {
          honest: () => entry.verifyPdf(honest, options),
          'revisions that nobody signed': () => entry.verifyPdf(hostile, options),
        },
        { rounds: 3, warmUp: 1, clock: 'cpu' },
      );
      for (const [series, of] of Object.entries(samples)) yield { series, x: count, samples: of };
    }
  },
};
