const TEXTS = {
  en: {
    label: 'Identification code',
    compare: 'Check that iAM Smart shows this same code before you authorise.',
    waiting: 'Waiting for the identification code…',
  },
  zh: {
    label: '識別碼',
    compare: '請確保「智方便」顯示的識別碼相同，然後才授權。',
    waiting: '正在等候識別碼……',
  },
  hans: {
    label: '识别码',
    compare: '请确认“智方便”显示的识别码相同，然后才授权。',
    waiting: '正在等候识别码……',
  },
};

const STYLE = `
:host { display: block; color: inherit; font: inherit; text-align: center; }
:host([hidden]) { display: none; }
p { margin: 0; }
.label { font-weight: 600; }
.digits { display: flex; justify-content: center; gap: var(--iamsmart-code-gap, 0.35em); margin: 0.5rem 0;
  font-size: var(--iamsmart-code-size, clamp(2.5rem, 12vw, 4rem)); font-weight: 700; line-height: 1;
  font-variant-numeric: tabular-nums; }
.digit { min-width: 1.4ch; padding: 0.25em 0.15em; border: 2px solid var(--iamsmart-code-border, currentColor);
  border-radius: 0.2em; background: var(--iamsmart-code-background, Canvas); color: var(--iamsmart-code-color, CanvasText); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

interface Parts {
  label: HTMLElement;
  digits: HTMLElement;
  compare: HTMLElement;
  spoken: HTMLElement;
}

// Allows the import where there is no DOM (worker, Node).
const Base: typeof HTMLElement = globalThis.HTMLElement ?? class {};

/**
 * `iamsmart/element`: `<iamsmart-identification-code code="1234">` shows the identification code,
 * which the app shows too, and asks the user to compare the two. The language (English, Traditional
 * or Simplified Chinese) follows the closest `lang` attribute. A screen reader reads the code once,
 * digit by digit.
 *
 * The import registers the element; without a DOM it does nothing. Style it with the custom
 * properties `--iamsmart-code-size`, `-gap`, `-border`, `-background` and `-color`, and the parts
 * `label`, `digits`, `digit` and `compare`.
 */
export class IamSmartIdentificationCode extends Base {
  static observedAttributes = ['code'];

  #parts: Parts | undefined;

  connectedCallback(): void {
    this.#parts ??= this.#build();
    this.#show(this.#parts);
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.#parts && before !== after) this.#show(this.#parts);
  }

  /** Identification code: four digits, or an empty string until it is known. */
  get code(): string {
    return this.getAttribute('code') ?? '';
  }

  set code(code: string) {
    this.setAttribute('code', code);
  }

  #build(): Parts {
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const element = (name: keyof Parts) => {
      const part = document.createElement(name === 'digits' ? 'div' : 'p');
      part.className = name;
      part.setAttribute('part', name);
      return part;
    };
    const label = element('label');
    const digits = element('digits');
    const compare = element('compare');
    const spoken = element('spoken');
    // A screen reader reads the code from this part, digit by digit, and skips the others.
    spoken.setAttribute('role', 'status');
    for (const part of [label, digits, compare]) part.setAttribute('aria-hidden', 'true');
    root.append(label, digits, compare, spoken);
    return { label, digits, compare, spoken };
  }

  #show({ label, digits, compare, spoken }: Parts): void {
    const texts = textsIn(this.closest<HTMLElement>('[lang]')?.lang ?? '');
    const code = /^[0-9]{4}$/.test(this.code) ? this.code : '';
    label.textContent = texts.label;
    digits.hidden = !code;
    digits.replaceChildren(
      ...[...code].map((digit) => {
        const box = document.createElement('span');
        box.className = 'digit';
        box.setAttribute('part', 'digit');
        box.textContent = digit;
        return box;
      }),
    );
    compare.textContent = code ? texts.compare : texts.waiting;
    const words = code ? `${texts.label}: ${[...code].join(' ')}. ${texts.compare}` : texts.waiting;
    if (spoken.textContent !== words) spoken.textContent = words;
  }
}

/** Simplified where the tag says so by script or place; Hong Kong's writing is Traditional. */
function textsIn(language: string): (typeof TEXTS)['en'] {
  if (!/^zh\b/i.test(language)) return TEXTS.en;
  const isSimplified = /-(hans|cn|sg)\b/i.test(language) && !/-hant\b/i.test(language);
  return isSimplified ? TEXTS.hans : TEXTS.zh;
}

globalThis.customElements?.define('iamsmart-identification-code', IamSmartIdentificationCode);

declare global {
  interface HTMLElementTagNameMap {
    'iamsmart-identification-code': IamSmartIdentificationCode;
  }
}
