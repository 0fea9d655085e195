// The client of iAM Smart's API, shared by all requests of this isolate.

import { EService } from 'iamsmart/server';

/** @type {EService | undefined} */
let shared;

/**
 * Kept between requests, so that the content key is fetched once a day, not for each request.
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
 * Configuration and bindings of the worker.
 *
 * @typedef {object} Env
 * @property {string} GATEWAY
 * @property {string} CLIENT_ID
 * @property {string} CLIENT_SECRET
 * @property {string} KEY_ENCRYPTION_KEY PKCS#8, PEM.
 * @property {string} SESSION_SECRET At least 32 characters at random, which authenticate names.
 * @property {string} [CALLBACK_ORIGIN] Where callbacks come to, if not where pages do.
 * @property {object} [LIMITS] Other limits than those of `limits.js`.
 * @property {string[]} TRUST_ANCHORS PEM.
 * @property {string[]} INTERMEDIATES PEM.
 * @property {Fetcher} ASSETS
 * @property {DurableObjectNamespace<import('./authentication.js').Login>} LOGINS
 * @property {DurableObjectNamespace<import('./session.js').Session>} SESSIONS
 * @property {DurableObjectNamespace<import('./session.js').Person>} PERSONS
 * @property {DurableObjectNamespace} TRANSACTIONS
 */
