// A path, by the length of the chain. RFC 5280 sets no maximum; the package's is 16.

import { certificate, chain, crl, TIME } from '../input/certificates.js';
import { entity, newKey } from '../input/entities.js';
import { entryOf } from '../input/peers.js';
import { sampled } from '../input/sampled.js';

const LENGTHS = [2, 4, 8, 16];

/** @type {import('../table.js').Growth} */
export default {
  name: 'chain',
  title: 'Path with a CRL of each authority, by the length of the chain',
  x: 'certificates',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    const { validateCertificatePath } = await entryOf(tools, 'verify/inline.js');
    for (const [series, inputOf] of Object.entries({ honest, 'each authority twice': forked })) {
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
 * As many certificates, of authorities that are there with two keys each: each pair issued both
 * certificates of both below it, and none is below the trust anchor.
 *
 * @param {number} count
 */
function forked(count) {
  const root = entity('Root CA', 'ed25519');
  const anchor = certificate(root, root, { isAuthority: true });
  const pairs = Array.from({ length: 8 }, (_, level) =>
    [newKey('ed25519'), newKey('ed25519')].map((key) => entity(`CA ${level}`, key)),
  );
  const person = entity('Person', 'ed25519');
  const certificates = [certificate(person, pairs[0][0], { hasIdentifiers: false })];
  for (const [level, pair] of pairs.slice(0, -1).entries()) {
    for (const below of pair) {
      for (const above of pairs[level + 1]) {
        const options = { isAuthority: true, hasIdentifiers: false, serial: certificates.length };
        certificates.push(certificate(below, above, options));
      }
    }
  }
  return {
    certificate: certificates[0],
    intermediates: certificates.slice(1, count - 1),
    trustAnchors: [anchor],
    crls: [crl(root)],
  };
}
