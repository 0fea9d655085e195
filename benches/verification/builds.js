// Compares two builds of iamsmart/verify: path validation with each signature algorithm, and an
// RSA-2048 signature with chain and CRLs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FIXTURES = new URL('../../tests/fixtures/algorithms/', import.meta.url);
const VALIDATION_TIME = new Date('2027-06-01T00:00:00Z');
const ALGORITHMS = ['rsa-sha256', 'pss-sha256', 'p256-sha256', 'p384-sha384', 'ed25519'];

/**
 * Benchmark cases, each with one function per build.
 *
 * @param {string[]} folders of the builds' packages
 * @param {{ time: Date }} signed by `signedInput`
 */
export async function verdicts(folders, signed) {
  const builds = await Promise.all(
    folders.map((folder) => import(pathToFileURL(join(folder, 'verify/inline.js')).href)),
  );
  const { content, signature, person, issuing, root, crls, time } = signed;
  const chain = {
    content,
    signature,
    certificate: person,
    intermediates: [issuing],
    trustAnchors: [root],
    crls,
    validationTime: time,
  };
  const rows = [verdict('RSA-2048, chain, CRLs', builds, 'verifySignature', chain)];
  for (const algorithm of ALGORITHMS) {
    const [certificate, anchor] = [algorithm, `${algorithm}-root`].map((name) =>
      readFileSync(new URL(`${name}.pem`, FIXTURES), 'utf8'),
    );
    const input = {
      certificate,
      trustAnchors: [anchor],
      validationTime: VALIDATION_TIME,
      revocation: 'off',
    };
    rows.push(verdict(algorithm, builds, 'validateCertificatePath', input));
  }
  return rows;
}

function verdict(name, builds, entry, input) {
  const runs = builds.map((build) => () => {
    assert.equal(build[entry](input).indication, 'TOTAL-PASSED', name);
  });
  return { name, runs };
}
