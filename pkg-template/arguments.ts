/** What a module offers for arguments that are refused. */
type Refusals = Pick<typeof import('./wasm/page.js'), 'wrongKind' | 'loneSurrogate'>;

/** Values of an object that a caller handed over and nobody has looked at. */
export type Unread = Record<string, unknown>;

/** Readers of one value each; `name` is what an error calls it. */
export interface ArgumentReaders {
  object(name: string, value: unknown): Unread;
  text(name: string, value: unknown): string;
  optionalText(name: string, value: unknown): string | undefined;
  texts(name: string, value: unknown): string[];
  /** False where it is left out. */
  flag(name: string, value: unknown): boolean;
  /** Unix time in milliseconds of a Date; now where it is left out. */
  time(name: string, value: unknown): number;
  /** Unix time in milliseconds of an ISO 8601 string. */
  isoTime(name: string, value: unknown): number;
}

/**
 * What a caller hands over, read for the bindings, which take strings, numbers and booleans one by
 * one: taking objects apart there is 2 KB more of the page's module.
 */
export function argumentReaders(wasm: Refusals): ArgumentReaders {
  const absent = (value: unknown) => value === undefined || value === null;

  function object(name: string, value: unknown) {
    if (typeof value !== 'object' || value === null) throw wasm.wrongKind(name, 'an object');
    return value as Unread;
  }

  function text(name: string, value: unknown) {
    if (typeof value !== 'string') throw wasm.wrongKind(name, 'a text');
    // With the flag 'u' only half of a surrogate pair matches.
    if (/\p{Surrogate}/u.test(value)) throw wasm.loneSurrogate(name);
    return value;
  }

  function optionalText(name: string, value: unknown) {
    return absent(value) ? undefined : text(name, value);
  }

  function texts(name: string, value: unknown) {
    if (!Array.isArray(value)) throw wasm.wrongKind(name, 'an array');
    return Array.from(value, (item) => text(name, item));
  }

  function flag(name: string, value: unknown) {
    if (absent(value)) return false;
    if (typeof value !== 'boolean') throw wasm.wrongKind(name, 'a boolean');
    return value;
  }

  function time(name: string, value: unknown) {
    if (absent(value)) return Date.now();
    const ms = value instanceof Date ? value.getTime() : Number.NaN;
    if (Number.isNaN(ms)) throw wasm.wrongKind(name, 'a valid Date');
    return ms;
  }

  function isoTime(name: string, value: unknown) {
    const ms = Date.parse(text(name, value));
    if (Number.isNaN(ms)) throw wasm.wrongKind(name, 'an ISO 8601 time');
    return ms;
  }

  return { object, text, optionalText, texts, flag, time, isoTime };
}
