/** Configuration and bindings of the worker. */
declare namespace Cloudflare {
  interface Env {
    GATEWAY: string;
    CLIENT_ID: string;
    CLIENT_SECRET: string;
    /** PKCS#8, PEM. */
    KEY_ENCRYPTION_KEY: string;
    /** At least 32 characters at random, which authenticate names. */
    SESSION_SECRET: string;
    /** Where the gateway pushes results, as registered. */
    CALLBACK_URI: string;
    /** True if callbacks have a socket of their own, with client certificates. */
    CALLBACKS_APART?: boolean;
    /** Other limits than those of `limits.js`. */
    LIMITS?: object;
    /** PEM. */
    TRUST_ANCHORS: string[];
    /** Address of the time-stamp authority; empty if none is asked. */
    TIMESTAMP_AUTHORITY: string;
    /** Its trust anchors, PEM. */
    TIMESTAMP_ANCHORS: string[];
    /** PEM. */
    INTERMEDIATES: string[];
    ASSETS: Fetcher;
    TRANSACTIONS: DurableObjectNamespace;
  }
}

/** Answers a request; `businessId` where the path names a transaction. */
type Handler = (request: Request, businessId: string) => Response | Promise<Response>;

/** A file of the pages as it is served. */
interface PageFile {
  /** Media type. */
  type: string;
  /** Digest of its content. */
  digest: string;
  /** Codings in which it is stored, too, the smallest first. */
  encodings: string[];
}

/** By path; written by the bundler. */
declare const PAGE_FILES: Record<string, PageFile>;
