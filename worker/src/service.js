// The connection to iAM Smart: one for all requests that this isolate serves.

import { EService } from 'iamsmart/server';

/** @type {EService | undefined} */
let shared;

/**
 * Kept between requests, so that the content key is fetched once a day and not once a request.
 *
 * @param {Env} env
 */
export function eService(env) {
  shared ??= new EService({
    gateway: env.GATEWAY,
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    keyEncryptionKey: env.KEY_ENCRYPTION_KEY,
  });
  return shared;
}

/**
 * What the worker is configured with.
 *
 * @typedef {object} Env
 * @property {string} GATEWAY
 * @property {string} CLIENT_ID
 * @property {string} CLIENT_SECRET
 * @property {string} KEY_ENCRYPTION_KEY PKCS#8, PEM.
 * @property {string[]} TRUST_ANCHORS PEM.
 * @property {string[]} INTERMEDIATES PEM.
 * @property {Fetcher} ASSETS
 * @property {DurableObjectNamespace<import('./login.js').Login>} LOGINS
 * @property {DurableObjectNamespace<import('./session.js').Session>} SESSIONS
 * @property {DurableObjectNamespace} TRANSACTIONS
 */
