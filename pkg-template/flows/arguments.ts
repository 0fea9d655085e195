import { invalid, reading } from '../argument.js';

/** Copies an object that the caller handed in, so that whatever its getters do happens here. */
export function copied<T extends object>(name: string, value: T): T {
  if (typeof value !== 'object' || value === null) throw invalid(name, 'it is not an object');
  return reading(name, () => ({ ...value }));
}

/** Returns a text that is not empty. */
export function textOf(name: string, value: string): string {
  if (typeof value !== 'string' || value === '') throw invalid(name, 'it is not a text');
  return value;
}

/** Returns the owner of whom the caller speaks. */
export function ownerOf(options: { owner: string }): string {
  return textOf('owner', copied('options', options).owner);
}

/** Returns the signal, if it is one, of whatever realm. */
export function signalOf(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const isSignal = reading(
    'signal',
    () =>
      typeof signal.aborted === 'boolean' &&
      typeof signal.addEventListener === 'function' &&
      typeof signal.removeEventListener === 'function',
  );
  if (isSignal) return signal;
  throw invalid('signal', 'it is not an AbortSignal');
}
