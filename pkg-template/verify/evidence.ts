import * as wasm from '../wasm/verify.js';
import type { PathOptions, VerifySignatureInput } from './options.js';
import type { VerificationReport } from './report.js';

/**
 * Everything but the trust anchors that a third party needs to check a signed form years later, as one
 * JSON file: content, signature, certificates, CRLs and OCSP responses. It says what was handed over,
 * whatever a verdict on it would be.
 *
 * Throws what `verifySignature` throws.
 */
export function createEvidence(input: VerifySignatureInput & { content: string }): string {
  return wasm.createEvidence(input);
}

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
): VerificationReport & { content: string } {
  return wasm.verifyEvidence(evidence, options);
}
