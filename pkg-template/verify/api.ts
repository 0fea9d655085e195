/**
 * `iamsmart/verify`, for anyone who verifies a signature: page, edge worker, archive, auditor.
 * Needs no secrets. Every error is an `IamSmartError` and concerns an invalid argument; valid
 * arguments always give a report.
 */
export type { ErrorCode } from '../error-code.js';
export { IamSmartError } from '../iamsmart-error.js';
export type {
  Bytes,
  CertificateProfile,
  CertificateSummary,
  Check,
  CmsSignature,
  Encoded,
  EvidenceReport,
  Indication,
  JwsInput,
  JwsSigningInput,
  KeyUsage,
  Language,
  Outcome,
  PathOptions,
  Revocation,
  RevocationPointers,
  SignatureAlgorithm,
  SignedAs,
  SignedDigest,
  SubIndication,
  TimestampAsked,
  TimestampReport,
  TimestampRequest,
  TimestampRequestOptions,
  TimestampResponse,
  TimestampStatement,
  TimestampStatus,
  ValidatePathInput,
  VerificationReport,
  VerifyCmsInput,
  VerifySignatureInput,
  VerifyTimestampOptions,
} from '../wasm/verify.js';
export {
  certificatesOf,
  cmsCertificates,
  cmsSignatureValues,
  createEvidence,
  createJws,
  iamSmartProfile,
  jwsSigningInput,
  ocspRequest,
  readTimestamp,
  revocationPointers,
  timestampRequest,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
  verifyTimestamp,
} from '../wasm/verify.js';
export * from './revocation.js';
export * from './timestamp.js';
