// What came of an attack: the verdict before and after, the check that caught it, and why.

import { IamSmartReport } from 'iamsmart/elements/report';
import { dated } from './dated.js';
import { byId, element, under } from './elements.js';
import { inspect } from './inspect.js';
import { currentLanguage, text } from './language.js';
import { ATTACKS, markIn } from './tour-attacks.js';

/** @typedef {import('./signed.js').Signed} Signed */
/** @typedef {import('./tour-attacks.js').Material} Material */
/** @typedef {import('iamsmart/verify').VerificationReport} VerificationReport */

/**
 * Judges what an attack has made, and shows it.
 *
 * @param {HTMLElement} place
 * @param {string} name
 * @param {Signed} signed
 * @param {Material} material
 */
export async function showVerdict(place, name, signed, material) {
  const { verifySignature } = await import('iamsmart/verify');
  const language = currentLanguage();
  const before = verifySignature({ ...signed, language });
  const changed = ATTACKS[name]?.change?.(signed, material);
  const after = changed && verifySignature({ ...changed, language });
  // Said once; the rest is read where it stands.
  const told = byId('told', HTMLElement);
  place.replaceChildren(
    element('p', {}, text(`tourAttack ${name} what`, valuesOf(signed, changed, before))),
    element(
      'div',
      { class: 'verdicts' },
      card('tourBefore', before.indication, titleOf(before), codeOf(before)),
      after
        ? card('tourAfter', after.indication, titleOf(after), codeOf(after))
        : card('tourAfter', replayed(material).indication, text(replayed(material).title)),
    ),
    ...(after ? caught(name, after) : answered(material)),
  );
  told.textContent = `${after ? titleOf(after) : text(replayed(material).title)} · ${under(place, '.caught', HTMLElement).textContent}`;
  // Last, as the sign that all is shown.
  place.dataset.indication = after ? after.indication : replayed(material).indication;
  place.dataset.about = name;
}

/**
 * @param {string} name
 * @param {VerificationReport} report
 */
function caught(name, report) {
  const { checks } = report;
  const check =
    checks.find(({ outcome }) => outcome === 'failed') ??
    checks.find(({ outcome }) => outcome === 'indeterminate');
  const whole = new IamSmartReport();
  whole.lang = currentLanguage();
  whole.headingLevel = 3;
  whole.inspect = inspect;
  whole.report = report;
  const found = check
    ? `${check.title}${check.title.endsWith('。') ? '' : ' — '}${check.detail}`
    : report.summary;
  return [
    element(
      'p',
      { class: 'caught', 'data-check': check?.name ?? '' },
      element('strong', {}, `${text('tourCaughtBy')}${currentLanguage() === 'en' ? ': ' : '：'}`),
      ...dated(found),
    ),
    element('p', {}, text(`tourAttack ${name} why`)),
    element('details', {}, element('summary', {}, text('tourWhole')), whole),
  ];
}

/** @param {Material} material */
function answered(material) {
  const { key, status } = replayed(material);
  return [
    element(
      'p',
      { class: 'caught', 'data-check': 'transaction' },
      element('strong', {}, `${text('tourCaughtBy')}${currentLanguage() === 'en' ? ': ' : '：'}`),
      text('tourAttack replay check'),
    ),
    element('p', {}, text(key, { status })),
  ];
}

/** @param {Material} material */
function replayed({ replay }) {
  const { status = 0, isUnchanged = false } = replay ?? {};
  return isUnchanged
    ? { indication: 'TOTAL-PASSED', title: 'tourUnchanged', key: 'tourAttack replay why', status }
    : { indication: 'TOTAL-FAILED', title: 'tourChanged', key: 'tourAttack replay wrong', status };
}

/**
 * @param {string} when
 * @param {string} indication
 * @param {string} title
 * @param {string} [code]
 */
function card(when, indication, title, code = '') {
  const mark = { 'TOTAL-PASSED': '✓', 'TOTAL-FAILED': '✕' }[indication] ?? '?';
  return element(
    'div',
    { class: 'card', 'data-indication': indication },
    element('span', { class: 'when' }, text(when)),
    element('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
    element('span', {}, element('strong', {}, title), element('span', { class: 'code' }, code)),
  );
}

/** @param {VerificationReport} report */
function codeOf({ indication, subIndication }) {
  return [indication, subIndication].filter(Boolean).join(' · ');
}

/** @param {VerificationReport} report */
function titleOf({ indication }) {
  if (indication === 'TOTAL-PASSED') return text('tourPassed');
  return text(indication === 'TOTAL-FAILED' ? 'tourBroken' : 'tourUndecided');
}

/**
 * @param {Signed} signed
 * @param {Signed | undefined} changed
 * @param {VerificationReport} report
 */
function valuesOf(signed, changed, { signer }) {
  return {
    before: markIn(signed.content),
    after: changed ? markIn(changed.content) : '',
    name: signer?.commonName ?? '',
  };
}
