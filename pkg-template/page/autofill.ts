import { invalid, reading } from '../argument.js';
import type { FormFillingFields } from '../fields.js';
import {
  type Attempt,
  type Control,
  fill,
  isFillable,
  tokens,
  valueIn,
} from './autofill-controls.js';
import { type Offer, offers, pathsFor, plain } from './autofill-values.js';

/** Subset of `HTMLFormElement` in use; a worker's types lack it. */
export interface FillableForm {
  readonly elements: ArrayLike<unknown>;
}

/** Options of `autofill`. */
export interface AutofillOptions {
  /** Controls that are left alone, by name or as elements. */
  exclude?: Iterable<unknown>;
  /**
   * Section to fill, as in `autocomplete`, e.g. 'section-applicant'; '' for the controls without one.
   * Default: the form's first section. Controls without a section are always filled.
   */
  section?: string;
}

/** Control that does not hold what it was offered, or holds it against its own rules. */
export interface ChangedControl {
  /** Field of `FormFillingFields`. */
  field: string;
  /** Path of the value, e.g. 'mobileNumber.national'. */
  path: string;
  /** Name of the control. */
  name: string;
  /** Value that was offered. */
  offered: string;
  /** Value that is there now. */
  value: string;
  /** The browser's message if the value is invalid, e.g. for its `pattern`; else ''. */
  problem: string;
}

/** What became of the fields. */
export interface AutofillOutcome {
  /** Fields that at least one control holds as they were offered, and valid. */
  filled: string[];
  /** Controls that changed what they were offered, e.g. by a mask, or say that it is invalid. */
  changed: ChangedControl[];
  /** Fields that no control took. */
  left: string[];
}

/** What became of the fields at once, and after the page has rendered. */
export interface AutofillResult extends AutofillOutcome {
  /** The same, read again once frameworks that render later (Vue, Angular) have rendered. */
  settled: Promise<AutofillOutcome>;
}

/** Values by path, and the indexes that lead to a path. */
interface Paths {
  all: Map<string, Offer>;
  /** Paths by control name, from the caller's mapping. */
  mapped: Map<string, string>;
  /** Paths by their normalized form. */
  byName: Map<string, string>;
}

/**
 * Fills a form with the user's fields. Fires `input`, `change` and `blur`, and clicks radios and
 * checkboxes, so that React, Vue and Angular notice. Finds the value for a control in this order:
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
 * If a control does not take a value as it is, because of its `maxlength`, `pattern` or a mask, other
 * ways to write it are tried: a telephone number without country code, an HKIC number without
 * brackets. Afterwards value and validity are read again: what is in `filled` is there. A value of
 * which a mask has taken letters or digits away is taken back.
 *
 * A select or radio group without a matching choice is left unchanged. So is a control that is
 * disabled, read-only, hidden, a password or a file, that does not accept the value or its length, or
 * that `options` exclude.
 *
 * @throws IamSmartError 'invalid-argument'
 */
export function autofill(
  form: FillableForm,
  fields: FormFillingFields,
  mapping?: Record<string, string>,
  options?: AutofillOptions,
): AutofillResult {
  return reading('form', () => {
    if (typeof fields !== 'object' || fields === null) throw invalid('fields', 'it is no object');
    const controls = included(elementsOf(form).filter(isFillable), options ?? {});
    const levels = controls.some((control) =>
      tokens(control).some((token) => token.startsWith('address-level')),
    );
    const all = offers(fields, levels);
    const names = Object.entries(mapping ?? {}).map(([path, name]): [string, string] => [
      name,
      path,
    ]);
    const mapped = new Map(names);
    const byName = new Map([...all.keys()].map((path): [string, string] => [plain(path), path]));
    const attempts = attemptsOn(controls, { all, mapped, byName });
    const given = namesOf(fields);
    const settled = rendered().then(() => outcomeOf(given, attempts));
    return { ...outcomeOf(given, attempts), settled };
  });
}

function attemptsOn(controls: Control[], paths: Paths): (Attempt & { path: string })[] {
  /** Names of the radio and checkbox groups that are finished. */
  const done = new Set<string>();
  return controls.flatMap((control) => {
    const { name } = control;
    const grouped = control.type === 'radio' || control.type === 'checkbox';
    if (grouped && name && done.has(name)) return [];
    const path = pathFor(control, paths);
    const offer = path === undefined ? undefined : paths.all.get(path);
    if (path === undefined || !offer) return [];
    const group = grouped && name ? controls.filter((one) => one.name === name) : [control];
    if (grouped) done.add(name);
    const attempt = fill(control, group, offer);
    return attempt ? [{ path, ...attempt }] : [];
  });
}

function outcomeOf(given: string[], attempts: (Attempt & { path: string })[]): AutofillOutcome {
  const filled = new Set<string>();
  const changed: ChangedControl[] = [];
  for (const { path, control, offered, holds } of attempts) {
    const field = path.split('.', 1)[0] ?? path;
    const problem = control.willValidate ? control.validationMessage : '';
    if (holds() && problem === '') filled.add(field);
    else {
      const value = valueIn(control);
      changed.push({ field, path, name: control.name, offered, value, problem });
    }
  }
  const isTold = (name: string) => filled.has(name) || changed.some(({ field }) => field === name);
  return { filled: [...filled], changed, left: given.filter((name) => !isTold(name)) };
}

/** The fields that have a value. */
function namesOf({ other = {}, ...known }: FormFillingFields): string[] {
  const values = { ...other, ...known };
  return Object.keys(values).filter((name) => {
    const value = values[name as keyof typeof values];
    return value !== undefined && value !== null && value !== '';
  });
}

/** Two tasks: one in which frameworks render, and one after it. */
async function rendered(): Promise<void> {
  for (let i = 0; i < 2; i += 1) await new Promise((resolve) => setTimeout(resolve));
}

/** The controls of a form, even if one of them is named 'elements' and hides the property. */
function elementsOf(form: FillableForm): unknown[] {
  for (let type = Object.getPrototypeOf(form); type; type = Object.getPrototypeOf(type)) {
    const get = Object.getOwnPropertyDescriptor(type, 'elements')?.get;
    if (get) return Array.from(get.call(form));
  }
  const { elements } = form;
  if (typeof elements !== 'object' || elements === null) throw invalid('form', 'it is no form');
  return Array.from(elements);
}

function included(controls: Control[], { exclude = [], section }: AutofillOptions): Control[] {
  const excluded = new Set(exclude);
  const isIn = (control: Control) => !excluded.has(control) && !excluded.has(control.name);
  const kept = controls.filter(isIn);
  const wanted = section?.toLowerCase() ?? kept.map(sectionOf).find((one) => one !== '');
  return kept.filter((control) => ['', wanted].includes(sectionOf(control)));
}

/** The section of a control (HTML Living Standard, "Autofill": a token that begins so, and goes first). */
function sectionOf(control: Control): string {
  return tokens(control).find((token) => token.startsWith('section-')) ?? '';
}

/**
 * Returns the path for a control: by the caller's mapping, then by its name, then by its tokens.
 */
function pathFor(control: Control, { all, mapped, byName }: Paths): string | undefined {
  const own = mapped.get(control.name);
  if (own !== undefined) return all.has(own) ? own : undefined;
  const named = plain(control.name) && byName.get(plain(control.name));
  if (named) return named;
  return pathsFor(tokens(control), isChinese(control)).find((path) => all.has(path));
}

function isChinese(control: Control): boolean {
  return /^zh\b/i.test(control.closest('[lang]')?.getAttribute('lang') ?? '');
}
