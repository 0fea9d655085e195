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
    const { verifyCms } = await entryOf(tools, 'verify/inline.js');
    const root = entity('Root CA', 'p256');
    const authority = entity('CA', 'p256');
    const issuing = certificate(authority, root, { isAuthority: true, serial: 2 });
    const trustAnchors = [certificate(root, root, { isAuthority: true })];
    const key = newKey('p256');
    const signer = (index) => {
      const serial = 3 + index;
      const person = entity(`Person ${index}`, key);
      const own = certificate(person, authority, { serial });
      return { entity: person, issuer: authority, certificate: own, serial };
    };
    const options = { content: CONTENT, trustAnchors, validationTime: TIME, revocation: 'off' };
    for (const count of COUNTS) {
      const signers = Array.from({ length: count }, (_, index) => signer(index));
      const own = signers.map(({ certificate }) => certificate);
      const cms = signedData(CONTENT, signers, [...own, issuing], []);
      const honest = () => verifyCms({ cms, ...options });
      yield { series: 'honest', x: count, samples: await sampled(honest) };
      // As many certificates, all of which have the name that the signers' issuer has.
      const namesakes = own.map((_, index) =>
        certificate(entity('CA', newKey('p256')), root, {
          isAuthority: true,
          serial: 100 + index,
          hasIdentifiers: false,
        }),
      );
      const one = signedData(CONTENT, Array(count).fill(signers[0]), [own[0], ...namesakes], []);
      const hostile = () => verifyCms({ cms: one, ...options });
      yield { series: 'namesakes', x: count, samples: await sampled(hostile) };
    }
  },
};
