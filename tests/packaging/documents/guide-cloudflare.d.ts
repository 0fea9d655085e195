// What docs/guide-cloudflare.md takes for granted.

/** Of the worker. */
interface Environment {
  ORIGIN: string;
  REGISTRATION: import('iamsmart/server').Registration;
  SECRETS: string;
  TRANSACTIONS: ConstructorParameters<
    typeof import('iamsmart/server/durable-object').DurableObjectStore
  >[0];
}
