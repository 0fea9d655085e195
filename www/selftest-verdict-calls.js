// Calls of the self-test into `iamsmart/verify`.

import { ContentHasher } from 'iamsmart';
import {
  checkAttachment,
  evidenceDigest,
  readTimestamp,
  validateCertificatePath,
  verifyCms,
  verifyEvidence,
  verifyJws,
  verifySignature,
  verifyTimestamp,
} from 'iamsmart/verify';

/** @typedef {import('iamsmart/verify').VerificationReport} Report */

/** @type {import('./selftest-run.js').Calls} */
export const CALLS = {
  signature(input) {
    const { indication, signedAs } = verifySignature(input);
    return [indication, signedAs].filter(Boolean).join(' ');
  },

  path: (input) => verdictOf(validateCertificatePath(input)),
  pathIndication: (input) => validateCertificatePath(input).indication,
  pathPasses: (input) => passed(validateCertificatePath(input)),

  jws: ({ jws, content, ...options }) => verdictOf(verifyJws(jws, content, options)),
  cms: (input) => verdictOrMessage(() => verifyCms(input)),

  timestamp: ({ token, content, ...options }) =>
    verdictOrMessage(() => verifyTimestamp(token, digestFor(token, content), options)),
  timestampResponse({ response }) {
    const { status, statusTexts, failures, statement } = readTimestamp(response);
    return statement
      ? `${status} ${statement.time} ${statement.hash}`
      : `${status} ${failures.join(' ')}: ${statusTexts.join(' ')}`;
  },

  evidence({ evidence, say, ...options }) {
    const { indication, provenTime, holdsUntil } = verifyEvidence(evidence, options);
    if (say === 'indication') return indication;
    const from = provenTime && `from ${provenTime}`;
    return [indication, from, holdsUntil && `to ${holdsUntil}`].filter(Boolean).join(' ');
  },
  evidenceDigest: ({ evidence, algorithm }) => hex(evidenceDigest(evidence, algorithm)),
  async attachment({ evidence, attachment }) {
    const { matches } = await checkAttachment(evidence, attachment);
    return matches.map(({ field, name }) => `${field} ${name}`).join(', ') || 'none';
  },
};

/**
 * Indication, sub-indication, and every check that neither passed nor was skipped; of items in a row that
 * cannot be read, the first.
 *
 * @param {Report} report
 */
function verdictOf({ indication, subIndication, checks }) {
  const notable = checks.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped');
  const isUnreadable = (/** @type {string} */ word = '') => word.endsWith('.unreadable:warning');
  const words = notable
    .map(({ name, outcome }) => `${name}:${outcome}`)
    .filter((word, index, all) => !(isUnreadable(word) && isUnreadable(all[index - 1])));
  return [indication, subIndication, ...words].filter(Boolean).join(' ');
}

/** @param {() => Report} verify */
function verdictOrMessage(verify) {
  try {
    return verdictOf(verify());
  } catch (error) {
    const { name, code, message } = /** @type {Error & { code?: string }} */ (error);
    if (name !== 'IamSmartError' || code === 'module-trapped') throw error;
    return message;
  }
}

/**
 * The digest of a content by the hash function of a time-stamp; by SHA-256 if it is none of the trusted
 * ones or cannot be read, so that the verdict is about that.
 *
 * @param {Uint8Array<ArrayBuffer>} token
 * @param {Uint8Array<ArrayBuffer>} content
 */
function digestFor(token, content) {
  const hash = hashOf(token);
  const trusted = hash === 'SHA-384' || hash === 'SHA-512' ? hash : 'SHA-256';
  return new ContentHasher(trusted).update(content).digest();
}

/** @param {Uint8Array<ArrayBuffer>} token */
function hashOf(token) {
  try {
    return readTimestamp(token).statement?.hash;
  } catch {
    return undefined;
  }
}

/** @param {Report} report */
function passed({ indication }) {
  return indication === 'TOTAL-PASSED' ? 'passed' : 'not passed';
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
