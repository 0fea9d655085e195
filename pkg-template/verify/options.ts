import type { BufferSource, Bytes } from '../bytes.js';

/** RFC 5280's names of what a key may be used for (§4.2.1.3). */
export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

/** Candidates and requirements of a path search. */
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
  /**
   * At least one of these must be asserted by the end entity; default: digitalSignature or
   * nonRepudiation; empty: none is asked for.
   */
  keyUsage?: KeyUsage[];
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

/** A signature over a digest, and what its certificate is checked with. */
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

/** A CMS signature, and what its certificate is checked with. */
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

/** What is asked of a signer's certificate beside a valid path: options to be spread into others, and changed at will. */
export type CertificateProfile = Pick<
  PathOptions,
  'anchorFingerprints' | 'initialPolicySet' | 'keyUsage' | 'requireExplicitPolicy'
>;
