import type { Bytes } from '../bytes.js';
import * as wasm from '../wasm/verify.js';

/** Addresses as they stand in a certificate, at most four of a kind; of any scheme. */
export interface RevocationPointers {
  /** Of CRLs (RFC 5280 §4.2.1.13, §4.2.1.15). */
  crls: string[];
  /** Of OCSP responders (RFC 5280 §4.2.2.1). */
  ocsp: string[];
  /** Of certificates of the issuer (RFC 5280 §4.2.2.1). */
  caIssuers: string[];
}

/** Where a certificate says that its status and its issuer are to be had. */
export function revocationPointers(certificate: Bytes): RevocationPointers {
  return wasm.revocationPointers(certificate);
}

/**
 * The OCSPRequest (RFC 6960 §4.1) for one certificate, to be sent by POST as
 * 'application/ocsp-request'; undefined where `issuer` has not the name of the certificate's issuer.
 */
export function ocspRequest(
  certificate: Bytes,
  issuer: Bytes,
): Uint8Array<ArrayBuffer> | undefined {
  return wasm.ocspRequest(certificate, issuer) as Uint8Array<ArrayBuffer> | undefined;
}
