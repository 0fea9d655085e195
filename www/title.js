// The page's title: what is shown, of which service, and that something is wanted.

import { text } from './language.js';

/** What the title says. @type {{ key?: string | undefined, isWrong: boolean }} */
let said = { isWrong: false };

document.addEventListener('languagechange', () => setTitle({}));

/**
 * Changes what the title says; `key` of the view's title.
 *
 * @param {{ key?: string | undefined, isWrong?: boolean }} changes
 */
export function setTitle(changes) {
  said = { ...said, ...changes };
  const title = [said.key, 'service', 'demo']
    .filter((key) => key !== undefined)
    .map((key) => text(key));
  const whole = title.join(' · ');
  document.title = said.isWrong ? text('titleWrong', { title: whole }) : whole;
}
