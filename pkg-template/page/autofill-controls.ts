import { type Offer, plain } from './autofill-values.js';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A control that was written to. */
export interface Attempt {
  control: Control;
  offered: string;
  /** True if the control holds what was offered, now. */
  holds: () => boolean;
}

/** Input types without text from the user, and types that a page cannot set. */
const OTHER_INPUTS = new Set(['button', 'file', 'hidden', 'image', 'password', 'reset', 'submit']);
const TRUE = new Set(['y', 'yes', 'true', '1']);
const FALSE = new Set(['n', 'no', 'false', '0']);

export function isFillable(element: unknown): element is Control {
  const control = element as Control;
  const type = control.localName === 'input' && OTHER_INPUTS.has(control.type);
  const known = ['input', 'select', 'textarea'].includes(control.localName);
  const readOnly = 'readOnly' in control && control.readOnly;
  return known && !type && !readOnly && !control.matches(':disabled');
}

/** The tokens of `autocomplete`, in lower case. */
export function tokens(control: Control): string[] {
  const text = control.getAttribute('autocomplete') ?? '';
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * Writes a value to a control, or selects the control of its group with that value; undefined if it
 * was left alone.
 */
export function fill(control: Control, group: Control[], offer: Offer): Attempt | undefined {
  if (isSelect(control)) return choose(control, offer);
  if (control.type === 'radio') return check(byValueOrLabel(group, offer), true, offer);
  if (control.type === 'checkbox') return tick(control, group, offer);
  const lines = control.localName === 'textarea' ? offer.lines?.join('\n') : undefined;
  const texts = [lines, offer.text, ...(offer.others ?? [])];
  return write(control, [...new Set(texts.filter((text) => text !== undefined))]);
}

function isSelect(control: Control): control is HTMLSelectElement {
  return control.localName === 'select';
}

function choose(select: HTMLSelectElement, offer: Offer): Attempt | undefined {
  const options = [...select.options].filter(
    (option) => !option.disabled && !option.closest('optgroup[disabled]'),
  );
  const option = find(options, offer, ({ label }) => label);
  if (!option) return undefined;
  if (!option.selected || select.multiple) {
    option.selected = true;
    tell(select, ['input', 'change', 'blur']);
  }
  return { control: select, offered: option.value, holds: () => option.selected };
}

/** Ticks the checkbox with the value; a single checkbox can also stand for yes or no. */
function tick(control: Control, group: Control[], offer: Offer): Attempt | undefined {
  const text = offer.text.toLowerCase();
  const found = byValueOrLabel(group, offer);
  if (found) return check(found, true, offer);
  if (group.length > 1 || !(TRUE.has(text) || FALSE.has(text))) return undefined;
  return check(control, TRUE.has(text), offer);
}

/** Checks or unchecks by a click, because frameworks listen to its events. */
function check(
  control: Control | undefined,
  checked: boolean,
  { text }: Offer,
): Attempt | undefined {
  if (!control || !('checked' in control)) return undefined;
  if (control.checked !== checked) {
    control.click();
    tell(control, ['blur']);
  }
  return { control, offered: text, holds: () => control.checked === checked };
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** How well a control takes a text: the less, the better. */
const EXACT = 0;
/** With other blanks and signs, or in other letters' case. */
const FORMATTED = 1;
/** As it is, but the control says that it is invalid. */
const INVALID = 2;
/** Not at all, or without some of its letters or digits. */
const LOSSY = 3;

/** Writes the first of some texts that the control takes as it is; else the one that fits best. */
function write(control: TextControl, texts: string[]): Attempt | undefined {
  const before = valueIn(control);
  const fits = texts.map((text) => ({ text, fit: fitInSilence(control, text) }));
  setValue(control, before);
  const usable = fits.filter(({ fit }) => fit !== LOSSY).sort((one, other) => one.fit - other.fit);
  let best: { text: string; fit: number } | undefined;
  let last: string | undefined;
  for (const { text } of usable) {
    const fit = fitWithEvents(control, text);
    last = text;
    if (!best || fit < best.fit) best = { text, fit };
    if (fit === EXACT) break;
  }
  if (!best) return undefined;
  const { text: offered, fit } = best;
  if (fit === LOSSY) fitWithEvents(control, before);
  else if (last !== offered) fitWithEvents(control, offered);
  const holds = () => valueIn(control) === offered && offered.length >= control.minLength;
  return { control, offered, holds };
}

/** Returns how a text fits before the page hears of it. */
function fitInSilence(control: TextControl, text: string): number {
  setValue(control, text);
  const { maxLength, minLength, validity } = control;
  const value = valueIn(control);
  if (maxLength >= 0 && text.length > maxLength) return LOSSY;
  // What the page has set before is about another value.
  const isValid = validity.valid || validity.customError;
  if (value === text) return isValid && text.length >= minLength ? EXACT : INVALID;
  return essence(value) === essence(text) ? FORMATTED : LOSSY;
}

/** Writes a text as if the user had; returns how it fits after the page has heard of it. */
function fitWithEvents(control: TextControl, text: string): number {
  if (valueIn(control) !== text) {
    setValue(control, text);
    tell(control, ['input', 'change', 'blur']);
  }
  const value = valueIn(control);
  if (essence(value) !== essence(text)) return LOSSY;
  if (control.willValidate && !control.validity.valid) return INVALID;
  return value === text ? EXACT : FORMATTED;
}

/** What may not be lost of a text: its letters and digits. */
function essence(text: string): string {
  return plain(text) || text;
}

/**
 * The property `value` of the control's class. On the control itself, React hides it and would not
 * notice a change, and masks answer with another value than is there; a customized built-in inherits it
 * from further up.
 */
function valueProperty(control: Control): PropertyDescriptor {
  for (let type = Object.getPrototypeOf(control); type; type = Object.getPrototypeOf(type)) {
    const property = Object.getOwnPropertyDescriptor(type, 'value');
    if (property?.set) return property;
  }
  return {};
}

function setValue(control: TextControl, text: string): void {
  valueProperty(control).set?.call(control, text);
}

/** Returns the value that is there: what the user sees, and what is submitted. */
export function valueIn(control: Control): string {
  return `${valueProperty(control).get?.call(control) ?? control.value}`;
}

/** Fires events of the control's own realm, as the browser does after the user. */
function tell(control: Control, types: ('input' | 'change' | 'blur')[]): void {
  const { Event, FocusEvent } = control.ownerDocument.defaultView ?? globalThis;
  for (const type of types) {
    if (type !== 'blur') {
      control.dispatchEvent(new Event(type, { bubbles: true, composed: type === 'input' }));
      continue;
    }
    control.dispatchEvent(new FocusEvent('blur', { composed: true }));
    control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
  }
}

/**
 * Returns the first option with the offered value or, failing that, label; then tries the
 * alternatives.
 */
function find<One extends { value: string }>(
  ones: One[],
  { text, others = [] }: Offer,
  labelOf: (one: One) => string,
): One | undefined {
  for (const wanted of [text, ...others]) {
    const found =
      ones.find(({ value }) => same(value, wanted)) ??
      ones.find((one) => same(labelOf(one), wanted));
    if (found) return found;
  }
  return undefined;
}

function byValueOrLabel(group: Control[], offer: Offer): Control | undefined {
  return find(group, offer, ({ labels }) => labels?.[0]?.textContent ?? '');
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
