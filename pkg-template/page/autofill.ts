import type { FormFillingFields } from '../fields.js';
import { type Offer, offers, pathsFor, plain } from './autofill-values.js';

/** Subset of `HTMLFormElement` in use; a worker's types lack it. */
export interface FillableForm {
  readonly elements: ArrayLike<unknown>;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Values by path, and the indexes that lead to a path. */
interface Paths {
  all: Map<string, Offer>;
  /** Paths by control name, from the caller's mapping. */
  mapped: Map<string, string>;
  /** Paths by their normalized form. */
  byName: Map<string, string>;
}

/** Input types without text from the user, and types that a page cannot set. */
const OTHER_INPUTS = new Set(['button', 'file', 'hidden', 'image', 'password', 'reset', 'submit']);
const TRUE = new Set(['y', 'yes', 'true', '1']);
const FALSE = new Set(['n', 'no', 'false', '0']);

/**
 * Fills a form with the user's fields. Fires `input` and `change`, and clicks radios and
 * checkboxes, so that React and Vue notice. Finds the value for a control in this order:
 *
 * 1. `mapping`, from paths to control names, e.g. `{ 'mobileNumber.national': 'phone' }`;
 * 2. the control's name, without regard to case, '_', '-', '.' and brackets: 'birthDate',
 *    'mobile_number', 'idNo[checkDigit]';
 * 3. its `autocomplete`: name, honorific-prefix, family-name, given-name, bday and its parts, sex,
 *    email, tel and its parts (also with home, work and mobile), street-address, address-line1 to
 *    3, address-level1 to 3, country and country-name ('shipping' prefers the postal address).
 *
 * Paths are those of `FormFillingFields`, plus `enName.surname`, `enName.givenName`,
 * `birthDate.year`, `.month` and `.day`; for each telephone number `.national`; for each address
 * `.line1` to `.line3`, `.region`, `.district`, `.subDistrict`, `.country` and `.countryName`.
 *
 * A select or radio group without a matching choice is left unchanged. So is a control that is
 * disabled, read-only, hidden, a password or a file, or that does not accept the value or its
 * length.
 *
 * Returns the fields that filled at least one control (`filled`) and the others (`left`).
 */
export function autofill(
  form: FillableForm,
  fields: FormFillingFields,
  mapping: Record<string, string> = {},
): { filled: string[]; left: string[] } {
  const controls = Array.from(form.elements).filter(isFillable);
  const levels = controls.some((control) =>
    tokens(control).some((token) => token.startsWith('address-level')),
  );
  const all = offers(fields, levels);
  const mapped = new Map(
    Object.entries(mapping).map(([path, name]): [string, string] => [name, path]),
  );
  const byName = new Map([...all.keys()].map((path): [string, string] => [plain(path), path]));

  const filled = new Set<string>();
  /** Names of the radio and checkbox groups that are finished. */
  const done = new Set<string>();
  for (const control of controls) {
    const { name } = control;
    const grouped = control.type === 'radio' || control.type === 'checkbox';
    if (grouped && name && done.has(name)) continue;
    const path = pathFor(control, { all, mapped, byName });
    const offer = path === undefined ? undefined : all.get(path);
    if (path === undefined || !offer) continue;
    const group = grouped && name ? controls.filter((one) => one.name === name) : [control];
    if (grouped) done.add(name);
    if (fill(control, group, offer)) filled.add(fieldOf(path));
  }
  const { other = {}, ...known } = fields;
  const given = Object.keys({ ...other, ...known }).filter((name) => {
    const value = known[name as keyof typeof known] ?? other[name];
    return value !== undefined && value !== null && value !== '';
  });
  return { filled: [...filled], left: given.filter((name) => !filled.has(name)) };
}

/**
 * Returns the path for a control: by the caller's mapping, then by its name, then by its tokens.
 */
function pathFor(control: Control, { all, mapped, byName }: Paths): string | undefined {
  const own = mapped.get(control.name);
  if (own !== undefined) return all.has(own) ? own : undefined;
  const named = control.name && byName.get(plain(control.name));
  if (named) return named;
  return pathsFor(tokens(control), isChinese(control)).find((path) => all.has(path));
}

function isFillable(element: unknown): element is Control {
  const control = element as Control;
  const type = control.localName === 'input' && OTHER_INPUTS.has(control.type);
  const known = ['input', 'select', 'textarea'].includes(control.localName);
  const readOnly = 'readOnly' in control && control.readOnly;
  return known && !type && !readOnly && !control.matches(':disabled');
}

function isSelect(control: Control): control is HTMLSelectElement {
  return control.localName === 'select';
}

function tokens(control: Control): string[] {
  const text = control.getAttribute('autocomplete') ?? '';
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function isChinese(control: Control): boolean {
  return /^zh\b/i.test(control.closest('[lang]')?.getAttribute('lang') ?? '');
}

function fieldOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}

/** Writes a value to a control, or selects the control of its group with that value. */
function fill(control: Control, group: Control[], offer: Offer): boolean {
  if (isSelect(control)) return choose(control, offer);
  if (control.type === 'radio') return check(byValueOrLabel(group, offer), true);
  if (control.type === 'checkbox') return tick(control, group, offer);
  const text = control.localName === 'textarea' ? offer.lines?.join('\n') : undefined;
  return write(control, text ?? offer.text);
}

function choose(select: HTMLSelectElement, offer: Offer): boolean {
  const options = [...select.options].filter((option) => !option.disabled);
  const option = find(options, offer, ({ label }) => label);
  if (!option) return false;
  if (option.selected && !select.multiple) return true;
  option.selected = true;
  changed(select);
  return true;
}

/** Ticks the checkbox with the value; a single checkbox can also stand for yes or no. */
function tick(control: Control, group: Control[], offer: Offer): boolean {
  const text = offer.text.toLowerCase();
  const found = byValueOrLabel(group, offer);
  if (found) return check(found, true);
  if (group.length > 1 || !(TRUE.has(text) || FALSE.has(text))) return false;
  return check(control, TRUE.has(text));
}

/** Checks or unchecks by a click, because frameworks listen to its events. */
function check(control: Control | undefined, checked: boolean): boolean {
  if (!control || !('checked' in control)) return false;
  if (control.checked !== checked) control.click();
  return control.checked === checked;
}

function write(control: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  if (control.maxLength >= 0 && text.length > control.maxLength) return false;
  const before = control.value;
  if (before === text) return true;
  // React shadows the property `value` and would not notice the change.
  const property = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value');
  property?.set?.call(control, text);
  if (control.value === '') {
    // The control does not accept the value (a date, a number).
    property?.set?.call(control, before);
    return false;
  }
  changed(control);
  return true;
}

function changed(control: Control): void {
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
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
