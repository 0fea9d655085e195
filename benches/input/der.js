// A writer of DER, for inputs that no library makes: a million entries, or what is hostile.

/** @param {number} tag @param {...Uint8Array} parts */
export function element(tag, ...parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([header(tag, length), ...parts]);
}

/** @param {number} tag @param {number} length of the content */
export function header(tag, length) {
  if (length < 0x80) return Buffer.from([tag, length]);
  const digits = Buffer.from(length.toString(16).padStart(8, '0'), 'hex');
  const octets = digits.subarray(digits.findIndex((digit) => digit !== 0));
  return Buffer.from([tag, 0x80 | octets.length, ...octets]);
}

/** @param {...Uint8Array} parts */
export const sequence = (...parts) => element(0x30, ...parts);

/** @param {...Uint8Array} parts */
export const set = (...parts) => element(0x31, ...parts);

/** Explicit or constructed. @param {number} number @param {...Uint8Array} parts */
export const context = (number, ...parts) => element(0xa0 | number, ...parts);

/** @param {number | Uint8Array} value a number below 128, or the content */
export const integer = (value) =>
  element(0x02, typeof value === 'number' ? Buffer.from([value]) : value);

/** @param {number} value below 128 */
export const enumerated = (value) => element(0x0a, Buffer.from([value]));

export const truth = element(0x01, Buffer.from([0xff]));

export const nothing = element(0x05);

/** @param {Uint8Array} octets */
export const octetString = (octets) => element(0x04, octets);

/** @param {Uint8Array} octets @param {number} [unused] bits */
export const bitString = (octets, unused = 0) => element(0x03, Buffer.from([unused]), octets);

/** @param {string} text */
export const utf8 = (text) => element(0x0c, Buffer.from(text));

/** A UTCTime. @param {string} text 'YYMMDDHHMMSSZ' */
export const utcTime = (text) => element(0x17, Buffer.from(text));

/** @param {string} dotted */
export function oid(dotted) {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const digits = [first * 40 + second, ...rest].flatMap((arc) => {
    const octets = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      octets.unshift(0x80 | (left & 0x7f));
    }
    return octets;
  });
  return element(0x06, Buffer.from(digits));
}
