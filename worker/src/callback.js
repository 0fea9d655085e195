// What iAM Smart pushes: kept for the page, and, where it is a signature, judged and acknowledged.

import { IamSmartError, verifySignature } from 'iamsmart/verify';
import { json } from './answer.js';
import { revocationData } from './revocation.js';
import { eService } from './service.js';
import { detailsOf, transactions } from './transactions.js';

/**
 * A result as it is kept: a signature with what its certificate points to.
 *
 * @typedef {CallbackResult & Partial<RevocationData>} Kept
 * @typedef {import('iamsmart/server').CallbackResult} CallbackResult
 * @typedef {import('./revocation.js').RevocationData} RevocationData
 */

/**
 * HTTP 200 also for what comes a second time or too late, or is nobody's: pushed again it would be
 * no better.
 *
 * @param {Request} request
 * @param {import('./service.js').Env} env
 * @param {ExecutionContext} ctx
 */
export async function receiveCallback(request, env, ctx) {
  const service = eService(env);
  const opened = await service.openCallback(request);
  const transaction = await transactions(env).look(opened.businessId);
  // What a certificate points to is fetched where a signature is waited for, and not for whoever
  // sends one.
  const awaited = transaction.state === 'pending' && opened.kind === 'signing' && opened;
  // A certificate that cannot even be read has none.
  const revocation = awaited && (await revocationData(awaited.certificate, env).catch(() => {}));
  const result = { ...opened, ...revocation };
  const { outcome } = await transactions(env).arrive(result);
  if (outcome !== 'accepted') console.warn(`a callback is ${outcome}`);
  const { hashCode } = detailsOf(transaction);
  const word = hashCode && wordOn(result, outcome, hashCode, env);
  if (word) ctx.waitUntil(acknowledge(service, result.businessId, word));
  return json({});
}

/**
 * What iAM Smart is told of a signature: accepted, rejected, none received; nothing where it was
 * told before.
 *
 * @param {Kept} result
 * @param {string} outcome
 * @param {string} digest The one that was sent, whatever the callback says that was signed.
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
      revocation: 'hard',
      crls,
      ocspResponses,
    });
    return indication === 'TOTAL-PASSED';
  } catch {
    // What cannot even be read: a certificate that is not one.
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
    // The result stands all the same; iAM Smart only lacks our word on it.
    console.warn(`not acknowledged: ${error instanceof IamSmartError ? error.code : error}`);
  }
}
