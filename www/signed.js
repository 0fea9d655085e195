// What is verified of a signature that the worker has settled.

/**
 * The form as it was signed: input of the verification.
 *
 * @typedef {import('iamsmart/verify').PathOptions & { content: string, digest: string,
 *   signature: string, certificate: string, claimedTime: Date, timestamps: string[] }} Signed
 */

/**
 * @param {{ text: string, hashCode: string }} content What was to be signed, and its digest.
 * @param {object} settled
 * @param {{ signature: string, certificate: string, timestamp: string }} settled.result
 * @param {string} [settled.evidence]
 * @param {{ token: string }} [settled.timestamp]
 * @param {Pick<import('./service.js').Service, 'trustAnchors' | 'intermediates' | 'timestampAnchors'>} trust
 * @returns {Signed}
 */
export function signedOf({ text, hashCode }, { result, evidence, timestamp }, trust) {
  const { crls, ocspResponses } = evidence === undefined ? {} : JSON.parse(evidence);
  return {
    content: text,
    digest: hashCode,
    signature: result.signature,
    certificate: result.certificate,
    claimedTime: new Date(result.timestamp),
    trustAnchors: trust.trustAnchors,
    intermediates: trust.intermediates,
    crls,
    ocspResponses,
    timestamps: timestamp ? [timestamp.token] : [],
    timestampAnchors: trust.timestampAnchors,
  };
}
