import type { Bytes } from '../bytes.js';
import * as wasm from '../wasm/verify.js';
import type {
  CertificateProfile,
  PathOptions,
  VerifyCmsInput,
  VerifySignatureInput,
} from './options.js';
import type { VerificationReport } from './report.js';

/**
 * Verifies a signature over a digest, as iAM Smart returns it, and the path of its certificate.
 *
 * Throws 'base64-invalid', 'certificate-malformed', 'crl-malformed', 'digest-length',
 * 'invalid-argument', 'lone-surrogate', 'ocsp-response-malformed' or 'pem-invalid', with a message
 * that names the argument.
 */
export function verifySignature(input: VerifySignatureInput): VerificationReport {
  return wasm.verifySignature(input);
}

/** The certificate alone. Throws what `verifySignature` throws. */
export function validateCertificatePath(
  input: PathOptions & { certificate: Bytes },
): VerificationReport {
  return wasm.validateCertificatePath(input);
}

/**
 * Verifies a CMS signature (RFC 5652) of one signer, and the path of its certificate. Certificates of
 * the message may lead to a trust anchor and never are one; its CRLs and OCSP responses are used beside
 * those given. Time-stamps and countersignatures are left unread, and the report says so.
 *
 * Throws 'cms-malformed' for what cannot be read, and what `verifySignature` throws.
 */
export function verifyCms(input: VerifyCmsInput): VerificationReport {
  return wasm.verifyCms(input);
}

/**
 * The profile of iAM Smart-Certs as far as it is public: a Hongkong Post root (2 or 3) is the trust
 * anchor, and the key is for signing. Their policy is not published, so none is asked for.
 *
 * `verifySignature({ ...iamSmartProfile(), trustAnchors, signature, certificate, digest })`
 */
export function iamSmartProfile(): CertificateProfile {
  return wasm.iamSmartProfile();
}
