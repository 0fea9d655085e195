import type { ErrorCode } from '../error-code.js';
import type { GatewayConfig, PrivateKey } from '../wasm/server.js';
import type { CallbackRequest, ClientCertificate } from './callback.js';
import type { ResultCode } from './result-code.js';

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

/** One exchange with the gateway, for a log. Nothing in it is personal or secret. */
export interface Exchange {
  /** Path of the endpoint, e.g. '/api/v1/auth/getToken'; 'callback' for what was pushed. */
  endpoint: string;
  /** Result code; absent if there was no answer, or none of the gateway's. */
  resultCode?: ResultCode | (string & {});
  /** Transaction ID, by which the iAM Smart team finds the exchange. */
  txId?: string;
  /** HTTP status of the answer. */
  status?: number;
  /** Code of the error if there was no answer. */
  error?: ErrorCode;
  /** When it began. */
  at: Date;
  /** How long it took, in milliseconds. */
  durationMs: number;
}

/** Configuration of an `EService`. */
export interface EServiceConfig extends Omit<GatewayConfig, 'keyEncryptionKey'> {
  /**
   * Private key of the KEK (PKCS#8, PEM or DER, text or bytes; RSA, at least 2048 bits), or a key
   * held elsewhere (KMS, HSM), in the form that its keeper supports; docs/key.md has a table. In PEM,
   * line ends may be what a variable of an environment makes of them. A key elsewhere is
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
   * Is told of each exchange with the gateway: every attempt of a call, content keys, and callbacks,
   * whose result code and txID anyone may have written before the callback is opened. What it throws
   * is ignored. Default: nobody is told.
   */
  onExchange?: (exchange: Exchange) => void;
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
