// What docs/pdf.md takes for granted.

declare const pdf: Uint8Array<ArrayBuffer>;
declare const pdfSignature: string;
declare const prepared: import('iamsmart/pdf').PreparedPdf;
declare const trustAnchors: string[];
declare const certificates: string[];
declare const crls: Uint8Array<ArrayBuffer>[];
declare const ocspResponses: Uint8Array<ArrayBuffer>[];
declare const fetchTimestamp: (
  url: string,
  digest: Uint8Array<ArrayBuffer>,
) => Promise<Uint8Array<ArrayBuffer>>;
declare const outcome: {
  settled: {
    result: { pdfSignature: string };
    timestamp: { token: string };
    validationData: import('iamsmart/pdf').PdfRevocationData;
  };
};
declare const bytesOf: (base64: string) => Uint8Array<ArrayBuffer>;
