// Push callbacks: stored for the page; signatures are also verified and acknowledged.

import { IamSmartError, verifySignature } from 'iamsmart/verify';
import { json } from './answer.js';
import { whileReading } from './limits.js';
import { isBusinessId } from './names.js';
import { revocationData } from './revocation.js';
import { eService } from './service.js';
import { detailsOf, transactions } from './transactions.js';

/**
 * A stored result: a signature has the revocation data of its certificates.
 *
 * @typedef {CallbackResult & Partial<RevocationData>} Kept
 * @typedef {import('iamsmart/server').CallbackResult} CallbackResult
 * @typedef {import('./revocation.js').RevocationData} RevocationData
 */

/**
 * Responds with HTTP 200 also to duplicate, late and unknown callbacks: pushing them again would
 * not help.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {ExecutionContext} ctx
 */
export async function receiveCallback(request, env, ctx) {
  const service = eService(env);
  const opened = await whileReading(request, env, () => service.openCallback(request));
  // Anyone with the public key can seal a callback, and every name that is looked up makes an object.
  if (!(await isBusinessId(env, opened.businessId))) {
    console.warn('a callback is unknown');
    return json({});
  }
  const transaction = await transactions(env).look(opened.businessId);
  const { hashCode, state } = detailsOf(transaction);
  // Revocation data is fetched only for an expected signature, so that strangers cannot trigger
  // requests: the certificate's addresses are whatever its maker wrote.
  const isAwaited =
    transaction.state === 'pending' && opened.kind === 'signing' && opened.state === state;
  const awaited = isAwaited && opened.hashCode === hashCode && opened;
  // Left out if the certificate cannot be parsed.
  const revocation = awaited && (await revocationData(awaited.certificate, env).catch(() => {}));
  const result = { ...opened, ...revocation };
  const { outcome } = await transactions(env).arrive(result);
  if (outcome !== 'accepted') console.warn(`a callback is ${outcome}`);
  const word = hashCode && wordOn(result, outcome, hashCode, env);
  if (word) ctx.waitUntil(acknowledge(service, result.businessId, word));
  return json({});
}

/**
 * The acknowledgement of a signature: accepted, rejected or not received; undefined if it was
 * acknowledged before.
 *
 * @param {Kept} result
 * @param {string} outcome
 * @param {string} digest The digest sent in the request, not the one in the callback.
 * @param {import('./service.js').Env} env
 * @returns {Word | undefined}
 *
 * @typedef {Parameters<import('iamsmart/server').EService['acknowledge']>[1]} Word
 */
function wordOn(result, outcome, digest, env) {
  if (outcome === 'late') return result.kind === 'refused' ? 'SR003' : 'SR002';
  if (outcome !== 'accepted') return undefined;
  if (result.kind === 'refused') return 'SR003';
  return isValid(result, digest, env) ? 'SR001' : 'SR002';
}

/**
 * @param {Kept} result
 * @param {string} digest
 * @param {import('./service.js').Env} env
 */
function isValid(result, digest, env) {
  if (result.kind !== 'signing') return false;
  const { signature, certificate, crls, ocspResponses } = result;
  try {
    const { indication } = verifySignature({
      digest,
      signature,
      certificate,
      trustAnchors: env.TRUST_ANCHORS,
      intermediates: env.INTERMEDIATES,
      crls,
      ocspResponses,
    });
    return indication === 'TOTAL-PASSED';
  } catch {
    // The certificate cannot be parsed.
    return false;
  }
}

/**
 * @param {import('iamsmart/server').EService} service
 * @param {string} businessId
 * @param {Word} word
 */
async function acknowledge(service, businessId, word) {
  try {
    await service.acknowledge(businessId, word);
  } catch (error) {
    // The result is valid without the acknowledgement.
    console.warn(`not acknowledged: ${error instanceof IamSmartError ? error.code : error}`);
  }
}
