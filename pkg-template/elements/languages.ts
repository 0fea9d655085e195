import { type Language, languageOf } from '../texts/language.js';

/** An element whose texts follow the language of the page. */
export interface Localized extends HTMLElement {
  /** Tells that the language may be another. */
  languageChanged(): void;
}

const shown = new Set<Localized>();
let observer: MutationObserver | undefined;

/** Returns the language of an element: that of the closest `lang`, through shadow roots. */
export function languageIn(element: Element): Language {
  for (let at: Element | undefined = element; at; at = hostOf(at)) {
    const closest: Element | null = at.closest('[lang]');
    if (closest) return languageOf(closest.getAttribute('lang'));
  }
  return 'en';
}

/** Has an element told when a `lang` changes that may be its own, until `unwatch`. */
export function watch(element: Localized): void {
  shown.add(element);
  observer ??= new MutationObserver(() => {
    for (const one of shown) one.languageChanged();
  });
  const options = { attributeFilter: ['lang'], subtree: true };
  for (let at: Element | undefined = element; at; at = hostOf(at)) {
    // Observed again, a node is observed once.
    observer.observe(at.getRootNode(), options);
  }
}

export function unwatch(element: Localized): void {
  shown.delete(element);
  if (shown.size > 0) return;
  observer?.disconnect();
  observer = undefined;
}

function hostOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
