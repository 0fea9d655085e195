import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import { Countdown } from './countdown.js';
import { define, make, say } from './dom.js';
import { LocalizedElement } from './localized-element.js';

const LABEL: Sentence = ['Identification code', '識別碼', '识别码'];
const COMPARE: Sentence = [
  'Check that iAM Smart shows this same code before you authorise.',
  '請確保「智方便」顯示的識別碼相同，然後才授權。',
  '请确认“智方便”显示的识别码相同，然后才授权。',
];
const WAITING: Sentence = [
  'Waiting for the identification code…',
  '正在等候識別碼……',
  '正在等候识别码……',
];
const EXPIRED: Sentence = [
  'The time to authorise is over. Do not authorise anything with this code.',
  '授權時間已過，請勿再以此識別碼授權。',
  '授权时间已过，请勿再以此识别码授权。',
];

const STYLE = `
:host { text-align: center; }
.label { font-weight: 600; }
/* Widths are the element's own, not the window's. */
.frame { container-type: inline-size; }
.digits { display: flex; justify-content: center; gap: var(--iamsmart-code-gap, clamp(0.15rem, 2.5cqi, 1.2rem));
  margin: 0.5rem 0; font-size: var(--iamsmart-code-size, clamp(1.25rem, 15cqi, 4rem)); font-weight: 700;
  line-height: 1; font-variant-numeric: tabular-nums; }
.digit { min-width: 1.25ch; padding: 0.22em 0.12em; border: 2px solid var(--iamsmart-code-border, var(--_accent));
  border-radius: 0.2em; background: var(--iamsmart-code-background, var(--_surface));
  color: var(--iamsmart-code-color, var(--_text)); }
.expired .digit { color: var(--_soft); border-style: dashed; text-decoration: line-through; }
.time { margin-block-start: 0.35rem; color: var(--_soft); font-variant-numeric: tabular-nums; }
.time:empty { display: none; }
`;

/**
 * `<iamsmart-identification-code code="1234" expires="2026-11-26T08:00:00Z">` shows the identification
 * code, which the app shows too, asks the user to compare the two, and counts down the time to
 * authorise. The language follows the closest `lang`, and its changes. A screen reader reads the code
 * once, digit by digit, and the time at five minutes and at one.
 *
 * Custom properties: `--iamsmart-code-size`, `-gap`, `-border`, `-background`, `-color`. Parts: `label`,
 * `digits` (and `expired`), `digit`, `compare`, `time`.
 */
export class IamSmartIdentificationCode extends LocalizedElement {
  static observedAttributes = ['code', 'expires'];

  protected readonly styles = STYLE;
  protected override readonly settable = ['code', 'expires'];
  #label = part('p', 'label');
  #digits = part('div', 'digits');
  #compare = part('p', 'compare');
  #time = part('p', 'time');
  #spoken = make('p', { class: 'spoken', role: 'status' });
  #spokenTime = make('p', { class: 'spoken', role: 'status' });
  #countdown = new Countdown(this.#time, this.#spokenTime, () => this.update());

  /** Identification code: four digits, or an empty string until it is known. */
  get code(): string {
    return this.getAttribute('code') ?? '';
  }

  set code(code: string | null | undefined) {
    this.setAttribute('code', code ?? '');
  }

  /** End of the time to authorise, ISO 8601; an empty string shows no time. */
  get expires(): string {
    return this.getAttribute('expires') ?? '';
  }

  set expires(expires: string | null | undefined) {
    this.setAttribute('expires', expires ?? '');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#countdown.stop();
  }

  protected build(root: ShadowRoot): void {
    // A screen reader reads the code from `spoken`, digit by digit, and skips the others.
    for (const one of [this.#label, this.#digits, this.#compare]) {
      one.setAttribute('aria-hidden', 'true');
    }
    this.#time.setAttribute('role', 'timer');
    const frame = make('div', { class: 'frame' }, this.#digits);
    root.append(this.#label, frame, this.#compare, this.#time, this.#spoken, this.#spokenTime);
  }

  protected render(language: Language): void {
    const text = (sentence: Sentence) => inLanguage(sentence, language);
    const code = /^[0-9]{4}$/.test(this.code) ? this.code : '';
    this.#countdown.show(code ? this.expires : '', language);
    const isExpired = this.#countdown.isOver;
    this.#label.textContent = text(LABEL);
    this.#digits.hidden = !code;
    this.#digits.classList.toggle('expired', isExpired);
    this.#digits.setAttribute('part', isExpired ? 'digits expired' : 'digits');
    if (this.#digits.textContent !== code) {
      this.#digits.replaceChildren(...[...code].map((digit) => part('span', 'digit', digit)));
    }
    const known = isExpired ? EXPIRED : COMPARE;
    const sentence = text(code ? known : WAITING);
    this.#compare.textContent = sentence;
    const isRead = code && !isExpired;
    say(this.#spoken, isRead ? `${text(LABEL)}: ${[...code].join(' ')}. ${sentence}` : sentence);
  }
}

function part(name: 'p' | 'div' | 'span', its: string, ...children: string[]): HTMLElement {
  return make(name, { class: its, part: its }, ...children);
}

define('iamsmart-identification-code', IamSmartIdentificationCode);

declare global {
  interface HTMLElementTagNameMap {
    'iamsmart-identification-code': IamSmartIdentificationCode;
  }
}
