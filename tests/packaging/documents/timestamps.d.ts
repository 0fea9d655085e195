// What docs/timestamps.md takes for granted.

declare const signature: import('iamsmart/verify').SignedDigest & {
  signature: Uint8Array<ArrayBuffer>;
};
declare const authority: string;
declare const authorityRoot: string;
declare const trustAnchors: string[];
