/**
 * `<iamsmart-identification-code code="1234">`: the four digits that page and app show alike, and
 * in words what the user is to compare. Its language is that of the closest `lang` attribute.
 */

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

// Where there is no DOM (a worker, Node) importing this does nothing.
const Base = globalThis.HTMLElement ?? class {};

export class IamSmartIdentificationCode extends Base {
  static observedAttributes = ['code'];

  #parts;

  connectedCallback() {
    this.#parts ??= this.#build();
    this.#show();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#parts && before !== after) this.#show();
  }

  /** Four digits, or nothing while the code is awaited. */
  get code() {
    return this.getAttribute('code') ?? '';
  }

  set code(code) {
    this.setAttribute('code', code);
  }

  #build() {
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const [label, digits, compare, spoken] = ['label', 'digits', 'compare', 'spoken'].map(
      (name) => {
        const part = document.createElement(name === 'digits' ? 'div' : 'p');
        part.className = name;
        part.setAttribute('part', name);
        return part;
      },
    );
    // A screen reader hears the code once, digit by digit, from here, and not again from the boxes.
    spoken.setAttribute('role', 'status');
    for (const part of [label, digits, compare]) part.setAttribute('aria-hidden', 'true');
    root.append(label, digits, compare, spoken);
    return { label, digits, compare, spoken };
  }

  #show() {
    const { label, digits, compare, spoken } = this.#parts;
    const language = this.closest('[lang]')?.lang.toLowerCase() ?? '';
    const texts = language.startsWith('zh') ? TEXTS.zh : TEXTS.en;
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

globalThis.customElements?.define('iamsmart-identification-code', IamSmartIdentificationCode);
