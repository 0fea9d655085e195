import type { Bytes } from '../bytes.js';
import type { FetchTimestampOptions } from '../verify/timestamp.js';

export type { FetchTimestampOptions, TimestampNotFetched } from '../verify/timestamp.js';

/**
 * `fetchTimestamp` of `iamsmart/verify`. The first call loads that entry's module, because this
 * entry's module does not parse time-stamps.
 */
export async function fetchTimestamp(
  url: string,
  digest: Bytes,
  options?: FetchTimestampOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const verify = await import('iamsmart/verify');
  return verify.fetchTimestamp(url, digest, options);
}
