// Values that nobody would hand over, and right ones of which a part is such a value.

import fc from 'fast-check';

const thrower = () => {
  throw new TypeError('an error of the caller');
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const detached = (value) => {
  structuredClone(value, { transfer: [value.buffer ?? value] });
  return value;
};
const shrunk = (view) => {
  view.buffer.resize(1);
  return view;
};
const locked = () => {
  const stream = new ReadableStream();
  stream.getReader();
  return stream;
};
export const formWith = (value) => {
  const form = new FormData();
  form.append('a', value);
  return form;
};

/** What no generator of values makes. */
const STRANGE = [
  () => undefined,
  () => null,
  () => Symbol('s'),
  () => thrower,
  () => async () => thrower(),
  () => () => ({}),
  () => class {},
  () => new Proxy({}, { get: thrower, has: thrower, getPrototypeOf: thrower, ownKeys: thrower }),
  () => new Proxy([], { get: thrower, ownKeys: thrower }),
  () => new Proxy({}, { get: () => () => 1 }),
  () => new Proxy({}, { get: (_, __, self) => self, has: () => true }),
  () => new Proxy(() => {}, { get: (_, name) => (name === 'length' ? 1 : undefined) }),
  revoked,
  () => Object.defineProperty({}, 'then', { get: thrower }),
  () => ({ toString: thrower, valueOf: thrower, toJSON: thrower }),
  () => ({ [Symbol.asyncIterator]: thrower }),
  () => ({ [Symbol.asyncIterator]: () => ({ next: () => 5 }) }),
  () => ({
    [Symbol.asyncIterator]: async function* () {
      yield 5;
    },
  }),
  () => ({ [Symbol.iterator]: thrower }),
  () => ({ addEventListener: thrower }),
  () => ({ size: 3, type: '', slice: thrower, stream: thrower }),
  () => ({ size: 3, type: '', slice: () => ({}) }),
  () => ({ getReader: thrower }),
  () => ({ append() {}, getAll() {}, entries() {}, [Symbol.iterator]: () => [[1, 2]].values() }),
  () => ({ append() {}, getAll() {}, entries() {} }),
  () => detached(new Uint8Array(8)),
  () => detached(new ArrayBuffer(8)),
  () => shrunk(new Uint8Array(new ArrayBuffer(8, { maxByteLength: 8 }), 4)),
  () => shrunk(new DataView(new ArrayBuffer(8, { maxByteLength: 8 }), 4)),
  () => new Uint8Array(new SharedArrayBuffer(8)),
  () => new Float64Array(3),
  () => Object.create(Uint8Array.prototype),
  () => Object.create(Date.prototype),
  () => new Date(Number.NaN),
  () => new Date(8.64e15),
  () => new Map([['a', 1]]),
  () => new Set(['a']),
  () => new WeakMap(),
  () => /x/,
  () => new Error('an error'),
  () => new URL('https://a.example/?state=x'),
  () => new URLSearchParams('a=b'),
  () => new Headers({ a: 'b' }),
  () => new Request('https://a.example', { method: 'POST', body: 'x' }),
  () => new Response('x', { status: 500 }),
  () => new Blob(['x']),
  () => new FormData(),
  () => formWith('\ud800'),
  () => formWith(new File(['x'], 'a\n')),
  locked,
  () => new ReadableStream({ start: (to) => to.enqueue(5) }),
  () => new ReadableStream({ start: (to) => to.error(new TypeError('broken')) }),
  () => AbortSignal.abort(new TypeError('stop')),
  () => AbortSignal.abort(),
  () => '\ud800',
  () => 'toString',
  () => '__proto__',
  () => 'constructor',
  () => 'https://a.example/?code=a&state=b',
  () => 'x'.repeat(70_000),
  () => 2 ** 53,
  () => -1,
  () => Number.NaN,
  () => 10n,
];

// Values come as functions that make them: fast-check would look into them.
const anything = fc.anything({
  maxDepth: 2,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
export const junk = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...STRANGE) },
  { weight: 1, arbitrary: anything.map((value) => () => value) },
);

/** A value with one of its parts replaced. */
export function spoiled(value) {
  const parts = [junk];
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      parts.push(spoiled(item).map((make) => () => value.with(index, make())));
    });
  } else if (typeof value === 'object' && value !== null && isPlain(value)) {
    const having = (name) => (make) => () => ({ ...value, [name]: make() });
    for (const name of Object.keys(value)) {
      parts.push(spoiled(value[name]).map(having(name)));
      const getter = { get: thrower, enumerable: true };
      parts.push(fc.constant(() => Object.defineProperty({ ...value }, name, getter)));
    }
    parts.push(...OPTIONS.map((name) => junk.map(having(name))));
  }
  return fc.oneof(...parts);
}

const isPlain = (value) => Object.getPrototypeOf(value) === Object.prototype;

/** Options that the valid arguments below do not have. */
const OPTIONS = ['signal', 'onProgress', 'now', 'fetch', 'timeoutMs', 'algorithm', 'language'];
