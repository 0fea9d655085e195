import type { Language } from '../texts/language.js';
import { make } from './dom.js';
import { type Localized, languageIn, unwatch, watch } from './languages.js';
import { THEME } from './theme.js';

// Allows the import where there is no DOM (worker, Node).
const Base: typeof HTMLElement = globalThis.HTMLElement ?? class {};

/**
 * An element with a shadow root whose texts follow the language of the page. Its content is made when
 * it is first connected, and rendered again when an attribute, a property or the language changes.
 */
export abstract class LocalizedElement extends Base implements Localized {
  #root: ShadowRoot | undefined;
  #language: Language | undefined;
  /** Document for which the style sheet was made. */
  #styled: Document | undefined;

  /** Style sheet of the element. */
  protected abstract readonly styles: string;
  /** Properties with a setter, which a page may have set before the element was defined. */
  protected readonly settable: readonly string[] = [];

  /** Fills the shadow root, once. */
  protected abstract build(root: ShadowRoot): void;
  /** Renders the content in a language. */
  protected abstract render(language: Language): void;

  connectedCallback(): void {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: 'open', delegatesFocus: this.delegatesFocus });
      this.build(this.#root);
      this.#takeProperties();
    }
    this.#style(this.#root);
    watch(this);
    this.#language = languageIn(this);
    this.render(this.#language);
  }

  disconnectedCallback(): void {
    unwatch(this);
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.update();
  }

  languageChanged(): void {
    const language = languageIn(this);
    if (language === this.#language) return;
    this.#language = language;
    this.update();
  }

  /** True if a focus of the element goes to what is in it. */
  protected get delegatesFocus(): boolean {
    return false;
  }

  /** Renders again, if the element is on a page. */
  protected update(): void {
    if (this.isConnected && this.#language) this.render(this.#language);
  }

  #takeProperties(): void {
    for (const name of this.settable) {
      if (!Object.hasOwn(this, name)) continue;
      const own = this as unknown as Record<string, unknown>;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  /** A style sheet that was constructed is for one document, and the element may move to another. */
  #style(root: ShadowRoot): void {
    if (this.#styled === this.ownerDocument) return;
    this.#styled = this.ownerDocument;
    const css = THEME + this.styles;
    const Sheet = this.ownerDocument.defaultView?.CSSStyleSheet;
    if (Sheet && 'replaceSync' in Sheet.prototype && 'adoptedStyleSheets' in root) {
      const sheet = new Sheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } else if (!root.querySelector('style')) {
      // Older browsers, and the DOMs of test tools. A policy needs 'unsafe-inline' for it.
      root.prepend(make('style', {}, css));
    }
  }
}
