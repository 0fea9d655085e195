// The parts of the tour: beside each other where there is room, and otherwise one at a time.

import { byId } from './elements.js';

const list = byId('tabs', HTMLElement);
const narrow = matchMedia('(width < 72rem)');

/** @type {NodeListOf<HTMLButtonElement>} */
const tabs = list.querySelectorAll('[role="tab"]');

/**
 * @param {string | undefined} chosen ID of the part that is shown first.
 * @param {(id: string) => void} tell Of each choice.
 */
export function showTabs(chosen, tell) {
  let current = [...tabs].some((tab) => partOf(tab).id === chosen) ? chosen : undefined;
  current ??= 'desktop';
  const show = () => {
    for (const tab of tabs) {
      const part = partOf(tab);
      const isCurrent = part.id === current;
      tab.setAttribute('aria-selected', `${isCurrent}`);
      tab.tabIndex = isCurrent ? 0 : -1;
      part.hidden = narrow.matches && !isCurrent;
      if (narrow.matches) part.setAttribute('role', 'tabpanel');
      else part.removeAttribute('role');
      if (isCurrent) tab.removeAttribute('data-news');
    }
  };
  /** @param {HTMLButtonElement} tab */
  const choose = (tab) => {
    current = partOf(tab).id;
    show();
    tell(current);
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    // WAI-ARIA Authoring Practices, "Tabs".
    tab.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      const next = step && tabs[(index + step + tabs.length) % tabs.length];
      if (!next) return;
      choose(next);
      next.focus();
    });
  }
  narrow.addEventListener('change', show);
  show();
}

/**
 * Marks a part that has something new, unless it is shown.
 *
 * @param {string} id
 */
export function markNews(id) {
  for (const tab of tabs) {
    if (partOf(tab).id === id && tab.getAttribute('aria-selected') !== 'true')
      tab.dataset.news = '';
  }
}

/**
 * Shows a part.
 *
 * @param {string} id
 */
export function chooseTab(id) {
  if (narrow.matches) [...tabs].find((tab) => partOf(tab).id === id)?.click();
}

/** @param {HTMLButtonElement} tab */
function partOf(tab) {
  return byId(tab.getAttribute('aria-controls') ?? '', HTMLElement);
}
