// What the demo's form shows beside its fields and for their values: for its evidence files, and for
// verifying them.

import { TEXTS } from './texts.js';

/** @typedef {import('iamsmart/texts').FormLabels} FormLabels */

/** The words of a box that was ticked. */
const TICKED = /** @type {const} */ (['yes', '是', '是']);

/** @type {FormLabels} */
const PARKING_PERMIT = {
  fields: {
    fullName: { label: TEXTS.fullName },
    chineseName: { label: TEXTS.chineseName },
    hkic: { label: TEXTS.hkic },
    phone: { label: TEXTS.phone },
    address: { label: TEXTS.address },
    vehicle: { label: TEXTS.vehicle },
    period: { label: TEXTS.period, values: { 3: TEXTS.months3, 12: TEXTS.months12 } },
    proof: { label: TEXTS.proof },
    declaration: { label: TEXTS.declaration, values: { true: TICKED } },
  },
};

/**
 * The labels of a form of this service; undefined for any other.
 *
 * @param {{ name: string, number?: string }} form
 */
export function labelsOf({ number }) {
  return number === 'TD-318' ? PARKING_PERMIT : undefined;
}
