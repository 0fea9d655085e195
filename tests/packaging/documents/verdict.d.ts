// What docs/verdict.md takes for granted.

declare const fetchRevocation: typeof import('iamsmart/verify').fetchRevocation;
declare const verifySignature: typeof import('iamsmart/verify').verifySignature;
declare const certificate: Uint8Array;
declare const issuer: Uint8Array;
declare const trustAnchors: string[];
declare const signature: Pick<
  import('iamsmart/verify').VerifySignatureInput,
  'digest' | 'signature' | 'certificate'
>;
