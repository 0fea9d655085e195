// The package and its peers in the engine that runs this: Node, or a page of `inPage`.

export const isNode = typeof process === 'object';

/**
 * @param {string} pkg folder of the package, in Node
 * @returns {Promise<typeof import('iamsmart')>}
 */
export function iamsmart(pkg) {
  return import(isNode ? `file://${pkg}/page/inline.js` : '/pkg/page/inline.js');
}

/** @param {string} name of an npm package */
export function peer(name) {
  return import(isNode ? name : `/npm/${name}`);
}

/** @param {Uint8Array | ArrayBuffer} bytes */
export function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes that are the same in every run (xorshift). @param {number} size */
export function someBytes(size) {
  const words = new Uint32Array(size / 4);
  let word = 0x9e3779b9;
  for (let i = 0; i < words.length; i += 1) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    words[i] = word;
  }
  return new Uint8Array(words.buffer);
}

/**
 * Calls each contestant and compares the results.
 *
 * @param {Record<string, () => unknown>} contestants
 */
export async function assertAlike(contestants) {
  const results = [];
  for (const [name, run] of Object.entries(contestants)) {
    const result = await run();
    results.push({ name, result: result instanceof ArrayBuffer ? new Uint8Array(result) : result });
  }
  const [first, ...others] = results;
  for (const { name, result } of others) {
    if (!isAlike(result, first.result))
      throw new Error(`${name} has another result than ${first.name}.`);
  }
}

/** @param {unknown} a @param {unknown} b */
function isAlike(a, b) {
  if (!(a instanceof Uint8Array && b instanceof Uint8Array)) return a === b;
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
