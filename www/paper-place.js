// What is printed in place of the page, if there is something.

import { element } from './elements.js';

const ID = 'paper';

/** The place of what is printed, empty. */
export function paperPlace() {
  takePaperAway();
  const place = element('article', { id: ID });
  document.body.append(place);
  return place;
}

/** Takes away what would be printed: then it is the page itself. */
export function takePaperAway() {
  document.getElementById(ID)?.remove();
}
