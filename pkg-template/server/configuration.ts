import type { GatewayConfig, PrivateKey } from '../wasm/server.js';
import type { CallbackRequest, ClientCertificate } from './callback.js';

/**
 * Operation with the private key of a KEK that is held elsewhere (KMS, HSM). Called for every
 * callback and content key, also several times at once, with 256 to 1,024 bytes. It may use `signal`, which fires when its
 * result is no longer awaited, after `timeoutMs` at the latest.
 */
export type KeyOperation = (
  wrapped: Uint8Array<ArrayBuffer>,
  options: { signal: AbortSignal },
) => Promise<Uint8Array>;

/** KEK held elsewhere, whose keeper does the RSA operation alone. */
export interface RawRsaKey {
  /**
   * Raises the wrapped key to the private exponent (RSADP, RFC 8017 §5.1.2) and returns the block,
   * as long as the modulus: `RSA_NO_PADDING` in Node, `CKM_RSA_X_509` in PKCS#11. The padding is
   * removed here, in a time that does not tell what is wrong with it.
   */
  rawRsa: KeyOperation;
  /**
   * Length of the modulus in bits, 2048 to 8192. Wrapped keys of another length, which strangers can
   * send, are then not handed over. Default: any of these lengths.
   */
  modulusLength?: number;
}

/** Configuration of an `EService`. */
export interface EServiceConfig extends Omit<GatewayConfig, 'keyEncryptionKey'> {
  /**
   * Private key of the KEK (PKCS#8, PEM or DER; RSA, at least 2048 bits), or a key held elsewhere
   * (KMS, HSM), in the form that its keeper supports; docs/key.md has a table. A key elsewhere is
   * either `rawRsa`, or a function that decrypts RSAES-PKCS1-v1_5 and returns the plaintext
   * unchanged; that should take the same time if the padding is wrong. In `openCallback` its
   * failure becomes 'callback-unreadable', like any other.
   */
  keyEncryptionKey: PrivateKey | KeyOperation | RawRsaKey;
  /**
   * Function to send requests with, e.g. one with a client certificate. Default: the platform's
   * `fetch`.
   */
  fetch?: typeof fetch;
  /** Clock. Default: the platform's. */
  now?: () => Date;
  /** Maximum time for one response, body included, in milliseconds. Default: 15,000. */
  timeoutMs?: number;
  /**
   * Requires callbacks to come with the gateway's client certificate; `openCallback` throws
   * 'client-certificate-refused' for others. Default: no certificate is required.
   */
  clientCertificate?: {
    /**
     * Accepted SHA-256 fingerprints in hexadecimal, with or without colons. Default: any certificate
     * that the platform has verified.
     */
    sha256?: string[];
    /** Reads the certificate from a request. Default: from Cloudflare's `request.cf.tlsClientAuth`. */
    of?: (
      request: CallbackRequest,
    ) => ClientCertificate | undefined | Promise<ClientCertificate | undefined>;
  };
}
