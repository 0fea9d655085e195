import type { KeyUsage } from './options.js';

/** The verdict (ETSI EN 319 102-1 §5.1.3). */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

/** The reason of a verdict other than TOTAL-PASSED (ETSI EN 319 102-1 §5.1.3). */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'TRY_LATER';

/**
 * After ETSI EN 319 102-1: a verdict, why, and every check on the way with its own outcome.
 *
 * TOTAL-FAILED: a rule is broken. INDETERMINATE: none is known to be broken, and not every one could
 * be decided. Only TOTAL-PASSED means that the signature holds.
 */
export interface VerificationReport {
  indication: Indication;
  /** The reason that counts most; left out where everything passed. */
  subIndication?: SubIndication;
  checks: Check[];
  /** What was signed, of three: SHA-256 over the digest bytes, the digest itself in a DigestInfo, the bare digest. */
  signedAs?:
    | 'SHA256withRSA-over-digest'
    | 'digest'
    | 'digest-without-digest-info'
    | 'SM3withSM2-over-digest'
    | 'SM3-over-digest-without-identifier'
    | 'SM2-digest';
  /** ISO 8601. */
  validationTime: string;
  /** ISO 8601. Nothing proves it. */
  claimedTime?: string;
  /** The end entity. */
  signer?: CertificateSummary;
  /** The policies that the path is valid for, as dotted identifiers; '2.5.29.32.0' (anyPolicy) for every one. */
  policies: string[];
  /** End entity first, trust anchor last; the best path found, also where it failed. */
  path: CertificateSummary[];
}

/** One check on the way to a verdict. */
export interface Check {
  /**
   * Unique within a report: 'signed-data', 'cms.signer', 'cms.digest-algorithm',
   * 'cms.signed-attributes', 'cms.content-type', 'cms.message-digest', 'cms.algorithm-protection',
   * 'cms.signing-certificate', 'cms.unsigned-attributes', 'jws.header', 'signature', 'claimed-time',
   * 'path', 'trust-anchor',
   * 'max-path-length', 'policies', 'name-constraints', and for each certificate of `path` by its
   * index 'certificate[0].profile', '.signature', '.validity', '.public-key', '.key-usage',
   * '.basic-constraints', '.path-length', '.critical-extensions', '.extended-key-usage',
   * '.revocation'.
   */
  name: string;
  /** What the check is about, for people to read; certificates are counted from 1. */
  title: string;
  outcome: 'passed' | 'failed' | 'indeterminate' | 'skipped';
  /** What was found, in full sentences. */
  detail: string;
}

/** A certificate of the path. */
export interface CertificateSummary {
  /** RFC 4514: the most specific part first. */
  subject: string;
  /** The most specific common name of the subject, unescaped. */
  commonName?: string;
  /** RFC 4514. */
  issuer: string;
  /** Lower-case hexadecimal. */
  serialNumber: string;
  /** ISO 8601. */
  notBefore: string;
  /** ISO 8601; the last second that belongs to the validity. */
  notAfter: string;
  /** Dotted identifiers. */
  policies: string[];
  keyUsage: KeyUsage[];
  /** What it is known as by its fingerprint, as in 'Hongkong Post Root CA 2'. */
  knownAs?: string;
  /** 'RSA 2048', 'EC P-256', … */
  publicKey: string;
  /** SHA-256 fingerprint, lower-case hexadecimal. */
  sha256: string;
}
