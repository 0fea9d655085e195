import { offers, pathsFor, plain } from './autofill-values.js';

/** Types of input that hold no text of the user's, or one that a page may not set. */
const OTHER_INPUTS = new Set(['button', 'file', 'hidden', 'image', 'password', 'reset', 'submit']);
const TRUE = new Set(['y', 'yes', 'true', '1']);
const FALSE = new Set(['n', 'no', 'false', '0']);

/**
 * @param {HTMLFormElement} form
 * @param {import('../fields.js').FormFillingFields} fields
 * @param {Record<string, string>} [mapping] The name of a control by a field's path.
 */
export function autofill(form, fields, mapping = {}) {
  const controls = [...form.elements].filter(isFillable);
  const levels = controls.some((control) =>
    tokens(control).some((token) => token.startsWith('address-level')),
  );
  const all = offers(fields, levels);
  const mapped = new Map(Object.entries(mapping).map(([path, name]) => [name, path]));
  const byName = new Map([...all.keys()].map((path) => [plain(path), path]));

  const filled = new Set();
  /** Radio groups and groups of checkboxes that have been looked at. */
  const done = new Set();
  for (const control of controls) {
    const { name } = control;
    const grouped = control.type === 'radio' || control.type === 'checkbox';
    if (grouped && name && done.has(name)) continue;
    const path = pathFor(control, { all, mapped, byName });
    if (path === undefined) continue;
    const group = grouped && name ? controls.filter((one) => one.name === name) : [control];
    if (grouped) done.add(name);
    if (fill(group, all.get(path))) filled.add(fieldOf(path));
  }
  const { other = {}, ...known } = fields;
  const given = Object.keys({ ...other, ...known }).filter((name) => {
    const value = known[name] ?? other[name];
    return value !== undefined && value !== null && value !== '';
  });
  return { filled: [...filled], left: given.filter((name) => !filled.has(name)) };
}

/** The caller's mapping goes before the control's name, and that before its autofill tokens. */
function pathFor(control, { all, mapped, byName }) {
  const own = mapped.get(control.name);
  if (own !== undefined) return all.has(own) ? own : undefined;
  const named = control.name && byName.get(plain(control.name));
  if (named) return named;
  return pathsFor(tokens(control), isChinese(control)).find((path) => all.has(path));
}

function isFillable(control) {
  const type = control.localName === 'input' && OTHER_INPUTS.has(control.type);
  const known = ['input', 'select', 'textarea'].includes(control.localName);
  return known && !type && !control.readOnly && !control.matches(':disabled');
}

function tokens(control) {
  const text = control.getAttribute('autocomplete') ?? '';
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function isChinese(control) {
  return /^zh\b/i.test(control.closest('[lang]')?.getAttribute('lang') ?? '');
}

function fieldOf(path) {
  return path.split('.', 1)[0];
}

/**
 * Puts a value into a control, or into the one of a group that it belongs to.
 *
 * @param {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} group
 * @param {import('./autofill-values.js').Offer} offer
 */
function fill(group, offer) {
  const [control] = group;
  if (control.localName === 'select') return choose(control, offer);
  if (control.type === 'radio') {
    return check(
      find(group, offer, (one) => [one.value, labelOf(one)]),
      true,
    );
  }
  if (control.type === 'checkbox') return tick(group, offer);
  const text = control.localName === 'textarea' ? offer.lines?.join('\n') : undefined;
  return write(control, text ?? offer.text);
}

function choose(select, offer) {
  const options = [...select.options].filter((option) => !option.disabled);
  const option = find(options, offer, (one) => [one.value, one.label]);
  if (!option) return false;
  if (option.selected && !select.multiple) return true;
  option.selected = true;
  changed(select);
  return true;
}

/** One checkbox stands for yes or no, or for its value; of several, the one with the value. */
function tick(group, offer) {
  const text = offer.text.toLowerCase();
  const found = find(group, offer, (one) => [one.value, labelOf(one)]);
  if (found) return check(found, true);
  if (group.length > 1 || !(TRUE.has(text) || FALSE.has(text))) return false;
  return check(group[0], TRUE.has(text));
}

/** By click, which fires what a user's click fires, and which frameworks listen to. */
function check(control, checked) {
  if (!control) return false;
  if (control.checked !== checked) control.click();
  return control.checked === checked;
}

function write(control, text) {
  if (control.maxLength >= 0 && text.length > control.maxLength) return false;
  const before = control.value;
  if (before === text) return true;
  // React puts a property of its own over the value, which would hide the change from it.
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value');
  set.call(control, text);
  if (control.value === '') {
    // The control takes no such text: a date, a number.
    set.call(control, before);
    return false;
  }
  changed(control);
  return true;
}

function changed(control) {
  control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * The one that says the offered text, first by value, then by what is shown; then the same for what
 * else would do.
 */
function find(ones, { text, others = [] }, says) {
  for (const wanted of [text, ...others]) {
    for (const index of [0, 1]) {
      const found = ones.find((one) => same(says(one)[index], wanted));
      if (found) return found;
    }
  }
  return undefined;
}

function same(a, b) {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function labelOf(control) {
  return control.labels?.[0]?.textContent ?? '';
}
