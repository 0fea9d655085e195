// The parts of a report on paper, in two languages.

import { formOf } from './content.js';
import { dated } from './dated.js';
import { dayIn, instantIn } from './dates.js';
import { element } from './elements.js';
import { momentsOf, picture } from './timeline.js';

/** @typedef {import('iamsmart/texts').Language} Language */
/** @typedef {import('iamsmart/verify').VerificationReport} VerificationReport */
/** @typedef {import('iamsmart/verify').EvidenceReport} EvidenceReport */

/**
 * @typedef {object} Part
 * @property {import('./print.js').Both} both
 * @property {[Language, Language]} languages
 * @property {[VerificationReport, VerificationReport]} reports
 * @property {{ content?: string | undefined, labels?: string | undefined }} signed
 * @property {{ name: string, matching: string[] }[]} attachments
 */

const MARKS = { passed: '✓', failed: '✗', indeterminate: '?', warning: '!', skipped: '–' };

/** Width of the time line's picture in its own units, such that its marks are small on paper. */
const TIMELINE_WIDTH = 1400;

/** @param {Part} part */
export function verdict({ both, languages, reports }) {
  const [{ indication, subIndication, advice }] = reports;
  const mark = indication === 'TOTAL-PASSED' ? '✓' : indication === 'TOTAL-FAILED' ? '✗' : '?';
  const said = reports.map(({ summary }, index) => spoken(languages, index, summary));
  const helps = reports.map(({ advice }, index) => spoken(languages, index, advice ?? ''));
  return element(
    'div',
    { class: 'paper-verdict', 'data-indication': indication },
    element('span', { class: 'seal', 'aria-hidden': 'true' }, mark),
    element(
      'div',
      {},
      element('p', { class: 'said' }, ...said),
      ...(advice ? [element('p', {}, element('strong', {}, ...both('printHelp')), ...helps)] : []),
      element('p', { class: 'small' }, [indication, subIndication].filter(Boolean).join(' · ')),
    ),
  );
}

/** @param {Part} part */
export function facts({ both, languages, reports }) {
  const [report] = reports;
  const { signer, claimedTime, provenTime, holdsUntil, validationTime, revocation } = report;
  /** @type {[string, HTMLElement[] | string | undefined][]} */
  const known = [
    ['printSignedBy', signer?.commonName ?? signer?.subject],
    ['printClaimed', claimedTime && times(languages, claimedTime)],
    ['printProven', provenTime && times(languages, provenTime)],
    ['printChecked', times(languages, validationTime)],
    ['printHolds', holdsUntil && times(languages, holdsUntil)],
    ['printRevocation', both(`revocation ${revocation}`)],
  ];
  const rows = known.flatMap(([key, value]) => (value ? [row(both(key), cell(value))] : []));
  return [element('h3', {}, ...both('printFacts')), table('facts', [], rows)];
}

/** @param {Part} part */
export function form({ both, languages, signed: { content, labels }, attachments }) {
  if (content === undefined) return [];
  const [form, other] = languages.map((language) => formOf(content, labels, language));
  if (!form || !other) {
    return [element('h3', {}, ...both('whatIsSigned')), element('pre', {}, content)];
  }
  const matching = new Map(attachments.map(({ name, matching }) => [name, matching]));
  const rows = form.fields.map(({ name, value, label, shown, file }, index) => {
    const there = other.fields[index];
    const names = label ? [label, there?.label ?? ''] : [];
    const values = shown ? [shown, there?.shown ?? ''] : [];
    const found = file ? (matching.get(value) ?? []) : [];
    const compared = found.length
      ? both('attachmentMatches', { name: found[0] })
      : both('attachmentOpen');
    return row(
      names.length ? pairOf(languages, names[0] ?? '', names[1]) : [name],
      cell(
        values.length ? pairOf(languages, values[0] ?? '', values[1]) : value || both('emptyValue'),
      ),
      cell(
        file
          ? [
              line(`${name} = ${value}`),
              ...both('bytes', { size: file.size.toLocaleString('en') }),
              line(`SHA-256 ${file.sha256}`),
              ...compared,
            ]
          : `${name} = ${value}`,
        'signed',
      ),
    );
  });
  const about = [form.name, form.number].filter(Boolean).join(' · ');
  return [
    element('h3', {}, ...both('formAsShown')),
    element('p', { class: 'about' }, about),
    table(
      'form',
      ['formField', 'formValue', 'formSigned'].map((key) => both(key)),
      rows,
    ),
    element('p', { class: 'small' }, ...both('formWords')),
  ];
}

