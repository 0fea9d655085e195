// A verdict, by the length of the chain. RFC 5280 sets no maximum; the package's is 16.

import { certificate, crl, TIME } from '../input/certificates.js';
import { entity, newKey } from '../input/entities.js';
import { entryOf } from '../input/peers.js';
import { inputOf, signed } from '../input/signed.js';
import { sampled } from '../input/sampled.js';

const LENGTHS = [2, 4, 8, 16];

/** @type {import('../table.js').Growth} */
export default {
  name: 'chain',
  title: 'Verdict, by the length of the chain',
  x: 'certificates',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    const { verifySignature } = await entryOf(tools, 'verify/inline.js');
    for (const length of LENGTHS) {
      const input = inputOf(signed({ length, kind: 'p256' }));
      const run = () => verifySignature(input);
      yield { series: 'honest', x: length, samples: await sampled(run, { isHonest: true }) };
    }
    for (const length of LENGTHS) {
      const input = forked(length);
      const run = () => verifySignature(input);
      yield { series: 'each authority twice', x: length, samples: await sampled(run) };
    }
  },
};

/**
 * As many certificates, of authorities that are there with two keys each: each pair issued both
 * certificates of both below it, and none is below the trust anchor.
 *
 * @param {number} count
 */
function forked(count) {
  const root = entity('Root CA', 'p256');
  const anchor = certificate(root, root, { isAuthority: true });
  const pairs = Array.from({ length: 8 }, (_, level) =>
    [newKey('p256'), newKey('p256')].map((key) => entity(`CA ${level}`, key)),
  );
  const person = entity('Person', 'p256');
  const certificates = [certificate(person, pairs[0][0], { hasIdentifiers: false })];
  for (const [level, pair] of pairs.slice(0, -1).entries()) {
    for (const below of pair) {
      for (const above of pairs[level + 1]) {
        const options = { isAuthority: true, hasIdentifiers: false, serial: certificates.length };
        certificates.push(certificate(below, above, options));
      }
    }
  }
  const content = Buffer.from('content');
  return {
    content,
    signature: person.key.sign(content),
    certificate: certificates[0],
    intermediates: certificates.slice(1, count - 1),
    trustAnchors: [anchor],
    crls: [crl(root)],
    validationTime: TIME,
  };
}
