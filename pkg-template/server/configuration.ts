import type { Bytes } from '../bytes.js';
import type { IdentificationCodeInput } from '../page/signing.js';
import type { CallbackRequest, ClientCertificate } from './callback.js';

/** Configuration of an `EService`. */
export interface EServiceConfig {
  /** E.g. 'https://apigw.iamsmart.gov.hk'; http on a loopback host only ('endpoint-insecure'). */
  gateway: string;
  clientId: string;
  clientSecret: string;
  /**
   * The KEK's private key (PKCS#8, PEM or DER; RSA with at least 2048 bits), or a function that
   * decrypts with a key held elsewhere (KMS, HSM): RSAES-PKCS1-v1_5, the plaintext unchanged. It
   * should take the same time if the padding is wrong; in `openCallback` its failure becomes
   * 'callback-unreadable', like any other.
   */
  keyEncryptionKey: Bytes | ((wrapped: Uint8Array) => Promise<Uint8Array>);
  /** E.g. one that presents a client certificate. Default: the platform's own. */
  fetch?: typeof fetch;
  now?: () => Date;
  /** Maximum time for one response, body included, in milliseconds. Default: 15,000. */
  timeoutMs?: number;
  /**
   * Maximum time from a call's first attempt to the start of its last, in milliseconds; 0 for no
   * second attempt. Default: 20,000.
   */
  repeatMs?: number;
  /** Prefix of every path of the API. Default: '/api/v1'. */
  pathPrefix?: string;
  /** Endpoints on which public sources disagree, or which are known from CorpID alone. */
  paths?: {
    /**
     * Default: '/account/eme/initiateRequest', from an e-service in production; another integration
     * has '/account/auth/eme/initiateRequest'.
     */
    formFilling?: string;
    /**
     * Default: '/account/stepup/initiateRequest', from an e-service in production; newer versions of
     * the API are said to have another one for face recognition.
     */
    stepUp?: string;
    /** Default: CorpID's '/bdss/initiateRequest'. */
    bulkSigning?: string;
  };
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
  /** See `identificationCode` of `iamsmart`. */
  joining?: IdentificationCodeInput['joining'];
}
