import { type FetchRevocationOptions, fetchRevocation } from '../verify/revocation.js';
import type { JudgedAs, PdfSigningResult, SigningResult } from '../wasm/server.js';
import {
  createEvidence,
  type Encoded,
  type PathOptions,
  revocationPointers,
  type SignatureAlgorithm,
  type VerificationReport,
  verifyCms,
  verifySignature,
} from '../wasm/verify.js';
import type { Trust } from './options.js';
import type { Judged } from './outcome.js';

/** What was asked to be signed. */
export interface Asked {
  /** Signed text: the canonical form. */
  text?: string;
  /** Signature algorithm of the request. */
  signatureAlgorithm?: SignatureAlgorithm;
}

/** Verdict on a signature, and what is kept of it. */
export interface JudgedSignature {
  verdict: JudgedAs;
  kept: Judged;
}

/**
 * Fetches revocation data for a signature, and judges it at this time.
 *
 * @throws IamSmartError 'invalid-argument' if the trust options cannot be used
 */
export async function judge(
  result: SigningResult | PdfSigningResult,
  asked: Asked,
  { fetchRevocation: fetching = {}, ...path }: Trust,
  now: Date,
): Promise<JudgedSignature> {
  const options: PathOptions = { ...path, validationTime: now };
  if (result.kind === 'pdf-signing') {
    const report = verifyCms({ cms: result.pdfSignature, digest: result.docDigest, ...options });
    return { verdict: verdictOf(report), kept: { result, report } };
  }
  const { certificate } = result;
  if (!isReadable(certificate)) return { verdict: 'signature', kept: { result } };
  const revocation = fetching && (await fetched(certificate, path, fetching));
  return judgeHash(result, asked, { ...options, ...revocation });
}

function judgeHash(result: SigningResult, asked: Asked, options: PathOptions): JudgedSignature {
  const { text, signatureAlgorithm = 'SHA256withRSA' } = asked;
  const input = {
    ...options,
    digest: result.hashCode,
    signature: result.signature,
    certificate: result.certificate,
    claimedTime: new Date(result.timestamp),
    ...(text !== undefined && { content: text }),
  };
  const report = verifySignature({ ...input, signatureAlgorithm });
  const verdict = verdictOf(report);
  if (verdict === 'signature') {
    const holdsOtherwise = verifySignature(input).signedAs !== undefined;
    const isAnother = report.signedAs === undefined && holdsOtherwise;
    return { verdict: isAnother ? 'algorithm' : verdict, kept: { result, report } };
  }
  if (text === undefined) return { verdict, kept: { result, report } };
  const evidence = createEvidence({ ...input, signatureAlgorithm, content: text });
  return { verdict, kept: { result, report, evidence } };
}

/** Returns what can be fetched; what cannot is absent, and the verdict says so. */
async function fetched(
  certificate: Encoded,
  { trustAnchors, intermediates = [] }: Pick<PathOptions, 'trustAnchors' | 'intermediates'>,
  options: FetchRevocationOptions,
): Promise<Pick<PathOptions, 'crls' | 'ocspResponses' | 'intermediates'>> {
  const atHand = [...intermediates, ...trustAnchors];
  const found = await fetchRevocation(certificate, atHand, options);
  return {
    crls: found.crls,
    ocspResponses: found.ocspResponses,
    intermediates: [...intermediates, ...found.intermediates],
  };
}

function isReadable(certificate: Encoded): boolean {
  try {
    revocationPointers(certificate);
    return true;
  } catch {
    return false;
  }
}

function verdictOf({ indication }: VerificationReport): JudgedAs {
  if (indication === 'TOTAL-PASSED') return 'signed';
  return indication === 'TOTAL-FAILED' ? 'signature' : 'undecided';
}
