import type { Bytes } from '../bytes.js';
import type { FetchedRevocation, FetchRevocationOptions } from '../verify/revocation.js';

export type {
  FetchedRevocation,
  FetchProblem,
  FetchRevocationOptions,
} from '../verify/revocation.js';

/**
 * That of `iamsmart/verify`, whose module it loads where it is first called: what reads certificates
 * is no part of this one.
 */
export async function fetchRevocation(
  certificate: Bytes,
  issuer?: Bytes,
  options?: FetchRevocationOptions,
): Promise<FetchedRevocation> {
  const verify = await import('iamsmart/verify');
  return verify.fetchRevocation(certificate, issuer, options);
}
