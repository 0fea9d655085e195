/**
 * `iamsmart/verify`: anyone who was handed a signature: page, edge worker, archive, auditor. Holds no
 * secret. Everything thrown is an `IamSmartError`, and is about arguments that cannot be read;
 * whatever can be read gets a report.
 */
export { type ErrorCode, IamSmartError } from '../error.js';

/** Raw bytes, or their standard (padded) Base64 text as iAM Smart sends it. */
export type Bytes = BufferSource | string;

export interface PathOptions {
  /** Certificates that are trusted as they are: DER or PEM; a PEM text may hold several. */
  trustAnchors: Bytes[];
  /** Certificates that may lead to them: DER or PEM; a PEM text may hold several. */
  intermediates?: Bytes[];
  /** The point in time that everything is judged at; now, where it is left out. */
  validationTime?: Date;
  /** CRLs, complete and delta: DER or PEM; a PEM text may hold several. */
  crls?: Bytes[];
  /** OCSP responses: DER or PEM. */
  ocspResponses?: Bytes[];
  /** 'hard': no usable answer makes the result INDETERMINATE; 'soft': it is only noted; 'off'. Default 'hard' where any is given, else 'soft'. */
  revocation?: 'hard' | 'soft' | 'off';
  /** RFC 5280 §6.1.1 (c), dotted identifiers; every policy, where it is left out. */
  initialPolicySet?: string[];
  /** RFC 5280 §6.1.1 (e). */
  requireExplicitPolicy?: boolean;
  /** RFC 5280 §6.1.1 (f). */
  inhibitPolicyMapping?: boolean;
  /** RFC 5280 §6.1.1 (g). */
  inhibitAnyPolicy?: boolean;
  /** At least one of these must be asserted by the end entity; default: digitalSignature or nonRepudiation; empty: none is asked for. */
  keyUsage?: ('digitalSignature' | 'nonRepudiation')[];
  /** SHA-256 fingerprints, in hexadecimal: of the trust anchors, those that count; all of them, where it is left out or empty. */
  anchorFingerprints?: string[];
  /** The most intermediate certificates between end entity and trust anchor; self-issued ones are not counted (RFC 5280 §6.1.4 (l)). */
  maxPathLength?: number;
  /**
   * The distinguishing identifier of a signer whose key is one of SM2 (GB/T 32918.2 §5.5);
   * '1234567812345678', the one of those who state none, where it is left out.
   */
  sm2Identifier?: string;
  /** What the report's titles and details are written in; English, where it is left out. */
  language?: 'en' | 'zh-HK';
}

export interface VerifySignatureInput extends PathOptions {
  /** The content itself; a text is taken as UTF-8. Where a digest is given too, they must agree. */
  content?: BufferSource | string;
  /** The digest that was sent as `hashCode`, 32 bytes: SHA-256, or for an SM2 signature SM3 too. */
  digest?: Bytes;
  signature: Bytes;
  /** The signer's certificate, DER or PEM. */
  certificate: Bytes;
  /** As in the request; where it is left out every mode is tried, and the report says which one held. */
  signatureAlgorithm?: 'SHA256withRSA' | 'NONEwithRSA' | 'SM3withSM2' | 'NONEwithSM2';
  /** The transaction's own `timestamp`: reported as claimed, never trusted as proof of time. */
  claimedTime?: Date;
}

/**
 * Verifies a signature over a digest, as iAM Smart returns it, and the path of its certificate.
 *
 * Throws 'base64-invalid', 'certificate-malformed', 'crl-malformed', 'digest-length',
 * 'invalid-argument', 'lone-surrogate', 'ocsp-response-malformed' or 'pem-invalid', with a message
 * that names the argument.
 */
export function verifySignature(input: VerifySignatureInput): VerificationReport;

/** The certificate alone. Throws what `verifySignature` throws. */
export function validateCertificatePath(
  input: PathOptions & { certificate: Bytes },
): VerificationReport;

/** Addresses as they stand in a certificate, at most four of a kind; of any scheme. */
export interface RevocationPointers {
  /** Of CRLs (RFC 5280 §4.2.1.13, §4.2.1.15). */
  crls: string[];
  /** Of OCSP responders (RFC 5280 §4.2.2.1). */
  ocsp: string[];
  /** Of certificates of the issuer (RFC 5280 §4.2.2.1). */
  caIssuers: string[];
}

/** Where a certificate says that its status and its issuer are to be had. */
export function revocationPointers(certificate: Bytes): RevocationPointers;

/**
 * The OCSPRequest (RFC 6960 §4.1) for one certificate, to be sent by POST as
 * 'application/ocsp-request'; undefined where `issuer` has not the name of the certificate's issuer.
 */
export function ocspRequest(certificate: Bytes, issuer: Bytes): Uint8Array<ArrayBuffer> | undefined;

export interface FetchRevocationOptions {
  /** For all of it together, in milliseconds; 10 000, where it is left out. */
  timeoutMs?: number;
  /** The longest CRL that is read, in bytes; 10 MB, where it is left out. No CRL beyond 16 MB can be used. */
  maxCrlBytes?: number;
  /**
   * Fetches from loopback, private and link-local addresses too, and from names that only a local
   * network knows. False, where it is left out: certificates come from strangers.
   */
  allowPrivateAddresses?: boolean;
  /**
   * The IP addresses of a host's name, where the platform can look them up (Node: `dns.promises`).
   * They are held to the same rule. Without it, and against names whose addresses change in between,
   * the platform's own rules for outgoing connections must do.
   */
  resolve?: (host: string) => Promise<string[]>;
  /** The platform's own, where it is left out. */
  fetch?: typeof fetch;
  signal?: AbortSignal;
}

