import type { FetchedRevocation, FetchRevocationOptions } from '../verify/revocation.js';
import type { Encoded } from '../wasm/verify.js';

export type {
  FetchedRevocation,
  FetchProblem,
  FetchRevocationOptions,
} from '../verify/revocation.js';

/**
 * `fetchRevocation` of `iamsmart/verify`, whose module is loaded on the first call: this entry's own
 * module does not read certificates.
 */
export async function fetchRevocation(
  certificate: Encoded,
  issuer?: Encoded,
  options?: FetchRevocationOptions,
): Promise<FetchedRevocation> {
  const verify = await import('iamsmart/verify');
  return verify.fetchRevocation(certificate, issuer, options);
}
