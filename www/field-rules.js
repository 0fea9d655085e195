// What is wanted of the text in each field: in the page before it is sent, and in the worker, to which anybody
// may send.

import { hkicHash, IamSmartError } from 'iamsmart';

/** The check digit is required, because without it the number cannot be validated. */
const WITH_CHECK_DIGIT = /[0-9]{6}\(?[0-9a]\)?\s*$/i;

/** A mobile number: eight digits from 4 on, as the numbering plan of the Communications Authority has them. */
const MOBILE = /^(?:\+?852[ -]?)?[4-9]\d{3}[ -]?\d{4}$/;

/** A registration mark, a personalised one among them: letters, digits and blank spaces; the input has eight at most. */
const MARK = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;

/**
 * By field, the key of what is wanted of a value that is not empty.
 *
 * @type {Record<string, (value: string) => string | undefined>}
 */
const WANTED = {
  fullName: (value) => (/\p{Script=Latin}/u.test(value) ? undefined : 'fullNameWanted'),
  chineseName: (value) => (/\p{Script=Han}/u.test(value) ? undefined : 'chineseNameWanted'),
  hkic: wantedOfHkic,
  phone: (value) => (MOBILE.test(value) ? undefined : 'phoneWanted'),
  vehicle: (value) => (MARK.test(value) ? undefined : 'vehicleWanted'),
};

/**
 * The key of what is wanted of a field's text; undefined if nothing is, or nothing was written.
 *
 * @param {string} name
 * @param {string} value
 */
export function wantedOfText(name, value) {
  return value.trim() === '' ? undefined : WANTED[name]?.(value.trim());
}

/** @param {string} value */
function wantedOfHkic(value) {
  try {
    hkicHash(value);
    return WITH_CHECK_DIGIT.test(value) ? undefined : 'hkicWanted';
  } catch (error) {
    const isDigit = error instanceof IamSmartError && error.code === 'hkic-check-digit';
    return isDigit ? 'hkicCheckDigit' : 'hkicWanted';
  }
}
