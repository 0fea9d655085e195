// What the demo's form shows beside its fields and for their values: for its evidence files, and for
// verifying them.

import { TEXTS } from './texts.js';

/** @typedef {import('iamsmart/texts').FormLabels} FormLabels */

/** The words of a box that was ticked. */
const TICKED = /** @type {const} */ (['yes', '是', '是']);

/** @type {FormLabels} */
const PARKING_PERMIT = {
  fields: {
    fullName: { label: words('fullName') },
    chineseName: { label: words('chineseName') },
    hkic: { label: words('hkic') },
    phone: { label: words('phone') },
    address: { label: words('address') },
    vehicle: { label: words('vehicle') },
    period: { label: words('period'), values: { 3: words('months3'), 12: words('months12') } },
    proof: { label: words('proof') },
    declaration: { label: words('declaration'), values: { true: TICKED } },
  },
};

/** @param {string} key */
function words(key) {
  const texts = TEXTS[key];
  if (!texts) throw new Error(`There is no text '${key}'.`);
  return texts;
}

/**
 * The labels of a form of this service; undefined for any other.
 *
 * @param {{ name: string, number?: string }} form
 */
export function labelsOf({ number }) {
  return number === 'TD-318' ? PARKING_PERMIT : undefined;
}