/** Why an address gave nothing. */
export interface FetchProblem {
  url: string;
  reason:
    | 'scheme' // neither http nor https, or with a password in it
    | 'private-address'
    | 'issuer-missing' // an OCSP request names the issuer's key
    | 'unreachable'
    | 'timeout'
    | 'status' // another HTTP status than 200
    | 'redirects' // more than three
    | 'too-large'
    | 'unreadable'; // not what it should be
}

export interface FetchedRevocation {
  /** For `crls` of `PathOptions`. */
  crls: Uint8Array<ArrayBuffer>[];
  /** For `ocspResponses`. */
  ocspResponses: Uint8Array<ArrayBuffer>[];
  /** For `intermediates`: what caIssuers gave. */
  intermediates: Uint8Array<ArrayBuffer>[];
  problems: FetchProblem[];
}

/**
 * Fetches what a certificate points to: CRLs, OCSP responses, certificates of its issuer. Nothing of
 * it is believed here; hand it to `verifySignature` or `validateCertificatePath`. Once for each
 * certificate of a path; not for browsers, which forbid most such requests (CORS, mixed content).
 *
 * Throws for arguments that cannot be read, and what `signal` was aborted with; what cannot be had is
 * in `problems`.
 */
export function fetchRevocation(
  certificate: Bytes,
  issuer?: Bytes,
  options?: FetchRevocationOptions,
): Promise<FetchedRevocation>;

/** What is asked of a signer's certificate beside a valid path: options to be spread into others, and changed at will. */
export type CertificateProfile = Pick<
  PathOptions,
  'anchorFingerprints' | 'initialPolicySet' | 'keyUsage' | 'requireExplicitPolicy'
>;

/**
 * The profile of iAM Smart-Certs as far as it is public: a Hongkong Post root (2 or 3) is the trust
 * anchor, and the key is for signing. Their policy is not published, so none is asked for.
 *
 * `verifySignature({ ...iamSmartProfile(), trustAnchors, signature, certificate, digest })`
 */
export function iamSmartProfile(): CertificateProfile;

export interface VerifyCmsInput extends PathOptions {
  /**
   * SignedData in DER or BER, as iAM Smart's `pdfSignature`; zeros may follow it, as in `/Contents` of
   * a PDF.
   */
  cms: Bytes;
  /** What was signed, where the message does not hold it (a PDF's byte range); a text is taken as UTF-8. */
  content?: BufferSource | string;
  /** Its digest by the message's own digest algorithm, as it was sent as `docDigest`: 32, 48 or 64 bytes. */
  digest?: Bytes;
}

/**
 * Verifies a CMS signature (RFC 5652) of one signer, and the path of its certificate. Certificates of
 * the message may lead to a trust anchor and never are one; its CRLs and OCSP responses are used beside
 * those given. Time-stamps and countersignatures are left unread, and the report says so.
 *
 * Throws 'cms-malformed' for what cannot be read, and what `verifySignature` throws.
 */
export function verifyCms(input: VerifyCmsInput): VerificationReport;

/**
 * Everything but the trust anchors that a third party needs to check a signed form years later, as one
 * JSON file: content, signature, certificates, CRLs and OCSP responses. It says what was handed over,
 * whatever a verdict on it would be.
 *
 * Throws what `verifySignature` throws.
 */
export function createEvidence(input: VerifySignatureInput & { content: string }): string;

/**
 * Verifies an evidence file. Whom to trust is said by `options.trustAnchors` and never by the file; its
 * CRLs and OCSP responses are used unless `options` has some.
 *
 * Throws 'evidence-version', 'evidence-invalid', the codes of `canonicalizeJson` ('json-syntax', …),
 * and what `verifySignature` throws.
 */
export function verifyEvidence(
  evidence: string,
  options: PathOptions,
): VerificationReport & { content: string };

/**
 * What iAM Smart is to sign so that a JWS (RFC 7515) comes of it: send `digest` as `hashCode` with
 * `NONEwithRSA`. A JWS signs its own header along with the content, so a signature over the content's
 * digest alone is none.
 */
export function jwsSigningInput(content: string): {
  /** The JWS signing input, ASCII. */
  text: string;
  /** Its SHA-256 digest: 32 bytes. */
  digest: Uint8Array;
};

/**
 * A detached JWS (RFC 7515 §7.2.2 and Appendix F): RS256, flattened JSON, certificates in the
 * unprotected header (`x5c`). Other verifiers are given `{ ...JSON.parse(jws), payload }`, where
 * `payload` is the content as Base64url.
 *
 * Throws 'jws-impossible' where the signature is not one over the JWS signing input in a DigestInfo
 * (`signedAs: 'digest'`), with what it is.
 */
export function createJws(input: {
  content: string;
  signature: Bytes;
  /** The signer's certificate, DER or PEM. */
  certificate: Bytes;
  /** Those that lead to a trust anchor, each the issuer of the one before it. */
  intermediates?: Bytes[];
}): string;

/**
 * Verifies a JWS in JSON with one signature, RS256 and `x5c`, and the path of its certificate.
 *
 * Throws 'jws-invalid', 'base64url-invalid', the codes of `canonicalizeJson`, and what
 * `verifySignature` throws.
 */
export function verifyJws(jws: string, content: string, options: PathOptions): VerificationReport;

export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

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
  /** RFC 5280's names. */
  keyUsage: string[];
  /** What it is known as by its fingerprint, as in 'Hongkong Post Root CA 2'. */
  knownAs?: string;
  /** 'RSA 2048', 'EC P-256', … */
  publicKey: string;
  /** SHA-256 fingerprint, lower-case hexadecimal. */
  sha256: string;
}
