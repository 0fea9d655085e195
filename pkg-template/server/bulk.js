import { bulkProgress } from '../wasm/server.js';

/**
 * @param {import('./index.js').BulkExpected} expected
 * @param {import('./index.js').BulkSigningResult[]} callbacks
 * @returns {import('./index.js').BulkProgress}
 */
export function collectBulkSigning(expected, callbacks) {
  const { signed, ...progress } = bulkProgress(expected, callbacks);
  const signatures = signed.map(([, callback, entry]) => {
    const { certificate, signatures } = callbacks[callback];
    return { ...signatures[entry], certificate };
  });
  return { ...progress, signatures };
}
