import { base64 } from '../server/stored.js';
import { fetchTimestamp } from '../verify/timestamp.js';
import type { PdfSigningResult, SigningResult } from '../wasm/server.js';
import {
  cmsCertificates,
  cmsSignatureValues,
  createEvidence,
  type Encoded,
  type PathOptions,
  type TimestampReport,
  verifyTimestamp,
} from '../wasm/verify.js';
import type { TimestampAuthority, Trust } from './options.js';
import type { Judged, SignatureTimestamp } from './outcome.js';
import {
  type RevocationData,
  revocationData,
  type ValidationData,
  validationData,
} from './revocation-data.js';

type Digest = Uint8Array<ArrayBuffer>;

/** A time-stamp that holds, and what it is judged by. */
interface Fetched {
  timestamp: SignatureTimestamp;
  data: RevocationData;
}

/** Maximum number of certificates of a time-stamp that revocation data is fetched for. */
const MAX_CERTIFICATES = 8;

/** Whom to ask for a time-stamp, whom to trust, and when. */
interface Timestamping {
  authority: TimestampAuthority;
  trust: Trust;
  now: Date;
}

/** A time-stamp that was to be had, but does not hold. */
class TimestampRejected extends Error {
  /** Verdict, with every check. */
  readonly report: TimestampReport;

  constructor(report: TimestampReport) {
    super(`The time-stamp does not hold: ${report.summary}`);
    this.name = 'TimestampRejected';
    this.report = report;
  }
}

/**
 * Fetches a time-stamp over the value of a signature, verifies it, and returns it with what is kept of
 * the signature; its evidence holds it, and what it is judged by.
 *
 * @throws what `fetchTimestamp` throws; `TimestampRejected` for one that does not hold
 */
export async function timestamped(kept: Judged, timestamping: Timestamping): Promise<Judged> {
  const digest = await digestOf(signatureValue(kept.result));
  const { timestamp, data } = await firstOf(digest, timestamping);
  const evidence =
    kept.evidence && withTimestamp(kept.evidence, timestamp.token, data, timestamping);
  const rests = kept.validationData && joined(kept.validationData, data);
  return {
    ...kept,
    timestamp,
    ...(evidence && { evidence }),
    ...(rests && { validationData: rests }),
  };
}

function joined({ certificates, ...own }: ValidationData, data: RevocationData): ValidationData {
  return validationData({ ...own, intermediates: certificates }, data);
}

/** Asks each address until one gives a time-stamp that holds. */
async function firstOf(digest: Digest, { authority, now }: Timestamping): Promise<Fetched> {
  const { url, ...options } = authority;
  let failure: unknown;
  for (const address of [url].flat()) {
    try {
      return await fetched(address, digest, options, now);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function fetched(
  address: string,
  digest: Digest,
  {
    fetchTimestamp: fetching,
    fetchRevocation = {},
    forMs: _,
    ...path
  }: Omit<TimestampAuthority, 'url'>,
  now: Date,
): Promise<Fetched> {
  const token = await fetchTimestamp(address, digest, fetching);
  const certificates = cmsCertificates(token).slice(0, MAX_CERTIFICATES);
  const data = fetchRevocation ? await revocationData(certificates, path, fetchRevocation) : {};
  const report = verifyTimestamp(token, digest, { ...path, ...data, validationTime: now });
  if (report.indication !== 'TOTAL-PASSED') throw new TimestampRejected(report);
  return { timestamp: { token, report }, data };
}

/** Returns what a time-stamp of a signature is over (RFC 3161 Appendix A). */
function signatureValue(result: SigningResult | PdfSigningResult): Uint8Array<ArrayBuffer> {
  if (result.kind === 'signing') return result.signature;
  const [value, ...others] = cmsSignatureValues(result.pdfSignature);
  if (!value || others.length > 0) {
    throw new Error(
      "The message with the PDF's signature has not one signer, but none or several.",
    );
  }
  return value;
}

async function digestOf(value: Uint8Array<ArrayBuffer>): Promise<Digest> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', value));
}

/** Returns the same evidence with a time-stamp, and what it is judged by. */
function withTimestamp(
  evidence: string,
  token: Uint8Array<ArrayBuffer>,
  data: RevocationData,
  { trust: { fetchRevocation: _, ...path }, now }: Timestamping,
): string {
  const { version: _version, trustAnchorHint: _hint, claimedTime, ...held } = JSON.parse(evidence);
  // Authorities may share issuers, and so lists of many megabytes.
  const all = (name: keyof RevocationData) => [
    ...new Set([...(held[name] ?? []), ...(data[name] ?? []).map(encoded)]),
  ];
  const options: PathOptions = { ...path, validationTime: now };
  return createEvidence({
    ...options,
    ...held,
    ...(claimedTime !== undefined && { claimedTime: new Date(claimedTime) }),
    intermediates: all('intermediates'),
    crls: all('crls'),
    ocspResponses: all('ocspResponses'),
    timestamps: [token],
  });
}

/** Returns a file as evidence holds it, in Base64, if it is bytes. */
function encoded(file: Encoded): string | Encoded {
  return file instanceof Uint8Array ? base64(file) : file;
}
