// A path, by the length of the chain. RFC 5280 sets no maximum; the package's is 16.

import { entryOf } from '../input/builds.js';
import { certificate, chain, crl, TIME } from '../input/certificates.js';
import { entity } from '../input/entities.js';
import { sampled } from '../input/sampled.js';

const LENGTHS = [4, 8, 16];

/** @type {import('../table.js').Growth} */
export default {
  name: 'chain',
  title: 'Path with a CRL of each authority, by the length of the chain',
  x: 'certificates',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    const { validateCertificatePath } = await entryOf(tools, 'verify/inline.js');
    for (const [series, inputOf] of Object.entries({ honest, namesakes })) {
      for (const length of LENGTHS) {
        const input = { ...inputOf(length), validationTime: TIME };
        const run = () => validateCertificatePath(input);
        const samples = await sampled(run, { isHonest: series === 'honest' });
        yield { series, x: length, samples };
      }
    }
  },
};

/** A chain, and the CRL of each authority. @param {number} length */
function honest(length) {
  const { entities, certificates } = chain(length, 'ed25519');
  return {
    certificate: certificates[0],
    intermediates: certificates.slice(1, -1),
    trustAnchors: certificates.slice(-1),
    crls: entities.slice(1).map((authority) => crl(authority)),
  };
}

/**
 * As many certificates, all but two of which have the name of the authority that issued the first, and
 * other keys. Forks of forks are in the chart of intermediates.
 *
 * @param {number} count
 */
function namesakes(count) {
  const [root, authority, person] = ['Root CA', 'CA', 'Person'].map((name) =>
    entity(name, 'ed25519'),
  );
  const others = Array.from({ length: count - 2 }, (_, index) =>
    certificate(entity('CA', 'ed25519'), root, {
      isAuthority: true,
      hasIdentifiers: false,
      serial: 2 + index,
    }),
  );
  return {
    certificate: certificate(person, authority, { hasIdentifiers: false }),
    intermediates: others,
    trustAnchors: [certificate(root, root, { isAuthority: true })],
    crls: [crl(root)],
  };
}
