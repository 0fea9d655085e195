// What follows from the registration at iAM Smart, and from the environment.

/** Variables of the environment; README.md lists them. */
export const environment = /** @type {Record<string, string>} */ (globalThis.process?.env ?? {});

/**
 * What the flows are told: where the gateway pushes, whom to trust, and whose time.
 *
 * @param {Omit<import('iamsmart/server').Registration, 'clientSecret' | 'keyEncryptionKey'>} registration
 * @param {string} origin
 */
export const optionsOf = (
  { gateway, trustAnchors, intermediates, timestampAuthority: url, timestampAnchors = [] },
  origin,
) => ({
  callbackUri: `${origin}/iamsmart/callback`,
  trust: {
    trustAnchors,
    intermediates,
    // A real certificate names no private addresses; the sandbox's are this machine's.
    fetchRevocation: { allowPrivateAddresses: isSandbox(gateway) },
  },
  ...(url !== undefined && {
    timestampAuthority: {
      url,
      trustAnchors: timestampAnchors,
      fetchTimestamp: { allowPrivateAddresses: isSandbox(gateway) },
      fetchRevocation: { allowPrivateAddresses: isSandbox(gateway) },
    },
  }),
  // On one machine no step takes a minute, after which another process takes over by default.
  ...(isSandbox(gateway) && { leaseMs: 5000 }),
});

/** @param {string} gateway */
const isSandbox = (gateway) => /^http:\/\/127\./.test(gateway);
