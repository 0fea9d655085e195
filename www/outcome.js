// What the user is told of a request that is over without a form or a signature.

import { ServiceError } from './service.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */

/**
 * The problem with an outcome; undefined if there is none, or the user withdrew the request.
 *
 * @param {Outcome} outcome
 * @returns {ServiceError | undefined}
 */
export function problemOf(outcome) {
  if (outcome.stage === 'taken') return problem('taken-elsewhere');
  if (outcome.stage !== 'settled') return problem('transaction-unknown');
  const { kind, settled } = outcome;
  switch (settled.outcome) {
    case 'refused':
      return problem(`${kind}-refused`, settled.resultCode);
    case 'expired':
      return problem(`${kind}-timed-out`);
    case 'failed':
      return problem(settled.code, settled.resultCode);
    case 'rejected':
      return problem('signing-rejected', settled.reason);
    default:
      return undefined;
  }
}

/**
 * @param {string} code
 * @param {string} [resultCode]
 */
function problem(code, resultCode) {
  return new ServiceError({ code, message: '', resultCode });
}
