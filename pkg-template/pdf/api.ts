/**
 * `iamsmart/pdf`, for signatures in PDF files. Needs no secrets. Every error is an `IamSmartError`.
 */
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export type {
  Encoded,
  PdfAppearance,
  PdfRevocationData,
  PdfSubFilter,
  PdfToEmbed,
  PreparedPdf,
  PreparePdfOptions,
} from '../wasm/pdf.js';
export { addPdfRevocation, embedPdfSignature, preparePdf } from '../wasm/pdf.js';
export type { AddPdfTimestampOptions, TimestampSource } from './timestamp.js';
export { addPdfTimestamp, addSignatureTimestamp } from './timestamp.js';
