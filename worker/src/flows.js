// The package's flows, with this deployment's registration and Durable Objects.

import { env } from 'cloudflare:workers';
import { Flows } from 'iamsmart/flows';
import { EService } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { isBusinessId } from './names.js';

/** @type {Flows | undefined} */
let shared;

/** Names that the flows make themselves, and never read for a callback. */
const OF_FLOWS = /^(owner|login)-/;

/**
 * Kept between requests, so that the content key is fetched once a day, not for each request. Made
 * by the first, because the runtime has no randomness before.
 */
export function flows() {
  shared ??= new Flows({
    eService: new EService({
      gateway: env.GATEWAY,
      clientId: env.CLIENT_ID,
      clientSecret: env.CLIENT_SECRET,
      keyEncryptionKey: env.KEY_ENCRYPTION_KEY,
    }),
    store: new OwnTransactions(env.TRANSACTIONS),
    callbackUri: env.CALLBACK_URI,
    trust: {
      trustAnchors: env.TRUST_ANCHORS,
      intermediates: env.INTERMEDIATES,
      // The sandbox's CA is on this machine; a real certificate has no private addresses.
      fetchRevocation: {
        allowPrivateAddresses: /^http:\/\/(127\.|localhost|\[::1\])/.test(env.GATEWAY),
      },
    },
  });
  return shared;
}

/** A transaction, which wakes itself for what is due. */
export class Transaction extends TransactionObject {
  /** @param {string} businessId */
  settle(businessId) {
    return flows().settle(businessId);
  }
}

/**
 * Anyone with the public key can seal a callback, and every name that is looked up makes an object:
 * a businessID that this e-service did not make is unknown without a look.
 */
class OwnTransactions extends DurableObjectStore {
  /** @param {string} id */
  async read(id) {
    const isOurs = OF_FLOWS.test(id) || (await isBusinessId(id));
    return isOurs ? super.read(id) : undefined;
  }
}
