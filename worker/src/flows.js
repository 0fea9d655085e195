// The package's flows and sessions, with this deployment's registration and Durable Objects.

import { env } from 'cloudflare:workers';
import { Flows } from 'iamsmart/flows';
import { AuthenticatedNames, EService, Sessions } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { labelsOf } from '../../www/form-labels.js';

/** Anyone with the public key can seal a callback, and every name that is looked up makes an object. */
export const names = new AuthenticatedNames(env.SESSION_SECRET);

const store = new DurableObjectStore(env.TRANSACTIONS);

export const sessions = new Sessions({ store, names, sameSite: 'Strict' });

/** @type {Flows | undefined} */
let shared;

/**
 * Kept between requests, so that the content key is fetched once a day, not for each request. Made
 * by the first, because the runtime has no randomness before.
 */
export function flows() {
  // The sandbox's authorities are on this machine; a real certificate has no private addresses.
  const fetching = {
    allowPrivateAddresses: /^http:\/\/(127\.|localhost|\[::1\])/.test(env.GATEWAY),
  };
  shared ??= new Flows({
    eService: new EService({
      gateway: env.GATEWAY,
      clientId: env.CLIENT_ID,
      clientSecret: env.CLIENT_SECRET,
      keyEncryptionKey: env.KEY_ENCRYPTION_KEY,
    }),
    store,
    names,
    callbackUri: env.CALLBACK_URI,
    formLabels: labelsOf,
    trust: {
      trustAnchors: env.TRUST_ANCHORS,
      intermediates: env.INTERMEDIATES,
      fetchRevocation: fetching,
    },
    ...(env.TIMESTAMP_AUTHORITY && {
      timestampAuthority: {
        url: env.TIMESTAMP_AUTHORITY,
        trustAnchors: env.TIMESTAMP_ANCHORS,
        fetchTimestamp: fetching,
        fetchRevocation: fetching,
      },
    }),
  });
  return shared;
}

/** A transaction or session, which wakes itself for what is due. */
export class Transaction extends TransactionObject {
  /** @param {string} businessId */
  settle(businessId) {
    return flows().settle(businessId);
  }
}
