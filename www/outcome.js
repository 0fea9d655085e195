// What the user is told of a request that is over without a form or a signature.

import { ServiceError } from './service.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */

/**
 * The problem with an outcome; undefined if there is none, the user withdrew the request, or
 * has seen its result elsewhere.
 *
 * @param {Outcome} outcome
 * @param {string} [formLeft] Key of what is left of the form that was not signed.
 * @returns {ServiceError | undefined}
 */
export function problemOf(outcome, formLeft) {
  if (outcome.stage === 'taken') return undefined;
  if (outcome.stage !== 'settled') return problem('transaction-unknown');
  const { kind, settled } = outcome;
  switch (settled.outcome) {
    case 'refused':
      return problem(`${kind}-refused`, { resultCode: settled.resultCode, formLeft });
    case 'expired':
      return problem(`${kind}-timed-out`, { formLeft });
    case 'failed':
      return problem(settled.code, { resultCode: settled.resultCode, formLeft });
    case 'rejected':
      return problem('signing-rejected', { resultCode: settled.reason, formLeft });
    default:
      return undefined;
  }
}

/**
 * @param {string} code
 * @param {{ resultCode?: string | undefined, formLeft?: string | undefined }} [more]
 */
function problem(code, more) {
  return new ServiceError({ code, message: '', ...more });
}
