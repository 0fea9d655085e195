/**
 * What a caller hands over, read for the bindings, which take texts, numbers and booleans one by
 * one: taking objects apart there is 2 KB more of the page's module. `name` is what an error calls
 * the value.
 *
 * @param {Pick<typeof import('./wasm/page.js'), 'wrongKind' | 'loneSurrogate'>} wasm
 */
export function argumentReaders(wasm) {
  const absent = (value) => value === undefined || value === null;

  /**
   * @param {string} name
   * @param {any} value
   * @returns {any}
   */
  function object(name, value) {
    if (typeof value !== 'object' || value === null) throw wasm.wrongKind(name, 'an object');
    return value;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  function text(name, value) {
    if (typeof value !== 'string') throw wasm.wrongKind(name, 'a text');
    // With the flag 'u' only half of a surrogate pair matches.
    if (/\p{Surrogate}/u.test(value)) throw wasm.loneSurrogate(name);
    return value;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  function optionalText(name, value) {
    return absent(value) ? undefined : text(name, value);
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  function texts(name, value) {
    if (!Array.isArray(value)) throw wasm.wrongKind(name, 'an array');
    return Array.from(value, (item) => text(name, item));
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  function flag(name, value) {
    if (absent(value)) return false;
    if (typeof value !== 'boolean') throw wasm.wrongKind(name, 'a boolean');
    return value;
  }

  /**
   * Unix time in milliseconds of a Date; now where it is left out.
   *
   * @param {string} name
   * @param {unknown} value
   */
  function time(name, value) {
    if (absent(value)) return Date.now();
    const ms = value instanceof Date ? value.getTime() : Number.NaN;
    if (Number.isNaN(ms)) throw wasm.wrongKind(name, 'a valid Date');
    return ms;
  }

  /**
   * Unix time in milliseconds of an ISO 8601 text.
   *
   * @param {string} name
   * @param {unknown} value
   */
  function isoTime(name, value) {
    const ms = Date.parse(text(name, value));
    if (Number.isNaN(ms)) throw wasm.wrongKind(name, 'an ISO 8601 time');
    return ms;
  }

  return { object, text, optionalText, texts, flag, time, isoTime };
}
