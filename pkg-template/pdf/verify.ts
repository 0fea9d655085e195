import { isOurs, reading } from '../argument.js';
import type { BufferSource } from '../bytes.js';
import {
  type PdfChange,
  type PdfFacts,
  type PdfFileVerdict,
  type PdfSignatureFacts,
  type PdfSignatureKind,
  pdfFacts,
} from '../wasm/pdf.js';
import {
  type PathOptions,
  type ProofOfExistence,
  type TimestampReport,
  type VerificationReport,
  verifyCms,
  verifyTimestamp,
} from '../wasm/verify.js';

/** Report on a signature or document time-stamp of a PDF file. */
export interface PdfSignatureReport
  extends VerificationReport,
    Partial<Pick<TimestampReport, 'statement' | 'provenTime' | 'holdsUntil'>> {
  /** Name of the signature field, with those of the fields above it. */
  fieldName: string;
  /** What it is. */
  kind: PdfSignatureKind;
  /** True if no byte of the file follows what is signed. */
  coversWholeFile: boolean;
  /** Revision of the file that is signed, from 1; undefined if none is signed as a whole. */
  revision?: number;
  /** Number of revisions of the file. */
  revisions: number;
  /** What later revisions changed. Empty if what is signed is not known. */
  changes: PdfChange[];
  /**
   * Fields of the document time-stamps that are over it and TOTAL-PASSED, the oldest first: they prove
   * that it was there at the `provenTime` of their reports. Others are proofs of nothing.
   */
  provenBy: string[];
}

/** Reports on the signatures of a PDF file. */
export interface PdfReport {
  /** Each signature and document time-stamp, in the order of the revisions that they sign. */
  signatures: PdfSignatureReport[];
}

/** Reasons that are more serious than that a file does not tell what was signed. */
const MORE_SERIOUS: (string | undefined)[] = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIGNED_DATA_NOT_FOUND',
  'SIG_CRYPTO_FAILURE',
];

/**
 * Verifies the signatures and document time-stamps of a PDF file (ISO 32000-2 §12.8, ETSI EN 319
 * 142-1). Each report has the checks of the file first: that exactly one revision is signed as a
 * whole, and what later revisions changed. Only TOTAL-PASSED means that the signature holds and that
 * a reader sees what was signed. A file without signatures has an empty list.
 *
 * What a document time-stamp covers was there at its time, if it is TOTAL-PASSED itself, now or by a
 * newer one: a certificate that ended or was revoked since, or an algorithm that ended, does not undo
 * it (ETSI EN 319 102-1 §5.6).
 *
 * Certificates and revocation data of the file's document security stores, and of its other signatures
 * and time-stamps, are used in addition to those of the options, and trusted for nothing.
 *
 * @throws IamSmartError 'pdf-malformed', 'pdf-encrypted', or a code of `verifyCms`
 */
export function verifyPdf(pdf: BufferSource, options: PathOptions): PdfReport {
  const language = reading('options', () => options.language);
  const facts = pdfFacts(pdf, language);
  const all = reading('options', () => withStore(options, facts));
  const proofs = new Proofs();
  const reports = judgedAll(facts, all, proofs);
  // What an older time-stamp proves counts for newer signatures, too: of certificates, for example.
  const isOpen = reports.some(({ indication }) => indication === 'INDETERMINATE');
  return { signatures: isOpen && !proofs.isEmpty() ? judgedAll(facts, all, proofs) : reports };
}

/** What the document time-stamps of a file prove, by SHA-256 digests. */
class Proofs {
  readonly #proofs = new Map<string, ProofOfExistence>();

  /** Adds what a time-stamp proves that is TOTAL-PASSED. */
  add(digests: string[], { provenTime, holdsUntil }: PdfSignatureReport): void {
    if (provenTime === undefined) return;
    const time = new Date(provenTime);
    const end = holdsUntil === undefined ? undefined : new Date(holdsUntil);
    for (const sha256 of digests) {
      const known = this.#proofs.get(sha256);
      if (known && known.provenTime <= time) continue;
      this.#proofs.set(sha256, { sha256, provenTime: time, holdsUntil: end });
    }
  }

  isEmpty(): boolean {
    return this.#proofs.size === 0;
  }

