import type { Bytes } from '../bytes.js';
import * as wasm from '../wasm/verify.js';
import type { PathOptions } from './options.js';
import type { VerificationReport } from './report.js';

/** What iAM Smart is to sign. */
export interface JwsSigningInput {
  /** The JWS signing input, ASCII. */
  text: string;
  /** Its SHA-256 digest: 32 bytes. */
  digest: Uint8Array<ArrayBuffer>;
}

/** What a JWS is made of. */
export interface JwsInput {
  content: string;
  signature: Bytes;
  /** The signer's certificate, DER or PEM. */
  certificate: Bytes;
  /** Those that lead to a trust anchor, each the issuer of the one before it. */
  intermediates?: Bytes[];
}

/**
 * What iAM Smart is to sign so that a JWS (RFC 7515) comes of it: send `digest` as `hashCode` with
 * `NONEwithRSA`. A JWS signs its own header along with the content, so a signature over the content's
 * digest alone is none.
 */
export function jwsSigningInput(content: string): JwsSigningInput {
  return wasm.jwsSigningInput(content);
}

/**
 * A detached JWS (RFC 7515 §7.2.2 and Appendix F): RS256, flattened JSON, certificates in the
 * unprotected header (`x5c`). Other verifiers are given `{ ...JSON.parse(jws), payload }`, where
 * `payload` is the content as Base64url.
 *
 * Throws 'jws-impossible' where the signature is not one over the JWS signing input in a DigestInfo
 * (`signedAs: 'digest'`), with what it is.
 */
export function createJws(input: JwsInput): string {
  return wasm.createJws(input);
}

/**
 * Verifies a JWS in JSON with one signature, RS256 and `x5c`, and the path of its certificate.
 *
 * Throws 'jws-invalid', 'base64url-invalid', the codes of `canonicalizeJson`, and what
 * `verifySignature` throws.
 */
export function verifyJws(jws: string, content: string, options: PathOptions): VerificationReport {
  return wasm.verifyJws(jws, content, options);
}
