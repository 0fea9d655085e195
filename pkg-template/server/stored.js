// Transactions as bytes: what a store keeps.

/**
 * @param {unknown} value JSON, with bytes in it.
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function toBytes(value) {
  const binaries = [];
  const json = without(value, [], binaries);
  return new TextEncoder().encode(JSON.stringify({ json, binaries }));
}

/** @param {Uint8Array} bytes */
export function fromBytes(bytes) {
  const { json, binaries } = JSON.parse(new TextDecoder().decode(bytes));
  for (const [path, base64] of binaries) {
    const owner = path.slice(0, -1).reduce((object, name) => object[name], json);
    owner[path.at(-1)] = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }
  return json;
}

/**
 * The value with its bytes taken out, which are put into a list with their paths: no text of it can
 * be taken for bytes.
 *
 * @param {unknown} value
 * @param {string[]} path
 * @param {[string[], string][]} binaries
 */
function without(value, path, binaries) {
  if (value instanceof Uint8Array) {
    binaries.push([path, base64(value)]);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, i) => without(item, [...path, i], binaries));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    without(item, [...path, name], binaries),
  ]);
  return Object.fromEntries(entries);
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

/**
 * Pieces of at most `length` bytes; at least one.
 *
 * @param {Uint8Array} bytes
 * @param {number} length
 */
export function pieces(bytes, length) {
  const count = Math.max(1, Math.ceil(bytes.length / length));
  return Array.from({ length: count }, (_, i) => bytes.slice(i * length, (i + 1) * length));
}

/** @param {Uint8Array[]} parts */
export function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