/** @param {Part} part */
export function certificates({ both, languages, reports: [{ path }] }) {
  if (path.length === 0) return [];
  const cards = path.map((certificate, index) => {
    const { isTrustAnchor, subject, issuer, serialNumber, publicKey, sha256 } = certificate;
    const authority = isTrustAnchor ? 'printAnchor' : 'printAuthority';
    const valid = languages.map((language, at) => {
      const days = [certificate.notBefore, certificate.notAfter].map((day) => dayIn(day, language));
      const [span] = both('printFromTo', { from: days[0], to: days[1] }).slice(at);
      return span ?? '';
    });
    return table(
      'certificate',
      [],
      [
        row(both(index === 0 ? 'printSignedBy' : authority), cell(subject)),
        row(both('printIssuer'), cell(issuer)),
        row(both('printSerial'), cell(serialNumber)),
        row(both('printValid'), cell(valid)),
        row(both('printKey'), cell(publicKey)),
        row(both('printFingerprint'), cell(sha256, 'signed')),
      ],
    );
  });
  return [element('h3', {}, ...both('printCertificates')), ...cards];
}

/** @param {Part} part */
export function moments({ both, languages, reports: [report] }) {
  const all = momentsOf(report);
  if (all.length < 2) return [];
  const lines = all.map(({ at, key, values }) => {
    const whats = both(key, values);
    const said = languages.map((language, index) => {
      const time = element('strong', {}, ...dated(instantIn(at, language)));
      return element('span', { lang: language }, time, ' ', whats[index] ?? '');
    });
    return element('li', {}, ...said);
  });
  return [
    element('h3', {}, ...both('timeline')),
    element('div', { class: 'timeline' }, picture(all, TIMELINE_WIDTH)),
    element('ol', {}, ...lines),
  ];
}

/** @param {Part} part */
export function checks({ both, languages, reports }) {
  const [first, second] = reports;
  const rows = first.checks.map(({ outcome, title, detail }, index) => {
    const there = second.checks[index];
    return element(
      'tr',
      { 'data-outcome': outcome },
      cell([
        element('span', { 'aria-hidden': 'true' }, MARKS[outcome]),
        ...both(`outcome ${outcome}`),
      ]),
      cell(pairOf(languages, title, there?.title)),
      cell(pairOf(languages, detail, there?.detail)),
    );
  });
  const heads = ['printOutcome', 'printCheck', 'printFinding'].map((key) => both(key));
  return [element('h3', {}, ...both('printChecks')), table('checks', heads, rows)];
}

/**
 * @param {[Language, Language]} languages
 * @param {string} at ISO 8601.
 */
function times(languages, at) {
  return languages.map((language, index) => spoken(languages, index, instantIn(at, language)));
}

/**
 * @param {[Language, Language]} languages
 * @param {string} one
 * @param {string} [other]
 */
function pairOf(languages, one, other = '') {
  return [one, other].map((text, index) => spoken(languages, index, text));
}

/**
 * @param {[Language, Language]} languages
 * @param {number} index
 * @param {string} text
 */
function spoken(languages, index, text) {
  return element('span', { lang: languages[index] ?? 'en' }, ...dated(text));
}

/** @param {string} text */
function line(text) {
  return element('span', {}, text);
}

/**
 * @param {string | (Node | string)[]} content
 * @param {string} [name]
 */
function cell(content, name = '') {
  const parts = typeof content === 'string' ? [content] : content;
  return element('td', name ? { class: name } : {}, ...parts);
}

/**
 * @param {(Node | string)[]} name
 * @param {...HTMLElement} cells
 */
function row(name, ...cells) {
  return element('tr', {}, element('th', { scope: 'row' }, ...name), ...cells);
}

/**
 * @param {string} name
 * @param {HTMLElement[][]} heads
 * @param {HTMLElement[]} rows
 */
function table(name, heads, rows) {
  const head = heads.map((texts) => element('th', { scope: 'col' }, ...texts));
  return element(
    'table',
    { class: `paper-${name}` },
    ...(head.length ? [element('thead', {}, element('tr', {}, ...head))] : []),
    element('tbody', {}, ...rows),
  );
}
