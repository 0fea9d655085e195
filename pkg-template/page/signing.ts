import { argumentReaders } from '../arguments.js';
import type { Bytes } from '../bytes.js';
import * as wasm from '../wasm/page.js';

/** What an identification code is derived from. */
export interface IdentificationCodeInput {
  /** The digest that is signed: 32 bytes. */
  digest: Bytes;
  /** Whom it is bound to: the tokenised ID, or, in an anonymous request, HKIC hash and client ID. */
  boundTo: { openId: string } | { hkicHash: Bytes; clientId: string };
  /**
   * How the inputs are joined; 'raw' where it is left out. No public source confirms which of the
   * three the app uses: compare with the app first.
   */
  joining?: 'raw' | 'hashed-texts' | 'raw-digest-hashed-id';
}

const { object, text, optionalText } = argumentReaders(wasm);

/**
 * RFC 8785 canonical form of a JSON string. Refuses duplicate keys, lone surrogates, numbers that a
 * double cannot hold, and more than 512 levels.
 */
export function canonicalizeJson(json: string): Uint8Array<ArrayBuffer> {
  return wasm.canonicalizeJson(text('json', json)) as Uint8Array<ArrayBuffer>;
}

/** Four decimal digits, the same that the app shows. */
export function identificationCode(input: IdentificationCodeInput): string {
  const { digest, joining, boundTo } = object('input', input);
  const { openId, hkicHash: hash, clientId } = object('boundTo', boundTo);
  const user = optionalText('openId', openId);
  return wasm.identificationCode(
    digest,
    optionalText('joining', joining),
    user,
    hash,
    user === undefined ? text('clientId', clientId) : '',
  );
}

/**
 * Base64(SHA-256(HKIC without its check digit)). Takes 'A123456(3)', 'A1234563' or 'A123456'; throws
 * 'hkic-check-digit' or 'hkic-format'.
 */
export function hkicHash(hkic: string): string {
  return wasm.hkicHash(text('hkic', hkic));
}
