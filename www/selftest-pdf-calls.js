// Calls of the self-test into `iamsmart/pdf`.

import { verifyPdf } from 'iamsmart/pdf';

/** @type {import('./selftest-run.js').Calls} */
export const CALLS = {
  pdf: ({ pdf, ...options }) => verifyPdf(pdf, options).signatures.map(verdictOf).join('; '),

  pdfSignature({ pdf, field, ...options }) {
    const { signatures } = verifyPdf(pdf, options);
    const report = signatures.find(({ fieldName }) => fieldName === field);
    if (!report) return `no signature ${field}`;
    return report.indication === 'TOTAL-PASSED' ? 'passed' : 'not passed';
  },
};

/**
 * Field, indication, the checks of the file that did not pass, and any that failed.
 *
 * @param {import('iamsmart/pdf').PdfSignatureReport} report
 */
function verdictOf({ fieldName, indication, checks }) {
  const notable = checks.filter(
    ({ name, outcome }) =>
      (name.startsWith('pdf.') && outcome !== 'passed') || outcome === 'failed',
  );
  const words = notable.map(({ name, outcome }) => `${name}:${outcome}`);
  return [fieldName, indication, ...words].join(' ');
}
