import {
  type BulkCount,
  type BulkExpected,
  type BulkSignature,
  type BulkSigningResult,
  bulkProgress,
} from '../wasm/server.js';

/** How far a bulk request has come. */
export interface BulkProgress extends Omit<BulkCount, 'signed'> {
  /** The signatures of documents that were asked for, over the digests that were sent. */
  signatures: (BulkSignature & Pick<BulkSigningResult, 'certificate'>)[];
}

/**
 * Counts the callbacks of a bulk request that have come so far, in whatever order and however
 * often. None of the signatures is verified.
 */
export function collectBulkSigning(
  expected: BulkExpected,
  callbacks: BulkSigningResult[],
): BulkProgress {
  const { signed, ...progress } = bulkProgress(expected, callbacks);
  const signatures = signed.flatMap(({ callback, entry }) => {
    const { certificate, signatures = [] } = callbacks[callback] ?? {};
    const signature = signatures[entry];
    return signature ? [{ ...signature, certificate }] : [];
  });
  return { ...progress, signatures };
}
