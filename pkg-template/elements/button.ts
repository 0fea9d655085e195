import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import { define, make } from './dom.js';
import { LocalizedElement } from './localized-element.js';

/** What a button begins: its words are iAM Smart's own. */
export type ButtonAction = 'login' | 'sign' | 'fill' | 'open' | 'continue';

/**
 * Words of the buttons in the official guides for developers; those of 'fill' follow their pattern, as
 * no public source has them (low confidence).
 */
const WORDS: Record<ButtonAction, Sentence> = {
  login: ['Login with iAM Smart', '智方便登入', '智方便登入'],
  sign: ['Signing with iAM Smart', '智方便數碼簽署', '智方便数码签署'],
  fill: ['Form filling with iAM Smart', '智方便填表', '智方便填表'],
  open: ['Open iAM Smart', '開啟智方便', '开启智方便'],
  continue: ['Continue with iAM Smart', '以智方便繼續', '以智方便继续'],
};

const MORE_INFO: Sentence = ['More info', '了解更多', '了解更多'];
const MORE_INFO_ABOUT: Sentence = [
  'More info about iAM Smart (opens in a new tab)',
  '了解更多「智方便」資訊（在新分頁開啟）',
  '了解更多“智方便”信息（在新标签页打开）',
];

/** iAM Smart's thematic pages, to which the page that begins has to link. */
const THEMATIC: Sentence = [
  'https://www.iamsmart.gov.hk/en/',
  'https://www.iamsmart.gov.hk/tc/',
  'https://www.iamsmart.gov.hk/sc/',
];

const STYLE = `
:host { display: inline-block; max-width: 100%; }
.box { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
.button { position: relative; overflow: hidden; display: inline-flex; gap: 0.6em; align-items: center; justify-content: center; max-width: 100%;
  min-height: 2.75rem; padding: 0.6rem 1.25rem; border: 2px solid var(--_accent); border-radius: var(--iamsmart-button-radius, 0.6rem);
  background: var(--_accent); color: var(--_on-accent); font: inherit; font-weight: 700; line-height: 1.3;
  text-align: center; text-decoration: none; cursor: pointer; }
@media (hover: hover) { .button:hover { filter: brightness(1.08); } }
.button:disabled, .button[aria-disabled="true"] { opacity: 0.65; cursor: default; }
.busy.button { cursor: progress; }
.passing { position: absolute; inset: auto 60% 0 0; border-block-end: 0.2rem solid; animation: pass 1s ease-in-out infinite alternate; }
@keyframes pass { to { translate: 150%; } }
@media (prefers-reduced-motion: reduce) { .passing { inset-inline-end: 0; animation: none; border-block-end-style: dotted; } }
.more { display: inline-block; padding-block: 0.35rem; color: var(--iamsmart-link, var(--_accent)); }
@media (forced-colors: active) { .button { border-color: ButtonText; background: ButtonFace; color: ButtonText; }
  .button:disabled, .button[aria-disabled="true"] { opacity: 1; color: GrayText; border-color: GrayText; } }
`;

/**
 * `<iamsmart-button action="login">` is a button with iAM Smart's words in the language of the page, and
 * beside it the link "More info", which iAM Smart requires on the page that begins. It does nothing by
 * itself: listen to `click`; with `type="submit"` it submits its form, also by Enter in a field. With
 * `href` it is a link.
 *
 * Attributes: `action`, `type`, `href`, `target`, `disabled`, `busy` (pressed: a second press does
 * nothing), `more-info="off"` where the page has that link elsewhere. Slots: other words, and `icon`.
 * Parts: `button`, `more-info`.
 */
export class IamSmartButton extends LocalizedElement {
  static formAssociated = true;
  static observedAttributes = ['action', 'busy', 'disabled', 'href', 'more-info', 'target', 'type'];

