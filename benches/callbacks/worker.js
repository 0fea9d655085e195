// An e-service that takes callbacks, to be measured: as far as the address says, each step with those
// before it. What a request needs that is not the callback's is done once, by /ready and /begin.

import { env } from 'cloudflare:workers';
import { EService, Transactions } from 'iamsmart/server';
import { DurableObjectStore, TransactionObject } from 'iamsmart/server/durable-object';
import { verifySignature } from 'iamsmart/verify';

export { TransactionObject };

const { identity, keyEncryptionKey, contentKey, modulus, trust, validationTime } = env.KNOWN;
const transactions = new Transactions(new DurableObjectStore(env.TRANSACTIONS));

/** @type {Record<string, EService>} */
const services = {};

/** A service is made by the first request: before, the runtime has no randomness. */
function service(key) {
  services[key] ??= new EService({ ...identity, keyEncryptionKey: KEYS[key]() });
  return services[key];
}

const KEYS = {
  held: () => keyEncryptionKey,
  /** Takes no time: what is left is reading, decryption, and the content. */
  known: () => async () => Uint8Array.from(atob(contentKey), (octet) => octet.charCodeAt(0)),
  platform: () => ({ rawRsa: platformsOperation(), modulusLength: modulus }),
};

/** OpenSSL's or BoringSSL's arithmetic, with `nodejs_compat` (docs/key.md). */
function platformsOperation() {
  const { constants, createPrivateKey, privateDecrypt } =
    globalThis.process.getBuiltinModule('node:crypto');
  const key = createPrivateKey(keyEncryptionKey);
  const padding = constants.RSA_NO_PADDING;
  return async (wrapped) => privateDecrypt({ key, padding }, wrapped);
}

const STEPS = {
  answered: async (request) => void (await request.text()),
  known: (request) => service('known').openCallback(request),
  held: (request) => service('held').openCallback(request),
  platform: (request) => service('platform').openCallback(request),
  async verified(request, key) {
    const result = await service(key).openCallback(request);
    const { hashCode, signature, certificate } = result;
    const { indication } = verifySignature({
      digest: hashCode,
      signature,
      certificate,
      ...trust,
      validationTime: new Date(validationTime),
    });
    if (indication !== 'TOTAL-PASSED') throw new Error(indication);
    return result;
  },
  async stored(request, key) {
    const { outcome } = await transactions.arrive(await STEPS.verified(request, key));
    if (outcome !== 'accepted') throw new Error(outcome);
  },
};

export default {
  /** @param {Request} request */
  async fetch(request) {
    const [, step, key = 'held'] = new URL(request.url).pathname.split('/');
    try {
      if (step === 'begin') {
        const businessIds = await request.json();
        for (const businessId of businessIds) {
          await transactions.begin({ businessId, state: 's-1', kind: 'signing' });
        }
      } else {
        await STEPS[step](request, key);
      }
      return new Response('ok');
    } catch (error) {
      return new Response(`${error}`, { status: 500 });
    }
  },
};
