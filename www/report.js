// Shows verification reports: verdict, certificate chain, all checks.

import { element } from './elements.js';
import { currentLanguage, day, text, time } from './language.js';

/** @typedef {import('iamsmart/verify').VerificationReport} VerificationReport */
/** @typedef {import('iamsmart/verify').Check} Check */

const MARKS = { passed: '✓', failed: '✗', indeterminate: '?', warning: '!', skipped: '–' };

/** From the best to the worst, as far as they say something of a group of checks. */
const OUTCOMES = /** @type {const} */ (['passed', 'warning', 'indeterminate', 'failed']);

/** Name of a check on something that was left aside, because it cannot be read. */
const LEFT_ASIDE = /\bunreadable\b/;

/**
 * @param {HTMLElement} place
 * @param {VerificationReport} report
 */
export function showReport(place, report) {
  place.lang = currentLanguage();
  place.dataset.indication = report.indication;
  place.dataset.subIndication = report.subIndication ?? '';
  const { signers = [] } = report;
  const count = signers.length;
  const whole = verdict(report, 'h1');
  whole.setAttribute('role', 'status');
  place.replaceChildren(
    whole,
    ...(count ? groups(report) : parts(report, 'h2')),
    ...signers.map((signer, index) =>
      element(
        'article',
        { class: 'of-signer' },
        element('h2', {}, text('signerOf', { number: index + 1, count })),
        verdict(signer, 'h3'),
        ...parts(signer, 'h4'),
      ),
    ),
  );
}

/**
 * What the verdict rests on.
 *
 * @param {VerificationReport} report
 * @param {string} heading
 */
function parts(report, heading) {
  return [
    facts(report),
    element(heading, {}, text('chain')),
    chain(report),
    element(heading, {}, text('checks')),
    ...groups(report),
  ];
}

/**
 * @param {VerificationReport} report
 * @param {string} heading
 */
function verdict({ indication, subIndication, summary, revocation, checks }, heading) {
  const noted = checks.filter(({ outcome }) => outcome === 'warning').length;
  const [headline = '', ...rest] = sentences(summary);
  return element(
    'div',
    { class: 'verdict', 'data-indication': indication, 'data-revocation': revocation },
    element('span', { class: 'seal', 'aria-hidden': 'true' }, verdictMark(indication)),
    element(
      'div',
      {},
      element(heading, { class: 'headline', tabindex: '-1' }, headline),
      ...(rest.length ? [element('p', { class: 'summary' }, ...rest)] : []),
      ...(noted ? [element('p', { class: 'noted' }, text('noted', { count: noted }))] : []),
      element('p', { class: 'code' }, [indication, subIndication].filter(Boolean).join(' · ')),
    ),
  );
}

/** @param {string} text */
function sentences(text) {
  const segmenter = new Intl.Segmenter(currentLanguage(), { granularity: 'sentence' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** @param {VerificationReport['indication']} indication */
function verdictMark(indication) {
  if (indication === 'TOTAL-PASSED') return MARKS.passed;
  return indication === 'TOTAL-FAILED' ? MARKS.failed : MARKS.indeterminate;
}

/** @param {VerificationReport} report */
function facts({ signer, claimedTime, validationTime, signedAs }) {
  /** @type {[key: string, value: string | undefined][]} */
  const rows = [
    ['signedBy', signer?.commonName ?? signer?.subject],
    ['claimedTime', claimedTime && `${time(claimedTime)} ${text('claimedTimeNote')}`],
    ['validationTime', time(validationTime)],
    ['signedAs', signedAs && text(`signedAs ${signedAs}`)],
  ];
  return element(
    'dl',
    {},
    ...rows.flatMap(([key, value]) =>
      value ? [element('dt', {}, text(key)), element('dd', {}, value)] : [],
    ),
  );
}

/**
 * The certificates from the last that was found, the trust anchor at best, down to the signer's, each with the outcome of its checks.
 *
 * @param {VerificationReport} report
 */
function chain(report) {
  const { path, checks } = report;
  const cards = path.map((certificate, index) => {
    const own = checks.filter(({ name }) => name.startsWith(`certificate[${index}].`));
    const outcome = worst(own);
    return element(
      'li',
      { class: 'certificate', 'data-outcome': outcome },
      mark(outcome),
      element(
        'div',
        {},
        element('p', { class: 'role' }, role(index, report)),
        element('p', { class: 'name' }, certificate.commonName ?? certificate.subject),
        element(
          'p',
          { class: 'hint' },
          text('validFromTo', { from: day(certificate.notBefore), to: day(certificate.notAfter) }),
        ),
        element('p', { class: 'hint' }, certificate.publicKey),
      ),
    );
  });
  return element('ol', { class: 'chain' }, ...cards.reverse());
}

/**
 * The checks grouped by certificate, and what was left aside; groups that did not pass are open.
 *
 * @param {VerificationReport} report
 */
function groups(report) {
  const { path, checks } = report;
  const leftAside = checks.filter(({ name }) => LEFT_ASIDE.test(name));
  const general = checks.filter(
    (check) => !check.name.startsWith('certificate[') && !leftAside.includes(check),
  );
  const byCertificate = path.map((certificate, index) => ({
    name: text('certificateOf', {
      role: role(index, report),
      name: certificate.commonName ?? certificate.subject,
    }),
    own: checks.filter(({ name }) => name.startsWith(`certificate[${index}].`)),
  }));
  const all = [
    { name: text('ofSignature'), own: general },
    ...byCertificate,
    { name: text('leftAside'), own: leftAside },
  ].filter(({ own }) => own.length > 0);
  return all.map(({ name, own }) => {
    const outcome = worst(own);
    /** @type {Record<string, string>} */
    const open = outcome === 'passed' ? {} : { open: '' };
    return element(
      'details',
      { class: 'checks', 'data-outcome': outcome, ...open },
      element(
        'summary',
        {},
        mark(outcome),
        element(
          'span',
          { class: 'group' },
          element('span', {}, name),
          element('span', { class: 'count' }, count(own)),
        ),
      ),
      element('ul', {}, ...own.map(check)),
    );
  });
}

/** @param {Check} check */
function check({ name, title, outcome, detail }) {
  return element(
    'li',
    { 'data-check': name, 'data-outcome': outcome },
    mark(outcome),
    element(
      'div',
      {},
      element('p', { class: 'name' }, title),
      element('p', { class: 'hint' }, detail),
    ),
  );
}

/** @param {Check['outcome']} outcome */
function mark(outcome) {
  const label = text(`outcome ${outcome}`);
  return element('span', { class: 'mark', role: 'img', 'aria-label': label }, MARKS[outcome]);
}

/** @param {Check[]} checks */
function count(checks) {
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  const relevant = checks.filter(({ outcome }) => outcome !== 'skipped').length;
  const noted = checks.filter(({ outcome }) => outcome === 'warning').length;
  return text(noted ? 'notedOf' : 'passedOf', { passed, relevant, noted });
}

/** @param {Check[]} checks */
function worst(checks) {
  const found = checks.map(({ outcome }) => outcome);
  return OUTCOMES.findLast((outcome) => found.includes(outcome)) ?? 'passed';
}

/**
 * An authority is called trusted only where the path ends in an anchor that the user trusts; a
 * stranger can give a certificate any name.
 *
 * @param {number} index
 * @param {VerificationReport} report
 */
function role(index, { path, checks }) {
  if (index === 0) return text('roleSigner');
  const isTrusted = checks.some(({ name, outcome }) => name === 'path' && outcome === 'passed');
  return text(isTrusted && index === path.length - 1 ? 'roleAnchor' : 'roleIssuer');
}
