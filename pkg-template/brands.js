// Values by their brand: their internal slots or their shape. `instanceof` fails for those of another
// realm (a frame, node:vm, Jest) and of another implementation (jsdom, happy-dom).

/** Longest view in bytes: the modules count in 32 bits. */
const MAX_LENGTH = 2 ** 32 - 1;

const views = /* @__PURE__ */ Object.getPrototypeOf(Uint8Array.prototype);

/**
 * Getters of the platform, which read a value's slots whatever its owner has overridden.
 *
 * @param {object} prototype
 * @param {PropertyKey} name
 */
function slot(prototype, name) {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (/** @type {unknown} */ value) => get?.call(value);
}

const elements = /* @__PURE__ */ slot(views, Symbol.toStringTag);
const PLACE = ['buffer', 'byteOffset', 'byteLength'];
const ofElements = /* @__PURE__ */ PLACE.map((name) => slot(views, name));
const ofData = /* @__PURE__ */ PLACE.map((name) => slot(DataView.prototype, name));

/**
 * Returns a view of the bytes of an ArrayBuffer, a SharedArrayBuffer or any view of one, without
 * copying them; undefined for other values, and for bytes that are not there: those of a detached
 * buffer, or of a view that reaches beyond a buffer that has shrunk.
 *
 * @param {unknown} value
 * @returns {Uint8Array<ArrayBuffer> | undefined}
 */
export function octetsOf(value) {
  try {
    const [buffer, offset, length] = ArrayBuffer.isView(value)
      ? placeOf(value)
      : // Takes buffers alone, shared ones included, and no detached one.
        [value, 0, new DataView(/** @type {ArrayBuffer} */ (value)).byteLength];
    return length > MAX_LENGTH ? undefined : new Uint8Array(buffer, offset, length);
  } catch {
    return undefined;
  }
}

/** @param {ArrayBufferView} view */
function placeOf(view) {
  // Throws if the view's bytes are not there, as the getters of a DataView do by themselves.
  if (elements(view) !== undefined) views.at.call(view, 0);
  return (elements(view) === undefined ? ofData : ofElements).map((get) => get(view));
}

/** In UTF-16 code units: what is short is handed over before its length is looked at. */
const MAX_SHORT = 1000;

/**
 * Returns a short string, undefined for a long one and for other values.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function shortText(value) {
  return typeof value === 'string' && value.length <= MAX_SHORT ? value : undefined;
}

/**
 * Returns a Date's milliseconds of Unix time, NaN for an invalid one; throws for other values.
 *
 * @param {unknown} value
 * @returns {number}
 */
export function timeOf(value) {
  return Date.prototype.getTime.call(value);
}

/**
 * @param {unknown} value
 * @returns {value is Blob}
 */
export function isBlob(value) {
  const { size, type, slice } = members(value);
  return typeof size === 'number' && typeof type === 'string' && typeof slice === 'function';
}

/**
 * @param {unknown} value
 * @returns {value is FormData}
 */
export function isFormData(value) {
  const { append, getAll, entries } = members(value);
  return [append, getAll, entries].every((member) => typeof member === 'function');
}

/**
 * @param {unknown} value
 * @returns {value is ReadableStream}
 */
export function isStream(value) {
  return typeof members(value).getReader === 'function';
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function members(value) {
  return typeof value === 'object' && value !== null
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}
