/**
 * Makes `JSON.stringify` write bytes in standard (padded) Base64, as all arguments take them, instead
 * of an object with a property for each byte.
 *
 * @template {Uint8Array} Bytes
 * @param {Bytes} bytes
 * @returns {Bytes}
 */
export function withBase64(bytes) {
  return Object.defineProperty(bytes, 'toJSON', { value: toJSON });
}

/**
 * Copies bytes for a result.
 *
 * @param {Uint8Array} bytes
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function octets(bytes) {
  return withBase64(new Uint8Array(bytes));
}

/**
 * Copies bytes in two parts for a result.
 *
 * @param {Uint8Array} first
 * @param {Uint8Array} second
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function joined(first, second) {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return withBase64(bytes);
}

/** @this {Uint8Array} */
function toJSON() {
  let text = '';
  for (let i = 0; i < this.length; i += 0x8000) {
    text += String.fromCharCode(...this.subarray(i, i + 0x8000));
  }
  return btoa(text);
}