  all(): ProofOfExistence[] {
    return [...this.#proofs.values()];
  }
}

/** Judges the signatures from the newest to the oldest: what a newer one is worth counts for what it covers. */
function judgedAll(
  { signatures }: PdfFacts,
  options: PathOptions,
  proofs: Proofs,
): PdfSignatureReport[] {
  const reports: PdfSignatureReport[] = [];
  const stamps: PdfSignatureFacts[] = [];
  // Anybody can add a field with the name of another.
  const isPassed = (field: string) => {
    const named = reports.filter(({ fieldName }) => fieldName === field);
    return named.length > 0 && named.every(({ indication }) => indication === 'TOTAL-PASSED');
  };
  for (const signature of [...signatures].reverse()) {
    const over = stamps.filter(({ proven }) => isOver(proven, signature));
    const report = {
      ...judged(signature, options, isPassed, proofs.all()),
      provenBy: over.map(({ fieldName }) => fieldName),
    };
    reports.unshift(report);
    if (signature.kind !== 'time-stamp' || report.indication !== 'TOTAL-PASSED') continue;
    stamps.unshift(signature);
    proofs.add(signature.proven, report);
  }
  return reports;
}

function isOver(proven: string[], { sha256 }: PdfSignatureFacts): boolean {
  return sha256 !== undefined && proven.includes(sha256);
}

function withStore(options: PathOptions, facts: PdfFacts): PathOptions {
  const { intermediates = [], crls = [], ocspResponses = [] } = options;
  return {
    ...options,
    intermediates: [...intermediates, ...facts.certificates].slice(0, LISTS.certificates),
    crls: [...crls, ...facts.crls].slice(0, LISTS.revocation),
    ocspResponses: [...ocspResponses, ...facts.ocspResponses].slice(0, LISTS.revocation),
  };
}

/** Maximum lengths of the lists of `PathOptions`; the options' own come first. */
const LISTS = { certificates: 1000, revocation: 200 };

function judged(
  signature: PdfSignatureFacts,
  options: PathOptions,
  isPassed: (field: string) => boolean,
  existence: ProofOfExistence[],
): Omit<PdfSignatureReport, 'provenBy'> {
  const { fieldName, kind, coversWholeFile, revision, revisions, changes } = signature;
  const about = { fieldName, kind, coversWholeFile, revision, revisions, changes };
  const isProven = signature.dependsOn.every(isPassed);
  const file = isProven ? signature.file : signature.otherwise;
  if (file.indication === 'TOTAL-FAILED' || kind === 'other') {
    return { ...ofFile(file, options), ...about };
  }
  const report = ofMessage(signature, options, existence);
  if (!report) return { ...ofFile(signature.unreadable, options), ...about };
  return { ...report, ...both(file, report), ...about };
}

/** Returns the report on the message; undefined if it cannot be read. */
function ofMessage(
  { kind, message, digest }: PdfSignatureFacts,
  options: PathOptions,
  existence: ProofOfExistence[],
): VerificationReport | undefined {
  if (!message) return undefined;
  try {
    if (kind === 'signature') return verifyCms({ cms: message, digest, existence, ...options });
    return digest && verifyTimestamp(message, digest, { existence, ...ofAuthorities(options) });
  } catch (error) {
    if (isOurs(error) && UNREADABLE.includes(error.code)) return undefined;
    throw error;
  }
}

/**
 * Document time-stamps are of those whom the caller trusts for time-stamps over signatures, too. What is
 * asked of the signer's path is not asked of theirs.
 */
function ofAuthorities(options: PathOptions): PathOptions {
  const {
    timestampAnchors,
    anchorFingerprints,
    initialPolicySet: _set,
    requireExplicitPolicy: _explicit,
    inhibitPolicyMapping: _mapping,
    inhibitAnyPolicy: _any,
    maxPathLength: _length,
    ...others
  } = options;
  return timestampAnchors === undefined
    ? { ...others, anchorFingerprints }
    : { ...others, trustAnchors: timestampAnchors };
}

/** Codes of what a stranger's file can hold; the others are about the caller's options. */
const UNREADABLE = ['cms-malformed', 'timestamp-malformed'];

/** Returns the verdict on a file and on the message in it. */
function both(file: PdfFileVerdict, report: VerificationReport): Partial<VerificationReport> {
  const checks = [...file.checks, ...report.checks];
  if (file.indication === 'TOTAL-PASSED' || report.indication === 'TOTAL-FAILED') return { checks };
  if (MORE_SERIOUS.includes(report.subIndication)) return { checks };
  const { indication, subIndication, summary } = file;
  return { checks, indication, subIndication, summary };
}

/** A CMS message without signers (RFC 5652 §5.1). */
const NOTHING = Uint8Array.from([
  0x30, 0x23, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x16, 0x30,
  0x14, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
  0x01, 0x07, 0x01, 0x31, 0x00,
]);

/** Returns a report on what a file alone says: that on a message without signers has the rest. */
function ofFile(file: PdfFileVerdict, options: PathOptions): VerificationReport {
  return { ...verifyCms({ cms: NOTHING, ...options }), ...file };
}
