// The verdict beside the buttons that change something: the report above them may be off the screen.

import { byId, element } from './elements.js';

const place = byId('tamper-verdict', HTMLElement);
/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll('[data-tamper]');

/** What the verdict is about: one of `data-tamper`. */
let about = 'nothing';

for (const button of buttons) {
  button.addEventListener('click', () => {
    about = button.dataset.tamper ?? '';
    place.hidden = false;
  });
}

/**
 * Shows a verdict, once a button was pressed; of a new result, no button was.
 *
 * @param {import('iamsmart/verify').VerificationReport | undefined} report
 * @param {{ isNew?: boolean }} [options]
 */
export function showVerdictBeside(report, { isNew = false } = {}) {
  if (isNew) {
    about = 'nothing';
    place.hidden = true;
  }
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button.dataset.tamper === about));
  }
  const { indication = '', subIndication, summary = '' } = report ?? {};
  place.dataset.indication = indication;
  place.replaceChildren(
    element('strong', {}, summary),
    element(
      'span',
      { class: 'code' },
      ` ${[indication, subIndication].filter(Boolean).join(' · ')}`,
    ),
  );
  if (!report) place.hidden = true;
}
