// What became of a request, and what the user is told of one that is over without a form or a signature.

import { ServiceError } from './service.js';

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/** @typedef {Extract<Outcome, { stage: 'pending' | 'arrived' }>} Open */
/** @typedef {Exclude<Outcome, { stage: 'unknown' }>} Known */

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
      return problem(`${kind}-rejected`, { resultCode: settled.reason, formLeft });
    default:
      return undefined;
  }
}

/**
 * True if there is a signature to show, whatever it is worth.
 *
 * @param {Outcome} outcome
 * @returns {outcome is Outcome & { settled: import('./result.js').Judged | import('./pdf-result.js').Judged }}
 */
export function isSigned(outcome) {
  if (outcome.stage !== 'settled') return false;
  const { kind, settled } = outcome;
  // A file with a signature that does not hold is nothing to hand over.
  if (settled.outcome === 'rejected') return settled.reason === 'signature' && kind === 'signing';
  return settled.outcome === 'signed' || settled.outcome === 'undecided';
}

/** @param {Outcome} outcome */
export function isWithdrawn(outcome) {
  return outcome.stage === 'settled' && outcome.settled.outcome === 'withdrawn';
}

/**
 * What is or was signed; undefined if it is no longer kept.
 *
 * @param {Outcome} outcome
 * @returns {string | undefined}
 */
export function textOf(outcome) {
  if (isOpenRequest(outcome)) return outcome.text;
  const { evidence } = /** @type {{ evidence?: string }} */ (
    isSigned(outcome) ? outcome.settled : {}
  );
  return evidence === undefined ? undefined : JSON.parse(evidence).content;
}

/**
 * @param {Outcome} outcome
 * @returns {outcome is Open}
 */
export function isOpenRequest(outcome) {
  return outcome.stage === 'pending' || outcome.stage === 'arrived';
}

/**
 * @param {string} code
 * @param {{ resultCode?: string | undefined, formLeft?: string | undefined }} [more]
 */
function problem(code, more) {
  return new ServiceError({ code, message: '', ...more });
}
