import type { Bytes } from '../bytes.js';
import { bulkProgress } from '../wasm/server.js';
import type { SigningRequest, StepUp } from './requests.js';

/** Up to 1,000 documents to be signed. */
export interface BulkSigningRequest {
  /** Shown to the user: 1 to 255 characters. */
  requestName: string;
  /** 1 to 1,000, each `id` once. */
  documents: BulkDocument[];
  /** The most signatures of one callback, 1 to 1,000; 1,000 where it is left out. */
  maxCallbackSigs?: number;
  /**
   * How digests are written: 'base64' where it is left out, as everywhere in the API; the samples
   * of bulk signing look like 'hex' (low confidence).
   */
  digestEncoding?: 'base64' | 'hex';
  hkicHash?: Bytes;
  /** Shown to the user: 1 to 100 characters. */
  department: string;
  /** Shown to the user: 1 to 255 characters. */
  serviceName: string;
  stepUp?: StepUp;
}

/** A document to be signed, by its digest. */
export type BulkDocument = {
  /** 1 to 36 characters. */
  id: string;
  /** Shown to the user: 1 to 255 characters. */
  documentName: string;
} & (
  | { digest: Bytes; signatureAlgorithm?: SigningRequest['signatureAlgorithm'] }
  | { docDigest: Bytes }
);

/** One of the callbacks of a bulk request. */
export interface BulkSigningResult {
  kind: 'bulk-signing';
  businessId: string;
  state?: string;
  /** Which callback it is, from 1. */
  callbackSeq?: number;
  totalSignNum?: number;
  failSignNum?: number;
  /** The signer's certificate, DER; PDF signatures carry theirs. */
  certificate?: Uint8Array<ArrayBuffer>;
  signatures: BulkSignature[];
}

/** One signature of a bulk request. */
export interface BulkSignature {
  id: string;
  /** What was signed, as the gateway says. */
  hashCode?: string;
  signature?: Uint8Array<ArrayBuffer>;
  docDigest?: string;
  /** PKCS#7, for the PDF's `/Contents`. */
  pdfSignature?: Uint8Array<ArrayBuffer>;
  /** ISO 8601; claimed, not proven. */
  timestamp?: string;
}

/** What was asked for. */
export interface BulkExpected {
  documents: ({ id: string } & ({ digest: Bytes } | { docDigest: Bytes }))[];
  /** As in the request. */
  maxCallbackSigs?: number;
}

/** How far a bulk request has come. */
export interface BulkProgress {
  /** Whether every callback has come. */
  complete: boolean;
  totalCallbacks: number;
  /** Numbers of callbacks that have not come. */
  missingCallbacks: number[];
  /** The signatures of documents that were asked for, over the digests that were sent. */
  signatures: (BulkSignature & { certificate?: Uint8Array<ArrayBuffer> })[];
  /** Documents without a signature: final once `complete`. */
  unsigned: string[];
  /** IDs that came more than once; the first counts. */
  repeated: string[];
  /** IDs that were not asked for. */
  foreign: string[];
  /** Documents that came with another digest than was sent, and are not among `signatures`. */
  changed: string[];
}

/**
 * Counts the callbacks of a bulk request that have come so far, in whatever order and however
 * often. None of the signatures is verified.
 */
export function collectBulkSigning(
  expected: BulkExpected,
  callbacks: BulkSigningResult[],
): BulkProgress {
  const { signed, ...progress }: Counted = bulkProgress(expected, callbacks);
  const signatures = signed.flatMap(([, callback, entry]) => {
    const { certificate, signatures = [] } = callbacks[callback] ?? {};
    const signature = signatures[entry];
    return signature ? [{ ...signature, certificate }] : [];
  });
  return { ...progress, signatures };
}

/** What the module counts; of a signature `[id, callback, entry]`, the places counted from 0. */
type Counted = Omit<BulkProgress, 'signatures'> & { signed: [string, number, number][] };
