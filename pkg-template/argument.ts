import { IamSmartError } from './error.js';

/** Returns the error for an argument that cannot be used; `reason` is a clause without a full stop. */
export function invalid(name: string, reason: string, cause?: unknown): IamSmartError {
  const options = cause === undefined ? undefined : { cause };
  return new IamSmartError('invalid-argument', `'${name}' cannot be used: ${reason}.`, options);
}

/**
 * Runs what reads a caller's values. What their getters, proxies and functions throw becomes the
 * `cause` of 'invalid-argument'.
 */
export function reading<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw thrown(name, error);
  }
}

/** The same for work that takes time. */
export async function readingAsync<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw thrown(name, error);
  }
}

/** Returns true for an IamSmartError of any copy of the class: bundlers put it into several files. */
export function isOurs(error: unknown): error is IamSmartError {
  try {
    const { name, code } = error as IamSmartError;
    return name === 'IamSmartError' && typeof code === 'string';
  } catch {
    return false;
  }
}

function thrown(name: string, error: unknown): unknown {
  return isOurs(error) ? error : invalid(name, 'using it throws an error', error);
}
