// What docs/evidence.md takes for granted.

declare const signature: import('iamsmart/verify').SignedDigest;
declare const content: string;
declare const trustAnchors: string[];
declare const timestampAnchors: string[];
declare const crls: Uint8Array<ArrayBuffer>[];
declare const ocspResponses: Uint8Array<ArrayBuffer>[];
declare const intermediates: Uint8Array<ArrayBuffer>[];
declare const token: Uint8Array<ArrayBuffer>;
declare const evidence: string;
declare const options: import('iamsmart/flows').FlowsOptions;
declare const file: Blob;
declare function stamp(digest: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
declare function show(text: string): void;
