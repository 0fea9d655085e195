/**
 * `iamsmart/verify`, for anyone who verifies a signature: page, edge worker, archive, auditor.
 * Needs no secrets. Every error is an `IamSmartError` and concerns an invalid argument; valid
 * arguments always give a report.
 */
export type { ErrorCode } from '../error-code.js';
export { IamSmartError } from '../iamsmart-error.js';
export type {
  AlgorithmEnd,
  AlgorithmName,
  Bytes,
  CertificateProfile,
  CertificateSummary,
  Check,
  CmsSignature,
  Encoded,
  EvidenceForm,
  EvidenceFormFile,
  EvidenceMaterial,
  EvidencePlace,
  EvidenceReport,
  EvidenceTimestamp,
  HashAlgorithm,
  Indication,
  JwsInput,
  JwsSigningInput,
  KeyUsage,
  Language,
  Outcome,
  PathOptions,
  ProofOfExistence,
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
  evidenceDigest,
  evidenceForm,
  extendEvidence,
  iamSmartProfile,
  jwsSigningInput,
  ocspRequest,
  readTimestamp,
  renewEvidence,
  revocationPointers,
  timestampRequest,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
  verifyTimestamp,
} from '../wasm/verify.js';
export * from './attachment.js';
export * from './revocation.js';
export * from './texts.js';
export * from './timestamp.js';
