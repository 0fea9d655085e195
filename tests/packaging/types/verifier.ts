// What whoever verifies sees of the package, on every platform; compiled, never run.

import {
  type CertificateProfile,
  type CertificateSummary,
  createEvidence,
  createJws,
  type FetchedRevocation,
  type FetchProblem,
  fetchRevocation,
  iamSmartProfile,
  type jwsSigningInput,
  type KeyUsage,
  type ocspRequest,
  type PathOptions,
  revocationPointers,
  type VerificationReport,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
} from 'iamsmart/verify';
import type * as slim from 'iamsmart/verify/slim';
import type { Holds, Same, Untyped } from './exact.js';

export type Verifier = [
  Holds<Same<Untyped<typeof import('iamsmart/verify')>, never>>,
  Holds<Same<Untyped<typeof slim>, never>>,
  Holds<
    Same<Exclude<keyof typeof slim, keyof typeof import('iamsmart/verify')>, 'init' | 'initSync'>
  >,
  Holds<Same<ReturnType<typeof verifySignature>, VerificationReport>>,
  Holds<Same<ReturnType<typeof validateCertificatePath>, VerificationReport>>,
  Holds<Same<ReturnType<typeof verifyCms>, VerificationReport>>,
  Holds<Same<ReturnType<typeof verifyJws>, VerificationReport>>,
  Holds<Same<ReturnType<typeof createEvidence>, string>>,
  Holds<Same<ReturnType<typeof iamSmartProfile>, CertificateProfile>>,
  Holds<Same<ReturnType<typeof fetchRevocation>, Promise<FetchedRevocation>>>,
  Holds<Same<ReturnType<typeof ocspRequest>, Uint8Array<ArrayBuffer> | undefined>>,
  Holds<Same<ReturnType<typeof jwsSigningInput>['digest'], Uint8Array<ArrayBuffer>>>,
  Holds<
    Same<
      KeyUsage,
      | 'digitalSignature'
      | 'nonRepudiation'
      | 'keyEncipherment'
      | 'dataEncipherment'
      | 'keyAgreement'
      | 'keyCertSign'
      | 'cRLSign'
      | 'encipherOnly'
      | 'decipherOnly'
    >
  >,
];

const bytes = new Uint8Array(1);
const options: PathOptions = {
  trustAnchors: [bytes, bytes.buffer, 'PEM'],
  keyUsage: ['keyAgreement', 'cRLSign'],
  revocation: 'hard',
  language: 'zh-HK',
  maxPathLength: 1,
};
// @ts-expect-error: whom to trust has to be said.
const trustless: PathOptions = {};
// @ts-expect-error: RFC 5280 has no such usage.
const unknownUsage: PathOptions = { ...options, keyUsage: ['contentCommitment'] };
// @ts-expect-error: 'hard', 'soft' or 'off'.
const unknownRevocation: PathOptions = { ...options, revocation: true };
// @ts-expect-error: in two languages.
const unknownLanguage: PathOptions = { ...options, language: 'fr' };
// @ts-expect-error: a Date.
const unknownTime: PathOptions = { ...options, validationTime: '2026-01-01' };
export const wrong = [trustless, unknownUsage, unknownRevocation, unknownLanguage, unknownTime];

const signature = { ...options, signature: bytes, certificate: bytes };
const report = verifySignature({ ...signature, digest: bytes, ...iamSmartProfile() });
verifySignature({ ...signature, content: 'string', signatureAlgorithm: 'NONEwithRSA' });
// @ts-expect-error: a certificate has to be there.
verifySignature({ ...options, signature: bytes });
// @ts-expect-error: a list of numbers is none of bytes.
verifySignature({ ...signature, digest: [1, 2, 3] });
// @ts-expect-error: a certificate has to be there.
validateCertificatePath(options);
validateCertificatePath({ ...options, certificate: 'PEM' });
verifyCms({ ...options, cms: bytes, content: bytes });
// @ts-expect-error: a message has to be there.
verifyCms(options);
const evidence: string = createEvidence({ ...signature, content: 'string' });
// @ts-expect-error: evidence has the content, as a string.
createEvidence({ ...signature, content: bytes });
const content: string = verifyEvidence(evidence, options).content;
// @ts-expect-error: whom to trust is not said by the file.
verifyEvidence(evidence);
const jws: string = createJws({ content, signature: bytes, certificate: 'PEM' });
verifyJws(jws, content, options);
// @ts-expect-error: the content is detached.
verifyJws(jws, options);

// A report.
if (report.indication === 'INDETERMINATE' && report.subIndication === 'TRY_LATER') {
  const [check] = report.checks;
  if (check?.outcome === 'failed') console.log(check.title, check.detail);
}
// @ts-expect-error: a verdict is never one boolean.
if (report.indication === true) console.log(report);
// @ts-expect-error: only where it is not passed.
report.subIndication.length;
// @ts-expect-error: an end entity may be missing.
const signer: CertificateSummary = report.signer;
const usages: KeyUsage[] | undefined = report.path[0]?.keyUsage;

export { signer, usages };

// Revocation.
const { ocsp }: { ocsp: string[] } = revocationPointers(bytes);
const found = await fetchRevocation(bytes, undefined, {
  timeoutMs: 1000,
  fetch: async (input, init) => fetch(input, init),
  resolve: async (host) => [host, ...ocsp],
  signal: AbortSignal.timeout(1),
});
validateCertificatePath({ ...options, ...found, certificate: bytes });
export const reasons: FetchProblem['reason'][] = found.problems.map(({ reason }) => reason);
// @ts-expect-error: a reason that nothing has.
reasons.push('tired');
