import type { GatewayConfig, PrivateKey } from '../wasm/server.js';
import type { CallbackRequest, ClientCertificate } from './callback.js';

/** Configuration of an `EService`. */
export interface EServiceConfig extends Omit<GatewayConfig, 'keyEncryptionKey'> {
  /**
   * Private key of the KEK (PKCS#8, PEM or DER; RSA, at least 2048 bits), or a function that
   * decrypts with a key held elsewhere (KMS, HSM): RSAES-PKCS1-v1_5, returning the plaintext
   * unchanged. It should take the same time if the padding is wrong. In `openCallback` its failure
   * becomes 'callback-unreadable', like any other.
   */
  keyEncryptionKey: PrivateKey | ((wrapped: Uint8Array) => Promise<Uint8Array>);
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
