import type { GatewayConfig, PrivateKey } from '../wasm/server.js';
import type { CallbackRequest, ClientCertificate } from './callback.js';

/** Configuration of an `EService`. */
export interface EServiceConfig extends Omit<GatewayConfig, 'keyEncryptionKey'> {
  /**
   * The KEK's private key (PKCS#8, PEM or DER; RSA with at least 2048 bits), or a function that
   * decrypts with a key held elsewhere (KMS, HSM): RSAES-PKCS1-v1_5, the plaintext unchanged. It
   * should take the same time if the padding is wrong; in `openCallback` its failure becomes
   * 'callback-unreadable', like any other.
   */
  keyEncryptionKey: PrivateKey | ((wrapped: Uint8Array) => Promise<Uint8Array>);
  /** E.g. one that presents a client certificate. Default: the platform's own. */
  fetch?: typeof fetch;
  now?: () => Date;
  /** Maximum time for one response, body included, in milliseconds. Default: 15,000. */
  timeoutMs?: number;
  /**
   * Requires callbacks to come with the gateway's client certificate, or throws
   * 'client-certificate-refused'. Default: none is required.
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
