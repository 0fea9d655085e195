import { octetsOf } from '../brands.js';
import { IamSmartError } from '../error.js';
import type { PrivateKey } from '../wasm/server.js';
import type { EServiceConfig, KeyOperation } from './configuration.js';

/** KEK held elsewhere. */
export interface KeyElsewhere {
  operation: KeyOperation;
  /** True if the operation leaves the padding. */
  isRaw: boolean;
  /** Lengths of wrapped keys in bytes. */
  shortest: number;
  longest: number;
}

/** Sizes of a KEK in bits, the same as in the module. */
const MODULUS_BITS = { shortest: 2048, longest: 8192 };

/** Returns the operation with a key held elsewhere, or undefined for a key itself. */
export function elsewhere(key: EServiceConfig['keyEncryptionKey']): KeyElsewhere | undefined {
  const any = { shortest: MODULUS_BITS.shortest / 8, longest: MODULUS_BITS.longest / 8 };
  if (typeof key === 'function') return { operation: key, isRaw: false, ...any };
  if (typeof key !== 'object' || key === null || !('rawRsa' in key)) return undefined;
  const { rawRsa, modulusLength } = key;
  if (typeof rawRsa !== 'function') {
    throw new IamSmartError(
      'invalid-argument',
      "'keyEncryptionKey.rawRsa' cannot be used: it is not a function.",
    );
  }
  if (modulusLength === undefined) return { operation: rawRsa, isRaw: true, ...any };
  const { shortest, longest } = MODULUS_BITS;
  if (!(modulusLength >= shortest && modulusLength <= longest && modulusLength % 16 === 0)) {
    throw new IamSmartError(
      'invalid-argument',
      `'keyEncryptionKey.modulusLength' cannot be used: it is no number of bits from ${shortest} to ${longest}.`,
    );
  }
  const length = modulusLength / 8;
  return { operation: rawRsa, isRaw: true, shortest: length, longest: length };
}

/** Copies the bytes of a key, which its owner may wipe. */
export function copied(key: PrivateKey | undefined): PrivateKey | undefined {
  return octetsOf(key)?.slice() ?? key;
}
