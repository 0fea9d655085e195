// Types of the package for a verifier, on every platform; compiled, never run.

import {
  type AttachmentCheck,
  type CertificateProfile,
  type CertificateSummary,
  certificatesOf,
  checkAttachment,
  createEvidence,
  createJws,
  type EvidenceReport,
  type evidenceDigest,
  extendEvidence,
  type FetchedRevocation,
  type FetchProblem,
  fetchRevocation,
  type fetchTimestamp,
  iamSmartProfile,
  type jwsSigningInput,
  type KeyUsage,
  type ocspRequest,
  type PathOptions,
  readTimestamp,
  type renewEvidence,
  revocationPointers,
  type TimestampReport,
  timestampRequest,
  type VerificationReport,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
  verifyTimestamp,
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
  Holds<Same<ReturnType<typeof extendEvidence>, string>>,
  Holds<Same<ReturnType<typeof renewEvidence>, string>>,
  Holds<Same<ReturnType<typeof evidenceDigest>, Uint8Array<ArrayBuffer>>>,
  Holds<Same<ReturnType<typeof checkAttachment>, Promise<AttachmentCheck>>>,
  Holds<Same<EvidenceReport['timestamps'][number]['over'], 'signature' | 'everything'>>,
  Holds<Same<ReturnType<typeof iamSmartProfile>, CertificateProfile>>,
  Holds<Same<ReturnType<typeof fetchRevocation>, Promise<FetchedRevocation>>>,
  Holds<Same<ReturnType<typeof fetchTimestamp>, Promise<Uint8Array<ArrayBuffer>>>>,
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
  purposes: ['1.3.6.1.5.5.7.3.36'],
  excludedPurposes: [],
  initialPolicySet: ['1.3.6.1.4.1.16030.1.*'],
  revocation: 'hard',
  language: 'zh-HK',
  maxPathLength: 1,
};
// @ts-expect-error: trust anchors are required.
const trustless: PathOptions = {};
// @ts-expect-error: RFC 5280 has no such usage.
const unknownUsage: PathOptions = { ...options, keyUsage: ['contentCommitment'] };
// @ts-expect-error: not 'hard', 'soft' or 'off'.
const unknownRevocation: PathOptions = { ...options, revocation: true };
// @ts-expect-error: not one of the two languages.
const unknownLanguage: PathOptions = { ...options, language: 'fr' };
// @ts-expect-error: must be a Date.
const unknownTime: PathOptions = { ...options, validationTime: '2026-01-01' };
export const wrong = [trustless, unknownUsage, unknownRevocation, unknownLanguage, unknownTime];

const signature = { ...options, signature: bytes, certificate: bytes };
const report = verifySignature({ ...signature, digest: bytes, ...iamSmartProfile() });
verifySignature({ ...signature, content: 'string', signatureAlgorithm: 'NONEwithRSA' });
// @ts-expect-error: the certificate is required.
verifySignature({ ...options, signature: bytes });
// @ts-expect-error: an array of numbers is not bytes.
verifySignature({ ...signature, digest: [1, 2, 3] });
// @ts-expect-error: the certificate is required.
validateCertificatePath(options);
validateCertificatePath({ ...options, certificate: 'PEM' });
verifyCms({ ...options, cms: bytes, content: bytes });
verifyCms({ ...options, cms: 'PEM' });
const ofSigner: VerificationReport | undefined = verifyCms({ ...options, cms: bytes }).signers?.[0];
verifyCms({ ...options, cms: bytes, signer: 0 });
// @ts-expect-error: the message is required.
verifyCms(options);
const evidence: string = createEvidence({ ...signature, content: 'string' });
// @ts-expect-error: the content must be a string.
createEvidence({ ...signature, content: bytes });
createEvidence({ ...signature, content: 'string', timestamps: [bytes, 'Base64'] });
extendEvidence(evidence, { crls: [bytes], ocspResponses: ['PEM'], intermediates: [bytes.buffer] });
checkAttachment(evidence, new Blob([]));
// @ts-expect-error: not an algorithm.
verifyEvidence(evidence, { ...options, algorithmEnds: [{ algorithm: 'RSA' }] });
const content: string = verifyEvidence(evidence, {
  ...options,
  timestampAnchors: [bytes],
  algorithmEnds: [{ algorithm: 'RSA-PKCS1', end: new Date() }, { algorithm: 'ECDSA' }],
}).content;
// @ts-expect-error: trust anchors are not in the file.
verifyEvidence(evidence);
const jws: string = createJws({ content, signature: bytes, certificate: 'PEM' });
verifyJws(jws, content, options);
// @ts-expect-error: the content is detached.
verifyJws(jws, options);

const { request, nonce } = timestampRequest(bytes, { policy: '1.2.3', certificate: false });
timestampRequest(request);
const { status, token, statement } = readTimestamp(bytes);
if (status === 'granted' && token) console.log(statement?.time, statement?.accuracyMs);
const timestamp: TimestampReport = verifyTimestamp(bytes, bytes, { ...options, nonce });
const proven: [string | undefined, string | undefined] = [
  timestamp.provenTime,
  timestamp.holdsUntil,
];
// @ts-expect-error: trust anchors are required.
verifyTimestamp(bytes, bytes, { nonce });
const stamped = verifySignature({ ...signature, digest: bytes, timestamps: [bytes, 'Base64'] });
const [first] = stamped.signatureTimestamps ?? [];
console.log(proven, first?.statement.authority, stamped.provenTime, stamped.holdsUntil);

// A report.
if (report.indication === 'INDETERMINATE' && report.subIndication === 'TRY_LATER') {
  const [check] = report.checks;
  if (check?.outcome === 'failed') console.log(check.title, check.detail);
}
// @ts-expect-error: a verdict is not a boolean.
if (report.indication === true) console.log(report);
// @ts-expect-error: absent if the verdict is passed.
report.subIndication.length;
// @ts-expect-error: the signer may be absent.
const signer: CertificateSummary = report.signer;
const usages: KeyUsage[] | undefined = report.path[0]?.keyUsage;
const isTrusted: boolean | undefined = report.path.at(-1)?.isTrustAnchor;

export { isTrusted, ofSigner, signer, usages };

// Revocation.
const { ocsp }: { ocsp: string[] } = revocationPointers(bytes);
const found = await fetchRevocation(bytes, undefined, {
  timeoutMs: 1000,
  fetch: async (input, init) => fetch(input, init),
  ports: [80, 443, 8080],
  resolve: async (host) => [host, ...ocsp],
  signal: AbortSignal.timeout(1),
});
validateCertificatePath({ ...options, ...found, certificate: bytes });
const bundle: Uint8Array<ArrayBuffer>[] = certificatesOf(bytes);
validateCertificatePath({ ...options, intermediates: bundle, certificate: bytes });
verifyJws('a.b.c', undefined, options);
verifyJws('a..c', bytes, options);
export const details: string[] = found.problems.map(({ kind, detail }) => `${kind}: ${detail}`);
export const reasons: FetchProblem['reason'][] = found.problems.map(({ reason }) => reason);
// @ts-expect-error: not a revocation reason.
reasons.push('tired');
