// Types of the package for who looks into a certificate, on every platform; compiled, never run.

import {
  type CertificateInspection,
  type InspectedField,
  inspectCertificate,
} from 'iamsmart/inspect';
import type * as slim from 'iamsmart/inspect/slim';
import type { VerificationReport } from 'iamsmart/verify';
import type { Holds, Same, Untyped } from './exact.js';

export type Inspector = [
  Holds<Same<Untyped<typeof import('iamsmart/inspect')>, never>>,
  Holds<Same<Untyped<typeof slim>, never>>,
  Holds<
    Same<Exclude<keyof typeof slim, keyof typeof import('iamsmart/inspect')>, 'init' | 'initSync'>
  >,
  Holds<Same<ReturnType<typeof inspectCertificate>, CertificateInspection>>,
  Holds<
    Same<InspectedField['value'], string | number | boolean | Uint8Array<ArrayBuffer> | undefined>
  >,
];

declare const report: VerificationReport;
const found = inspectCertificate(report.path[0]?.der ?? 'PEM', { language: 'zh-HK' });
inspectCertificate(new Uint8Array(1));
// @ts-expect-error: not one of the languages.
inspectCertificate('PEM', { language: 'fr' });
const [field] = found.fields;
// @ts-expect-error: a field may have no parts.
field?.fields.length;
const critical: boolean | undefined = field?.critical;
export const text: string = found.text + found.differences.map(({ detail }) => detail).join();
export { critical };
