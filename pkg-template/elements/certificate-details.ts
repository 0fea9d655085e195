import type { Language } from '../texts/language.js';
import { inLanguage } from '../texts/sentence.js';
import type { CertificateInspection, InspectedField } from '../wasm/inspect.js';
import type { CertificateSummary } from '../wasm/verify.js';
import { make } from './dom.js';
import { readable } from './readable.js';
import { REPORT } from './report-texts.js';

/** Reads a certificate: `inspectCertificate` of `iamsmart/inspect`, or a function that loads it first. */
export type Inspect = (
  certificate: Uint8Array<ArrayBuffer>,
  options: { language: Language },
) => CertificateInspection | Promise<CertificateInspection>;

/**
 * Everything that a certificate holds: closed, and read when it is first opened. Nothing for a report
 * from before certificates were in it.
 */
export function certificateDetails(
  { der }: CertificateSummary,
  language: Language,
  inspect: Inspect | undefined,
): HTMLElement[] {
  if (!der || !inspect) return [];
  const summary = make('summary', {}, inLanguage(REPORT.allOfCertificate, language));
  const details = make('details', { class: 'fields', part: 'fields' }, summary);
  const fill = async () => {
    details.setAttribute('aria-busy', 'true');
    try {
      details.append(...content(await inspect(der, { language }), language));
    } catch {
      // What reads it cannot be loaded, or a policy forbids it.
      const failed = inLanguage(REPORT.certificateUnread, language);
      details.append(make('p', { class: 'hint', role: 'alert' }, failed));
    }
    details.removeAttribute('aria-busy');
  };
  details.addEventListener('toggle', fill, { once: true });
  return [details];
}

function content(
  { fields, differences }: CertificateInspection,
  language: Language,
): HTMLElement[] {
  const notes = differences.map(({ detail }) =>
    make('p', { class: 'difference', part: 'difference' }, ...readable(detail, language)),
  );
  return [...notes, list(fields, language)];
}

function list(fields: InspectedField[], language: Language): HTMLElement {
  const rows = fields.map((field) => {
    const parts = isSetOfFlags(field) ? [] : (field.fields ?? []);
    return make(
      'div',
      { 'data-field': field.name },
      make('dt', {}, field.title),
      make(
        'dd',
        {},
        ...readable(field.text ?? '', language),
        ...(parts.length ? [list(parts, language)] : []),
      ),
    );
  });
  return make('dl', {}, ...rows);
}

/** Flags that are set are named in the field's own text. */
function isSetOfFlags({ text, fields = [] }: InspectedField): boolean {
  return text !== undefined && fields.every(({ value }) => value === true);
}
