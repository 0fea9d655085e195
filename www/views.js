// Which part of the page is shown.

import { byId, under } from './elements.js';
import { takePaperAway } from './paper-place.js';
import { setTitle } from './title.js';

export function currentView() {
  return under(document, '[data-view]:not([hidden])', HTMLElement).dataset.view;
}

/** @param {string} view */
export function show(view) {
  /** @type {NodeListOf<HTMLElement>} */
  const sections = document.querySelectorAll('[data-view]');
  for (const section of sections) section.hidden = section.dataset.view !== view;
  /** @type {NodeListOf<HTMLElement>} */
  const steps = document.querySelectorAll('[data-step]');
  const current = [...steps].findIndex(({ dataset }) => view.split('-pdf')[0] === dataset.step);
  for (const [index, step] of steps.entries()) {
    step.classList.toggle('done', index < current);
    if (index === current) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
  if (view !== 'result') takePaperAway();
  byId('log-out', HTMLElement).hidden = view === 'log-in' || view === 'loading';
  const key = under(document, `[data-view="${view}"]`, HTMLElement).dataset.title;
  setTitle({ key, isWrong: false });
  /** @type {HTMLElement | null} */
  const title = document.querySelector(`[data-view="${view}"]  h1`);
  // A page in a frame does not take the focus from those around it.
  if (parent === window || document.hasFocus()) title?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
