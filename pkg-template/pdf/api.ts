/**
 * `iamsmart/pdf`, for signatures in PDF files. Needs no secrets. Every error is an `IamSmartError`.
 */
export { IamSmartError } from '../error.js';
export type { ErrorCode } from '../error-code.js';
export type {
  Encoded,
  Language,
  PdfAppearance,
  PdfChange,
  PdfChangeKind,
  PdfRevocationData,
  PdfSignatureKind,
  PdfSubFilter,
  PdfToEmbed,
  PreparedPdf,
  PreparePdfOptions,
} from '../wasm/pdf.js';
export { addPdfRevocation, embedPdfSignature, preparePdf } from '../wasm/pdf.js';
export type {
  Indication,
  KeyUsage,
  PathOptions,
  Revocation,
  SubIndication,
  TimestampStatement,
  VerificationReport,
} from '../wasm/verify.js';
export type { AddPdfTimestampOptions, TimestampSource } from './timestamp.js';
export { addPdfTimestamp, addSignatureTimestamp } from './timestamp.js';
export { type PdfReport, type PdfSignatureReport, verifyPdf } from './verify.js';
