import { type FetchRevocationOptions, fetchRevocation } from '../verify/revocation.js';
import { type Encoded, ocspRequest, type PathOptions } from '../wasm/verify.js';

/** Revocation data of a path, and the certificates that were fetched for it. */
export type RevocationData = Pick<PathOptions, 'crls' | 'ocspResponses' | 'intermediates'>;

/**
 * What the verdict on a PDF's signature and its time-stamp rests on: what `addPdfRevocation` takes, so
 * that the file can be judged by itself.
 */
export interface ValidationData {
  /** Certificates of issuers. */
  certificates: Encoded[];
  /** CRLs. */
  crls: Encoded[];
  /** OCSP responses. */
  ocspResponses: Encoded[];
}

/** Returns the data of all, each item of a list once. */
export function validationData(...all: RevocationData[]): ValidationData {
  const listed = (name: keyof RevocationData) => all.flatMap((data) => data[name] ?? []);
  return {
    certificates: [...new Set(listed('intermediates'))],
    crls: listed('crls'),
    ocspResponses: listed('ocspResponses'),
  };
}

/** Returns what can be fetched; what cannot is absent, and the verdict says so. */
export async function revocationData(
  certificates: Encoded[],
  { trustAnchors, intermediates = [] }: Pick<PathOptions, 'trustAnchors' | 'intermediates'>,
  options: FetchRevocationOptions,
): Promise<RevocationData> {
  const atHand = [...certificates, ...intermediates, ...trustAnchors];
  // The issuers among them are followed from those that they have issued.
  const ends = certificates.filter(
    (one) => !certificates.some((other) => other !== one && ocspRequest(other, one)),
  );
  const all = await Promise.all(ends.map((end) => fetchRevocation(end, atHand, options)));
  return {
    crls: all.flatMap(({ crls }) => crls),
    ocspResponses: all.flatMap(({ ocspResponses }) => ocspResponses),
    intermediates: [...intermediates, ...all.flatMap(({ intermediates }) => intermediates)],
  };
}
