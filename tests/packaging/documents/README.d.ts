// What README.md takes for granted.

declare const clientId: string;
declare const redirectUri: string;
declare const form: HTMLFormElement;
declare const certificate: Uint8Array;
declare const signature: Uint8Array;
declare const issuer: Uint8Array;
declare const digest: Uint8Array;
declare const trustAnchors: string[];
declare const intermediates: string[];

/** Of the worker. */
interface Environment {
  ORIGIN: string;
  REGISTRATION: {
    gateway: string;
    clientId: string;
    trustAnchors: string[];
    intermediates: string[];
  };
  SECRETS: string;
  ARCHIVE: { put(key: string, value: string): Promise<unknown> };
  TRANSACTIONS: ConstructorParameters<
    typeof import('iamsmart/server/durable-object').DurableObjectStore
  >[0];
}
