// A path with one CRL, by the CRL's size.

import { entryOf } from '../input/builds.js';
import {
  certificate,
  crl,
  duplicates,
  ENTRY,
  entriesOf,
  namingIssuers,
  TIME,
  withExtensions,
} from '../input/certificates.js';
import { entity } from '../input/entities.js';
import { sampled } from '../input/sampled.js';

const SIZES = [1000, 10_000, 100_000, 1_000_000];
const SERIAL = 2;

/** By series: entries of about so many octets, and whether the CRL is one of several issuers. */
export const HOSTILE = {
  'entries of the certificate': { entries: (octets) => duplicates(octets, SERIAL) },
  'empty entries': { entries: (octets) => Buffer.alloc(octets, Buffer.from([0x30, 0x00])) },
  'entries of eight extensions': { entries: withExtensions },
  'another issuer in each entry': { entries: namingIssuers, isIndirect: true },
};

/** @type {import('../table.js').Growth} */
export default {
  name: 'crl',
  title: 'Path with one CRL, by its size',
  x: 'bytes',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    const { judged } = await pathWith(tools);
    for (const size of SIZES) {
      const octets = size * ENTRY;
      const honest = judged(entriesOf(size));
      yield { series: 'honest', x: octets, samples: await sampled(honest, { isHonest: true }) };
      // The largest is measured of the honest one alone: the others are below it by their slopes.
      if (size === SIZES.at(-1)) continue;
      for (const [series, { entries, isIndirect }] of Object.entries(HOSTILE)) {
        const hostile = judged(entries(octets), isIndirect);
        yield { series, x: octets, samples: await sampled(hostile) };
      }
    }
  },
};

/**
 * A path with a CRL of the given entries: the input, and a run of it.
 *
 * @param {{ pkg: string }} tools
 */
export async function pathWith(tools) {
  const { validateCertificatePath } = await entryOf(tools, 'verify/inline.js');
  const root = entity('Root CA');
  const person = certificate(entity('Person'), root, { serial: SERIAL });
  const anchor = certificate(root, root, { isAuthority: true });
  const input = (entries, isIndirect = false) => ({
    certificate: person,
    trustAnchors: [anchor],
    crls: [crl(root, entries, isIndirect)],
    validationTime: TIME,
  });
  const judged = (entries, isIndirect = false) => {
    const all = input(entries, isIndirect);
    return () => validateCertificatePath(all);
  };
  return { input, judged };
}
