import type { BufferSource } from '../bytes.js';
import {
  type Encoded,
  embedPdfSignature,
  preparePdf,
  timestampedDigest,
  withSignatureTimestamp,
} from '../wasm/pdf.js';

/**
 * Asks a time-stamp authority (RFC 3161) for a token over a SHA-256 digest: `fetchTimestamp` of
 * `iamsmart/server` with the authority's address.
 */
export type TimestampSource = (
  digest: Uint8Array<ArrayBuffer>,
) => BufferSource | Promise<BufferSource>;

/** Options of `addPdfTimestamp`. */
export interface AddPdfTimestampOptions {
  /** Bytes that are reserved for the token. Default: 32,768. */
  contentsSize?: number | undefined;
  /** Name of the new field. Default: 'Signature1' or the next number that is free. */
  fieldName?: string | undefined;
}

/**
 * Adds a document time-stamp over the whole file (ISO 32000-2 §12.8.5), and returns the file: level
 * B-LTA of PAdES, after `addPdfRevocation`. Its signatures stay as they are.
 *
 * @throws what `timestamp` throws; IamSmartError those of `preparePdf`, 'pdf-digest-mismatch' for a
 *   token of another digest, 'pdf-contents-too-small', 'cms-malformed'
 */
export async function addPdfTimestamp(
  pdf: BufferSource,
  timestamp: TimestampSource,
  options: AddPdfTimestampOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { contentsSize, fieldName } = options;
  const subFilter = 'ETSI.RFC3161';
  const prepared = preparePdf(pdf, { contentsSize, fieldName, subFilter });
  return embedPdfSignature(prepared, await timestamp(prepared.docDigest));
}

/**
 * Adds a time-stamp to a signature before it is embedded, and returns the message: level B-T of
 * PAdES.
 *
 * @throws what `timestamp` throws; IamSmartError 'cms-malformed', 'pdf-digest-mismatch' for a token
 *   of another digest, 'base64-invalid', 'pem-invalid', 'invalid-argument'
 */
export async function addSignatureTimestamp(
  cms: Encoded,
  timestamp: TimestampSource,
): Promise<Uint8Array<ArrayBuffer>> {
  return withSignatureTimestamp(cms, await timestamp(timestampedDigest(cms)));
}
