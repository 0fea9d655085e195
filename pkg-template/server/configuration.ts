import type { Bytes } from '../bytes.js';
import type { IdentificationCodeInput } from '../page/signing.js';
import type { CallbackRequest, ClientCertificate } from './callback.js';

export interface EServiceConfig {
  /** 'https://apigw.iamsmart.gov.hk'; http on a loopback host only ('endpoint-insecure'). */
  gateway: string;
  clientId: string;
  clientSecret: string;
  /**
   * The KEK's private key (PKCS#8, PEM or DER; RSA of 2048 bits or more), or a function that unwraps
   * with a key held elsewhere (KMS, HSM): RSAES-PKCS1-v1_5, the plaintext as it is. Such a function
   * should take equally long for a ciphertext with a wrong padding; inside a callback its failure
   * ends as 'callback-unreadable', like every other.
   */
  keyEncryptionKey: Bytes | ((wrapped: Uint8Array) => Promise<Uint8Array>);
  /** The platform's own where it is left out; e.g. one that presents a client certificate. */
  fetch?: typeof fetch;
  now?: () => Date;
  /** How long the gateway may take for one answer, body included: 15,000 ms where it is left out. */
  timeoutMs?: number;
  /**
   * How long after a call's first attempt another may begin, in milliseconds: 20,000 where it is
   * left out, 0: none ever.
   */
  repeatMs?: number;
  /** What stands before every path of the API: '/api/v1' where it is left out. */
  pathPrefix?: string;
  /** Endpoints that public sources disagree on, or know from the sibling system CorpID alone. */
  paths?: {
    /**
     * '/account/eme/initiateRequest' where it is left out, as one e-service in production has it;
     * another integration has '/account/auth/eme/initiateRequest'.
     */
    formFilling?: string;
    /**
     * '/account/stepup/initiateRequest' where it is left out, as one e-service in production has
     * it; newer versions of the API are said to have another one for the face.
     */
    stepUp?: string;
    /** '/bdss/initiateRequest' where it is left out: CorpID's. */
    bulkSigning?: string;
  };
  /**
   * Refuse callbacks that do not come with the gateway's client certificate
   * ('client-certificate-refused'); where it is left out, none is asked for.
   */
  clientCertificate?: {
    /**
     * SHA-256 fingerprints that are accepted, in hexadecimal digits; where they are left out: every
     * certificate that the platform has verified.
     */
    sha256?: string[];
    /** What the platform says; where it is left out: `request.cf.tlsClientAuth` of Cloudflare. */
    of?: (
      request: CallbackRequest,
    ) => ClientCertificate | undefined | Promise<ClientCertificate | undefined>;
  };
  /** How the identification code's inputs are joined; see `identificationCode` of `iamsmart`. */
  joining?: IdentificationCodeInput['joining'];
}
