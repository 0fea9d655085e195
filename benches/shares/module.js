// A WebAssembly module by its functions and its data (WebAssembly Core, §5.5).

const CUSTOM = 0;
const IMPORTS = 2;
const CODE = 10;
const DATA = 11;
/** Of function names (Appendix A.7.4). */
const FUNCTIONS = 1;

/**
 * @typedef {object} Piece
 * @property {string} [name] of a function; data and other sections have none
 * @property {'function' | 'data' | 'other'} kind
 * @property {Uint8Array} bytes
 */

/**
 * Returns everything in a module, once.
 *
 * @param {Uint8Array} module with names of its functions
 * @returns {Piece[]}
 */
export function pieces(module) {
  /** @type {Piece[]} */
  const found = [];
  let names = new Map();
  let imported = 0;
  let index = 0;
  const at = new Cursor(module, 8);
  while (at.place < module.length) {
    const id = at.byte();
    const section = at.vector();
    const inside = new Cursor(section, 0);
    if (id === IMPORTS) imported = countImports(new Cursor(section, 0));
    if (id === CUSTOM && inside.text() === 'name') {
      names = functionNames(inside);
      continue;
    }
    if (id !== CODE) {
      found.push({ kind: id === DATA ? 'data' : 'other', bytes: section });
      continue;
    }
    const count = new Cursor(section, 0);
    for (let left = count.number(); left > 0; left -= 1) {
      found.push({ kind: 'function', bytes: count.vector(), name: `${index}` });
      index += 1;
    }
  }
  return found.map((piece) =>
    piece.kind === 'function'
      ? { ...piece, name: names.get(imported + Number(piece.name)) ?? '' }
      : piece,
  );
}

/** @param {Cursor} at */
function functionNames(at) {
  const names = new Map();
  while (at.place < at.bytes.length) {
    const id = at.byte();
    const part = new Cursor(at.vector(), 0);
    if (id !== FUNCTIONS) continue;
    for (let left = part.number(); left > 0; left -= 1) names.set(part.number(), part.text());
  }
  return names;
}

/** Returns the number of imported functions. @param {Cursor} at */
function countImports(at) {
  let functions = 0;
  for (let left = at.number(); left > 0; left -= 1) {
    at.vector();
    at.vector();
    const kind = at.byte();
    if (kind === 0) functions += 1;
    // A table has the type of its elements before its limits, a memory has limits alone.
    if (kind === 1) at.byte();
    if (kind === 1 || kind === 2) {
      const hasMaximum = at.byte() & 1;
      at.number();
      if (hasMaximum) at.number();
    } else {
      at.number();
      // Whether a global can change, after its type; a tag has its type after its attribute.
      if (kind !== 0) at.number();
    }
  }
  return functions;
}

class Cursor {
  /** @param {Uint8Array} bytes @param {number} place */
  constructor(bytes, place) {
    this.bytes = bytes;
    this.place = place;
  }

  byte() {
    this.place += 1;
    return this.bytes[this.place - 1];
  }

  /** LEB128, §5.2.2. */
  number() {
    let number = 0;
    for (let weight = 1; ; weight *= 128) {
      const digit = this.byte();
      number += (digit & 0x7f) * weight;
      if (digit < 0x80) return number;
    }
  }

  vector() {
    const length = this.number();
    this.place += length;
    return this.bytes.subarray(this.place - length, this.place);
  }

  text() {
    return new TextDecoder().decode(this.vector());
  }
}
