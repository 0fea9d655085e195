// What a caller may hand over by mistake, or to do harm.

const thrower = () => {
  throw new TypeError('a getter of the caller');
};
const detached = new Uint8Array(8);
structuredClone(detached, { transfer: [detached.buffer] });
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
class LongArray extends Uint8Array {
  get length() {
    return 2 ** 31;
  }
  get byteLength() {
    return 2 ** 31;
  }
}
class ForeignBuffer extends Uint8Array {
  get buffer() {
    return { length: 2 ** 30 };
  }
}
class Later extends Date {
  getTime() {
    return thrower();
  }
}

/** Values by what they are. */
export const HOSTILE = {
  undefined: undefined,
  null: null,
  'a number': 1,
  NaN: Number.NaN,
  'a negative number': -1,
  'a fraction': 0.5,
  'a number beyond 2^53': 2 ** 60,
  'a bigint': 10n,
  'a boolean': true,
  'a symbol': Symbol('s'),
  'a function': () => 1,
  'an empty string': '',
  'a string': 'x',
  'half of a surrogate pair': 'a\ud800',
  'a very long string': 'x'.repeat(2 ** 28),
  'a String object': new String('x'),
  'an object': {},
  'an object without prototype': Object.create(null),
  'an object that throws': new Proxy({}, { get: thrower, has: thrower, getPrototypeOf: thrower }),
  'an array that throws': new Proxy([], { get: thrower, getPrototypeOf: thrower }),
  'an object of functions': new Proxy({}, { get: () => () => 1 }),
  'an object without end': new Proxy({}, { get: (_, __, self) => self }),
  'a revoked object': revoked({}),
  'a revoked array': revoked([]),
  'an empty array': [],
  'an array of nulls': [null, null],
  'an array of the longest length': new Array(2 ** 32 - 1),
  'an array without length': new Proxy([], { get: () => Number.NaN }),
  'an array of a million': new Array(1_000_000).fill(''),
  'nested arrays': [[[[]]]],
  'a Date': new Date(0),
  'an invalid Date': new Date(Number.NaN),
  'the last Date': new Date(8.64e15),
  'a Date that throws': new Later(),
  'a Date by prototype alone': Object.create(Date.prototype),
  'no bytes': new Uint8Array(),
  'detached bytes': detached,
  'a detached buffer': detached.buffer,
  'a view of other elements': new Float64Array(3),
  'a DataView': new DataView(new ArrayBuffer(4), 1, 2),
  'bytes that lie about their length': new LongArray(4),
  'bytes that lie about their buffer': new ForeignBuffer(4),
  'bytes by prototype alone': Object.create(Uint8Array.prototype),
  'very many bytes': new Uint8Array(2 ** 30),
  'shared bytes': new Uint8Array(new SharedArrayBuffer(8)),
};

/** A value, and the same with each of its parts replaced by something hostile. */
export function* replaced(value, path = '') {
  for (const [kind, hostile] of Object.entries(HOSTILE)) yield [`${path}: ${kind}`, hostile];
  if (Array.isArray(value)) {
    for (const [kind, item] of value.length ? replaced(value[0], `${path}[0]`) : []) {
      yield [kind, [item]];
    }
  } else if (typeof value === 'object' && value !== null && value.constructor === Object) {
    for (const name of Object.keys(value)) {
      for (const [kind, field] of replaced(value[name], `${path}.${name}`)) {
        yield [kind, { ...value, [name]: field }];
      }
      const getter = Object.defineProperty({ ...value }, name, { get: thrower, enumerable: true });
      yield [`${path}.${name}: a getter that throws`, getter];
    }
  }
}
