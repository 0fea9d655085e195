// Every state of the elements: markup, properties, and the reports that `iamsmart/verify` makes.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pkg } from './served.js';

const fixtures = fileURLToPath(new URL('../fixtures/report', import.meta.url));
const fixture = (name) => readFile(join(fixtures, name));
const ofPdf = (name) => fixture(join('../pdf/pyhanko', name));

const asked = {
  stage: 'pending',
  businessId: 'b',
  kind: 'signing',
  confirmed: true,
  authByQr: true,
  ticketId: 't',
};
const over = (settled) => ({
  stage: 'settled',
  businessId: 'b',
  kind: 'signing',
  settled: { businessId: 'b', kind: 'signing', ...settled },
});

/**
 * By name: markup, properties of the first element, and `expiresIn` seconds for what counts down.
 *
 * @returns {Promise<Record<string, { html: string, properties?: object | Record<string, object>, expiresIn?: number }>>}
 */
export async function states() {
  const waiting = (outcome, more = {}) => ({
    html: '<iamsmart-waiting app-base="http://127.0.0.1/app/"></iamsmart-waiting>',
    properties: { outcome },
    ...more,
  });
  const buttons = ['login', 'sign', 'fill', 'continue'].map(
    (action) => `<p><iamsmart-button action="${action}"></iamsmart-button></p>`,
  );
  return {
    'code-waiting': { html: '<iamsmart-identification-code></iamsmart-identification-code>' },
    code: {
      html: '<iamsmart-identification-code code="8051"></iamsmart-identification-code>',
      expiresIn: 1079,
    },
    'code-narrow': {
      html: '<div class="small"><iamsmart-identification-code code="8888"></iamsmart-identification-code></div>',
      expiresIn: 61,
    },
    buttons: { html: buttons.join('') },
    'buttons-states': {
      html: `<p><iamsmart-button action="sign" busy></iamsmart-button></p>
        <p><iamsmart-button action="sign" disabled></iamsmart-button></p>
        <p><iamsmart-button action="open" href="hk.gov.iamsmart://hash-sign"></iamsmart-button></p>
        <p><iamsmart-button action="login" more-info="off">Employees: login</iamsmart-button></p>`,
    },
    'waiting-first': waiting(undefined),
    'waiting-asked': waiting(asked, { expiresIn: 1079 }),
    'waiting-phone': waiting({ ...asked, authByQr: false }, { expiresIn: 1079 }),
    'waiting-unconfirmed': waiting({ ...asked, confirmed: false }, { expiresIn: 900 }),
    'waiting-arrived': waiting({ stage: 'arrived', businessId: 'b', kind: 'signing' }),
    'waiting-undecided': waiting({
      stage: 'arrived',
      businessId: 'b',
      kind: 'signing',
      undecided: { nextAt: '2026-11-26T06:05:00.000Z' },
    }),
    'waiting-signed': waiting(over({ outcome: 'signed' })),
    'waiting-refused': waiting(over({ outcome: 'refused', resultCode: 'D70001' })),
    'waiting-unknown': waiting({ stage: 'unknown' }),
    ...(await reports()),
  };
}

/** Reports in each language. */
async function reports() {
  const { verifyCms, verifyEvidence } = await import(join(pkg, 'verify/inline.js'));
  const trustAnchors = [await fixture('root.pem')];
  const warned = `${await fixture('warned.json')}`;
  const { crls, ...withoutCrls } = JSON.parse(warned);
  const stripped = JSON.stringify({ ...withoutCrls, crls: [] });
  const expired = `${await fixture('expired.json')}`;
  const changed = warned.replace(/"content":"(.)/, '"content":"$1 ');
  const cms = await fixture('two-signers.p7m');
  const { verifyPdf } = await import(join(pkg, 'pdf/inline.js'));
  const [stamped, saved, root, issuing, ...lists] = await Promise.all(
    ['b-lta.pdf', 'saved-page.pdf', 'root.pem', 'issuing.pem', 'root.crl', 'issuing.crl'].map(
      ofPdf,
    ),
  );
  const asOf = { validationTime: new Date('2030-01-01T00:00:00Z'), timestampAnchors: [root] };
  const inPdf = { ...asOf, trustAnchors: [root], intermediates: [issuing], crls: lists };
  const kinds = {
    'report-passed': (options) => verifyEvidence(warned, options),
    'report-undecided': (options) => verifyEvidence(stripped, options),
    'report-expired': (options) => verifyEvidence(expired, options),
    'report-failed': (options) => verifyEvidence(changed, options),
    'report-untrusted': (options) => verifyEvidence(warned, { ...options, trustAnchors: [] }),
    'report-signers': (options) =>
      verifyCms({ cms, crls: crls.map((crl) => Buffer.from(crl, 'base64')), ...options }),
    'report-pdf': ({ language }) => verifyPdf(saved, { ...inPdf, language }).signatures[0],
    'report-pdf-stamp': ({ language }) => verifyPdf(stamped, { ...inPdf, language }).signatures[1],
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([name, verify]) => {
      const byLanguage = ['en', 'zh-HK', 'zh-CN'].map((language) => [
        language,
        { report: JSON.parse(JSON.stringify(verify({ trustAnchors, language }))) },
      ]);
      return [
        name,
        { html: '<iamsmart-report></iamsmart-report>', properties: Object.fromEntries(byLanguage) },
      ];
    }),
  );
}
