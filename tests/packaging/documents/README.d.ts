// What README.md takes for granted.

declare const gateway: string;
declare const clientId: string;
declare const clientSecret: string;
declare const keyEncryptionKey: string;
declare const redirectUri: string;
declare const form: HTMLFormElement;
declare const grant: import('iamsmart').LoginGrant;
declare const request: Request;
declare const certificate: Uint8Array;
declare const signature: Uint8Array;
declare const issuer: Uint8Array;
declare const digest: Uint8Array;
declare const trustAnchors: string[];
declare const intermediates: string[];
declare const owner: string;
declare const userAgent: string;
declare const store: import('iamsmart/server').TransactionStore;
declare const callbackUri: string;
declare const submission: FormData;
declare const hashCode: string;
declare const archive: { put(key: string, value: unknown): Promise<void> };
