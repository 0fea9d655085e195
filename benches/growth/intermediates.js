// A path, by the number of certificates that came with the signature. 1,000 are read at most.

import { entryOf } from '../input/builds.js';
import { certificate, TIME } from '../input/certificates.js';
import { entity, newKey } from '../input/entities.js';
import { sampled } from '../input/sampled.js';

const COUNTS = [10, 30, 100, 300, 990];

/** @type {import('../table.js').Growth} */
export default {
  name: 'intermediates',
  title: 'Path, by the number of certificates that came with the signature',
  x: 'certificates',
  unit: 'ms',
  atMost: 'n log n',
  async *points(tools) {
    for (const [series, strangers] of Object.entries(SERIES)) {
      const prepare = await verdictWith(tools, strangers, Math.max(...COUNTS));
      const isHonest = series === 'honest';
      for (const count of COUNTS) {
        const samples = await sampled(prepare(count), { isHonest, rounds: 3 });
        yield { series, x: count, samples };
      }
    }
  },
};

/**
 * A run by the number of certificates that came with the signature, of at most `most`.
 *
 * @param {{ pkg: string }} tools
 * @param {Strangers} strangers
 * @param {number} most
 */
export async function verdictWith(tools, strangers, most) {
  const { validateCertificatePath } = await entryOf(tools, 'verify/inline.js');
  const world = newWorld();
  const all = strangers(world, most);
  return (count) => {
    const input = { ...world.input, intermediates: [...all.slice(0, count), world.issuing] };
    return () => validateCertificatePath(input);
  };
}

/** @typedef {(world: World, count: number) => Buffer[]} Strangers */
/** @typedef {ReturnType<typeof newWorld>} World */

/** @type {Record<string, Strangers>} */
export const SERIES = {
  honest: ({ root }, count) =>
    issued(count, root, (index) => entity(`Another CA ${index}`, root.key)),
  'one name and one key': ({ authority, root }, count) =>
    issued(count, entity('Nobody', root.key), () => authority),
  'one name and other keys': ({ root }, count) =>
    issued(count, root, () => entity('CA', newKey('ed25519'))),
  'a web of forks': webOf,
};

/**
 * Levels of three authorities, each issued by all three of the next level, and none below the trust
 * anchor.
 *
 * @param {World} world
 * @param {number} count
 */
function webOf({ authority }, count) {
  const level = (number) =>
    [0, 1, 2].map(() =>
      number ? entity(`Level ${number}`, 'ed25519') : entity('CA', authority.key),
    );
  const levels = Array.from({ length: Math.ceil(count / 9) + 1 }, (_, number) => level(number));
  const issues = levels
    .slice(0, -1)
    .flatMap((own, index) =>
      own.flatMap((subject) => levels[index + 1].map((issuer) => ({ subject, issuer }))),
    );
  return issues.slice(0, count).map(({ subject, issuer }, index) =>
    certificate(subject, issuer, {
      isAuthority: true,
      serial: 1000 + index,
      hasIdentifiers: false,
    }),
  );
}

export function newWorld() {
  const root = entity('Root CA', 'ed25519');
  const authority = entity('CA', 'ed25519');
  const person = entity('Person', 'ed25519');
  return {
    root,
    authority,
    issuing: certificate(authority, root, { isAuthority: true, serial: 2 }),
    input: {
      certificate: certificate(person, authority, { serial: 3, hasIdentifiers: false }),
      trustAnchors: [certificate(root, root, { isAuthority: true })],
      validationTime: TIME,
      revocation: 'off',
    },
  };
}

/**
 * @param {number} count
 * @param {import('../input/entities.js').Entity} issuer
 * @param {(index: number) => import('../input/entities.js').Entity} subject
 */
function issued(count, issuer, subject) {
  return Array.from({ length: count }, (_, index) =>
    certificate(subject(index), issuer, {
      isAuthority: true,
      serial: 1000 + index,
      hasIdentifiers: false,
    }),
  );
}
