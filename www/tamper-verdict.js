// The verdict beside the buttons that change something: the report above them may be off the screen.

import { byId, element } from './elements.js';

const place = byId('tamper-verdict', HTMLElement);
/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll('[data-tamper]');

/** What the verdict is about: one of `data-tamper`. */
let about = 'nothing';
/** True if a button was pressed, and what it does is not shown yet. */
let isAsked = false;

for (const button of buttons) {
  button.addEventListener('click', () => {
    about = button.dataset.tamper ?? '';
    isAsked = true;
  });
}

/**
 * Shows a verdict, once a button was pressed; of a new result, no button was.
 *
 * @param {import('iamsmart/verify').VerificationReport | undefined} report
 * @param {{ isNew?: boolean }} [options]
 */
export function showVerdictBeside(report, { isNew = false } = {}) {
  if (isNew) about = 'nothing';
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button.dataset.tamper === about));
  }
  const { indication = '', subIndication, summary = '' } = report ?? {};
  const code = [indication, subIndication].filter(Boolean).join(' · ');
  place.dataset.indication = indication;
  place.replaceChildren(
    element('strong', {}, summary),
    element('span', { class: 'code' }, ` ${code}`),
  );
  if (isNew || !report) place.hidden = true;
  else if (isAsked) {
    place.hidden = false;
    place.scrollIntoView({ block: 'nearest' });
  }
  isAsked = false;
}
