// A CMS message, by the number of its signers. More than 16 are not judged.

import { entryOf } from '../input/builds.js';
import { certificate, TIME } from '../input/certificates.js';
import { entity, newKey } from '../input/entities.js';
import { signedData } from '../input/messages.js';
import { sampled } from '../input/sampled.js';

const COUNTS = [2, 4, 8, 16];
const CONTENT = Buffer.alloc(10_000, 'content ');

/** @type {import('../table.js').Growth} */
export default {
  name: 'signers',
  title: 'CMS message, by the number of its signers',
  x: 'signers',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    const series = Object.entries(await verdictsOn(tools));
    for (const count of COUNTS) {
      for (const [name, prepare] of series) {
        yield { series: name, x: count, samples: await sampled(prepare(count)) };
      }
    }
  },
};

/**
 * Runs by the number of signers: honest ones, and one who signed again and again, with as many
 * certificates of other authorities that have the name of the signer's.
 *
 * @param {{ pkg: string }} tools
 * @returns {Promise<Record<string, (count: number) => () => any>>}
 */
export async function verdictsOn(tools) {
  const { verifyCms } = await entryOf(tools, 'verify/inline.js');
  const root = entity('Root CA', 'p256');
  const authority = entity('CA', 'p256');
  const issuing = certificate(authority, root, { isAuthority: true, serial: 2 });
  const trustAnchors = [certificate(root, root, { isAuthority: true })];
  const key = newKey('p256');
  const signers = (count) =>
    Array.from({ length: count }, (_, index) => {
      const serial = 3 + index;
      const person = entity(`Person ${index}`, key);
      const own = certificate(person, authority, { serial });
      return { entity: person, issuer: authority, certificate: own, serial };
    });
  const namesakes = (count) =>
    Array.from({ length: count }, (_, index) =>
      certificate(entity('CA', newKey('p256')), root, {
        isAuthority: true,
        serial: 100 + index,
        hasIdentifiers: false,
      }),
    );
  const options = { content: CONTENT, trustAnchors, validationTime: TIME, revocation: 'off' };
  const run = (who, certificates) => {
    const cms = signedData(CONTENT, who, certificates, []);
    return () => verifyCms({ cms, ...options });
  };
  const own = (who) => who.map(({ certificate }) => certificate);
  return {
    honest: (count) => {
      const all = signers(count);
      return run(all, [...own(all), issuing]);
    },
    namesakes: (count) => {
      const [one] = signers(1);
      return run(Array(count).fill(one), [one.certificate, ...namesakes(count)]);
    },
  };
}
