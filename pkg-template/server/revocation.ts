import type { FetchedRevocation, FetchRevocationOptions } from '../verify/revocation.js';
import type { Encoded } from '../wasm/verify.js';

export type {
  AddressOptions,
  FetchedRevocation,
  FetchProblem,
  FetchRevocationOptions,
} from '../verify/revocation.js';

/**
 * `fetchRevocation` of `iamsmart/verify`. The first call loads that entry's module, because this
 * entry's module does not parse certificates.
 */
export async function fetchRevocation(
  certificate: Encoded,
  issuer?: Encoded,
  options?: FetchRevocationOptions,
): Promise<FetchedRevocation> {
  const verify = await import('iamsmart/verify');
  return verify.fetchRevocation(certificate, issuer, options);
}
