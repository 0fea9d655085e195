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
  PdfSignatureKind,
  PdfSubFilter,
  PdfToEmbed,
  PreparedPdf,
  PreparePdfOptions,
} from '../wasm/pdf.js';
export { embedPdfSignature, preparePdf } from '../wasm/pdf.js';
export type {
  Indication,
  KeyUsage,
  PathOptions,
  Revocation,
  SubIndication,
  TimestampStatement,
  VerificationReport,
} from '../wasm/verify.js';
export { type PdfReport, type PdfSignatureReport, verifyPdf } from './verify.js';
