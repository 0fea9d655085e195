// What the page is about: the service, who is logged in, and what is signed.

/** @typedef {import('iamsmart/flows').Outcome} Outcome */
/** @typedef {import('./signature.js').Content} Content */

/**
 * @typedef {object} Current
 * @property {import('./service.js').Service} service
 * @property {string | undefined} openId Who is logged in.
 * @property {{ businessId: string, content: Content | undefined, outcome?: Outcome } | undefined} signing
 *   The signature that is asked for, or is shown: what is signed, and what came of it.
 * @property {import('./outcome.js').Known | undefined} lost
 *   A request for a signature over a PDF that this browser has not.
 */

/** @type {Current} */
export const current = {
  // Known before anything is shown.
  service: /** @type {any} */ (undefined),
  openId: undefined,
  signing: undefined,
  lost: undefined,
};