  protected readonly styles = STYLE;
  protected override readonly settable = ['action', 'busy', 'disabled', 'href', 'target', 'type'];
  #box = make('span', { class: 'box' });
  /** Below the words while the button is busy, so that it keeps its size. */
  #passing = make('span', { class: 'passing', 'aria-hidden': 'true' });
  #words = make('slot');
  #more = make('a', {
    class: 'more',
    part: 'more-info',
    target: '_blank',
    rel: 'noopener noreferrer',
  });
  /** The form's submit button: the browser knows of no others, for instance when Enter is pressed. */
  #submitter: HTMLButtonElement | undefined;
  #isInDisabled = false;

  constructor() {
    super();
    // Before the page's own listeners.
    this.addEventListener('click', (event) => this.#pressed(event));
  }

  /** What the button begins. */
  get action(): ButtonAction {
    const action = this.getAttribute('action') ?? '';
    return Object.hasOwn(WORDS, action) ? (action as ButtonAction) : 'login';
  }

  set action(action: ButtonAction) {
    this.setAttribute('action', action);
  }

  /** 'submit' submits the form. Default: 'button'. */
  get type(): 'button' | 'submit' {
    return this.getAttribute('type') === 'submit' ? 'submit' : 'button';
  }

  set type(type: 'button' | 'submit') {
    this.setAttribute('type', type);
  }

  /** Address that makes it a link, e.g. of `appLink`; empty for a button. */
  get href(): string {
    return this.getAttribute('href') ?? '';
  }

  set href(href: string | null | undefined) {
    this.#reflect('href', href ?? undefined);
  }

  /** Where a link opens. */
  get target(): string {
    return this.getAttribute('target') ?? '';
  }

  set target(target: string | null | undefined) {
    this.#reflect('target', target ?? undefined);
  }

  /** True if it cannot be pressed. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled: boolean) {
    this.#reflect('disabled', disabled ? '' : undefined);
  }

  /** True while its press is worked on: it keeps the focus, and a second press does nothing. */
  get busy(): boolean {
    return this.hasAttribute('busy');
  }

  set busy(busy: boolean) {
    this.#reflect('busy', busy ? '' : undefined);
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isInDisabled = isDisabled;
    this.update();
  }

  protected override get delegatesFocus(): boolean {
    return true;
  }

  protected build(root: ShadowRoot): void {
    // Of the page's own tree, and so of its form. Not 'display: none', because of browsers that submit a
    // form by Enter only with a button that is rendered.
    const submitter = make('slot', { name: 'submitter' });
    root.append(this.#box, make('span', { class: 'spoken', 'aria-hidden': 'true' }, submitter));
  }

  protected render(language: Language): void {
    const text = (sentence: Sentence) => inLanguage(sentence, language);
    const { action, busy, href, type } = this;
    const isDisabled = this.disabled || this.#isInDisabled;
    this.#words.textContent = text(WORDS[action]);
    this.#box.lang = language;
    const button = this.#button(href !== '');
    button.classList.toggle('busy', busy);
    this.#passing.hidden = !busy;
    if (button instanceof HTMLAnchorElement) {
      button.target = this.target;
      if (isDisabled) button.removeAttribute('href');
      else button.href = href;
    } else {
      button.disabled = isDisabled;
    }
    button.setAttribute('aria-disabled', String(busy || isDisabled));
    // The app is opened for a request that has begun elsewhere.
    this.#more.hidden = action === 'open' || this.getAttribute('more-info') === 'off';
    this.#more.textContent = text(MORE_INFO);
    this.#more.ariaLabel = text(MORE_INFO_ABOUT);
    this.#more.href = text(THEMATIC);
    this.#offerToForm(type === 'submit' && href === '', isDisabled || busy);
  }

  /** Returns the link or button, made anew if it was of the other kind. */
  #button(isLink: boolean): HTMLAnchorElement | HTMLButtonElement {
    const name = isLink ? 'a' : 'button';
    const present = this.#box.firstElementChild;
    if (present?.localName === name) return present as HTMLAnchorElement | HTMLButtonElement;
    const made = make(
      name,
      { class: 'button', part: 'button' },
      this.#passing,
      make('slot', { name: 'icon' }),
      this.#words,
    );
    if (made instanceof HTMLButtonElement) made.type = 'button';
    else made.rel = 'noopener';
    this.#box.replaceChildren(made, this.#more);
    return made;
  }

  #offerToForm(isOffered: boolean, isDisabled: boolean): void {
    if (!isOffered) {
      this.#submitter?.remove();
      this.#submitter = undefined;
      return;
    }
    if (!this.#submitter) {
      this.#submitter = make('button', {
        type: 'submit',
        slot: 'submitter',
        tabindex: '-1',
        'aria-hidden': 'true',
      });
      this.append(this.#submitter);
    }
    this.#submitter.disabled = isDisabled;
    const form = this.getAttribute('form');
    if (form !== null) this.#submitter.setAttribute('form', form);
  }

  #pressed(event: Event): void {
    const path = event.composedPath();
    const [pressed] = path;
    if (this.#submitter && pressed === this.#submitter) return;
    const button = this.#box.firstElementChild;
    if (pressed !== this && (!button || !path.includes(button))) {
      // The link "More info", or what is between the two: no press of the button.
      event.stopImmediatePropagation();
      return;
    }
    if (this.busy || this.disabled || this.#isInDisabled) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (!this.#submitter) return;
    event.stopImmediatePropagation();
    this.#submitter.click();
  }

  #reflect(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}

define('iamsmart-button', IamSmartButton);

declare global {
  interface HTMLElementTagNameMap {
    'iamsmart-button': IamSmartButton;
  }
}
