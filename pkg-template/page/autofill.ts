import type { FormFillingFields } from '../fields.js';
import { type Offer, offers, pathsFor, plain } from './autofill-values.js';

/** What is used of a form; named here because a worker's types have no `HTMLFormElement`. */
export interface FillableForm {
  readonly elements: ArrayLike<unknown>;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The paths of the values, by what leads to them. */
interface Paths {
  all: Map<string, Offer>;
  /** By the name of a control, as the caller says. */
  mapped: Map<string, string>;
  /** By the plain form of the path. */
  byName: Map<string, string>;
}

/** Types of input that hold no text of the user's, or one that a page may not set. */
const OTHER_INPUTS = new Set(['button', 'file', 'hidden', 'image', 'password', 'reset', 'submit']);
const TRUE = new Set(['y', 'yes', 'true', '1']);
const FALSE = new Set(['n', 'no', 'false', '0']);

/**
 * Puts what the user gave into a form, and fires `input` and `change` (radios and checkboxes are
 * clicked), so that React and Vue see it too. What goes into a control is found by, in this order:
 *
 * 1. `mapping`: the control's name by the field's path, e.g. `{ 'mobileNumber.national': 'phone' }`;
 * 2. the control's name, without regard to case, '_', '-', '.' and brackets: 'birthDate',
 *    'mobile_number', 'idNo[checkDigit]';
 * 3. its `autocomplete`: name, honorific-prefix, family-name, given-name, bday and its parts, sex,
 *    email, tel and its parts (also with home, work and mobile), street-address, address-line1 to 3,
 *    address-level1 to 3, country and country-name ('shipping' prefers the postal address).
 *
 * Paths are those of `FormFillingFields`, and beside them `enName.surname`, `enName.givenName`,
 * `birthDate.year`, `.month`, `.day`; of each telephone `.national`; of each address `.line1` to
 * `.line3`, `.region`, `.district`, `.subDistrict`, `.country`, `.countryName`.
 *
 * A select or radio group is left as it is where none of its choices says the value; a control is
 * left where it is disabled, read-only, hidden, a password or a file, or takes no such string or
 * none as long.
 *
 * Returns the fields that went into at least one control, and those that went into none.
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
  /** Radio groups and groups of checkboxes that have been looked at. */
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

/** The caller's mapping goes before the control's name, and that before its autofill tokens. */
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

/** Puts a value into a control, or into the one of its group that the value belongs to. */
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

/** One checkbox stands for yes or no, or for its value; of several, the one with the value. */
function tick(control: Control, group: Control[], offer: Offer): boolean {
  const text = offer.text.toLowerCase();
  const found = byValueOrLabel(group, offer);
  if (found) return check(found, true);
  if (group.length > 1 || !(TRUE.has(text) || FALSE.has(text))) return false;
  return check(control, TRUE.has(text));
}

/** By click, which fires what a user's click fires, and which frameworks listen to. */
function check(control: Control | undefined, checked: boolean): boolean {
  if (!control || !('checked' in control)) return false;
  if (control.checked !== checked) control.click();
  return control.checked === checked;
}

function write(control: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  if (control.maxLength >= 0 && text.length > control.maxLength) return false;
  const before = control.value;
  if (before === text) return true;
  // React puts a property of its own over the value, which would hide the change from it.
  const property = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value');
  property?.set?.call(control, text);
  if (control.value === '') {
    // The control takes no such text: a date, a number.
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
 * The one that says the offered text, first by value, then by what is shown; then the same for what
 * else would do.
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
