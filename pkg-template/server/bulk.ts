import {
  type BulkCount,
  type BulkExpected,
  type BulkSignature,
  type BulkSigningResult,
  bulkProgress,
} from '../wasm/server.js';

/** Progress of a bulk request. */
export interface BulkProgress extends Omit<BulkCount, 'signed'> {
  /** Signatures over the digests that were sent, of requested documents. */
  signatures: (BulkSignature & Pick<BulkSigningResult, 'certificate'>)[];
}

/**
 * Counts the callbacks of a bulk request that have arrived, in any order and with repetitions. Does
 * not verify the signatures.
 *
 * @throws IamSmartError 'invalid-argument', 'base64-invalid', 'digest-length'
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
