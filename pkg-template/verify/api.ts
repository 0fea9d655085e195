/**
 * `iamsmart/verify`: anyone who was handed a signature: page, edge worker, archive, auditor. Holds no
 * secret. Everything thrown is an `IamSmartError`, and is about arguments that cannot be read;
 * whatever can be read gets a report.
 */
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
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
  ValidatePathInput,
  VerificationReport,
  VerifyCmsInput,
  VerifySignatureInput,
} from '../wasm/verify.js';
export {
  createEvidence,
  createJws,
  iamSmartProfile,
  jwsSigningInput,
  ocspRequest,
  revocationPointers,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
} from '../wasm/verify.js';
export * from './revocation.js';
