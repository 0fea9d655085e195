import { shownForm } from '../texts/shown-form.js';
import type { JudgedAs, PdfSigningResult, SigningResult } from '../wasm/server.js';
import {
  cmsCertificates,
  createEvidence,
  type Encoded,
  type PathOptions,
  revocationPointers,
  type VerificationReport,
  verifyCms,
  verifySignature,
} from '../wasm/verify.js';
import type { FlowsOptions, Trust } from './options.js';
import type { Asked, Judged } from './outcome.js';
import { revocationData, validationData } from './revocation-data.js';

/** Maximum number of certificates of a PDF's signature that revocation data is fetched for. */
const MAX_CERTIFICATES = 8;

/** Verdict on a signature, and what is kept of it. */
interface JudgedSignature {
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
  const certificates = certificatesIn(result);
  if (!certificates) return { verdict: 'signature', kept: { result } };
  const revocation = fetching && (await revocationData(certificates, path, fetching));
  const all = { ...options, ...revocation };
  if (result.kind === 'signing') return judgeHash(result, asked, all);
  const report = verifyCms({ cms: result.pdfSignature, digest: result.docDigest, ...all });
  const rests = revocation && { validationData: validationData(revocation) };
  return { verdict: verdictOf(report), kept: { result, report, ...rests } };
}

function judgeHash(result: SigningResult, asked: Asked, options: PathOptions): JudgedSignature {
  const { text, signatureAlgorithm = 'SHA256withRSA', formLabels } = asked;
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
  const labels = labelsOf(text, formLabels);
  const evidence = createEvidence({ ...input, ...labels, signatureAlgorithm, content: text });
  return { verdict, kept: { result, report, evidence } };
}

/** Returns the labels of a form; none without a form that they are for. */
function labelsOf(text: string, formLabels: FlowsOptions['formLabels']): { labels?: string } {
  const form = formLabels && shownForm(text);
  const labels = form && formLabels(form);
  return labels ? { labels: JSON.stringify(labels) } : {};
}

/** Returns the certificates of a result; undefined if it has none that can be read. */
function certificatesIn(result: SigningResult | PdfSigningResult): Encoded[] | undefined {
  try {
    const all =
      result.kind === 'signing' ? [result.certificate] : cmsCertificates(result.pdfSignature);
    const some = all.slice(0, MAX_CERTIFICATES);
    for (const certificate of some) revocationPointers(certificate);
    return some.length > 0 ? some : undefined;
  } catch {
    return undefined;
  }
}

function verdictOf({ indication }: VerificationReport): JudgedAs {
  if (indication === 'TOTAL-PASSED') return 'signed';
  return indication === 'TOTAL-FAILED' ? 'signature' : 'undecided';
}
