// The reports on the signatures of a PDF.

import { IamSmartReport } from 'iamsmart/elements/report';
import { element } from './elements.js';
import { inspect } from './inspect.js';
import { currentLanguage, text } from './language.js';
import { showTimeline } from './timeline.js';

/**
 * Shows a report and its time line for each signature and document time-stamp.
 *
 * @param {HTMLElement} place
 * @param {import('iamsmart/pdf').PdfSignatureReport[]} signatures
 */
export function showPdfReports(place, signatures) {
  const count = signatures.length;
  const shown = signatures.map((signature, index) => {
    const title = titleOf(signature, index, count);
    const report = new IamSmartReport();
    report.lang = currentLanguage();
    report.headingLevel = 3;
    report.inspect = inspect;
    report.report = signature;
    const timeline = element('div', { class: 'timeline' });
    showTimeline(timeline, signature, 'h3');
    return element('article', { class: 'of-pdf' }, element('h2', {}, title), report, timeline);
  });
  place.replaceChildren(...shown);
}

/**
 * The title of a report on one of several signatures.
 *
 * @param {import('iamsmart/pdf').PdfSignatureReport} signature
 * @param {number} index
 * @param {number} count
 */
export function titleOf({ kind, fieldName }, index, count) {
  const key = kind === 'time-stamp' ? 'pdfTimestampOf' : 'pdfSignatureOf';
  return text(key, { number: index + 1, count, name: fieldName });
}
