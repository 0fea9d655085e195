/** The environment that wrangler.jsonc describes, as `wrangler types` writes it. */
interface Env {
  ORIGIN: string;
  REGISTRATION: {
    gateway: string;
    clientId: string;
    trustAnchors: string[];
    intermediates: string[];
    redirectUris: string[];
  };
  SECRETS: string;
  ASSETS: Fetcher;
  ARCHIVE: R2Bucket;
  TRANSACTIONS: DurableObjectNamespace;
}
