// options.js: yours. In the tests, the gateway is the test's.

/** @type {import('iamsmart').LoginOptions} */
export const options = {
  server: { kind: 'iamsmart', gateway: location.origin },
  clientId: 'edae2e2529ff46228af1e4d18c8405d1',
  redirectUri: `${location.origin}/back`,
  scope: ['eidapi_auth'],
};
