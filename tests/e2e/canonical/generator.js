// Generates forms that are hard to encode. The same seed gives the same form.

const PIECES = [
  ...['a', 'Z', '7', ' ', '', '-', '.', ';', ';filename=', '=', ':', '&', '+', "'", '<', '/', '\t'],
  ...['"', '"', '%', '%22', '%0A', '%0D', '%0a', '%25', '%2', '\\', '\\"', '\\\\'],
  ...['\n', '\r', '\r\n', '\n\r', '\r\n\r\n', '\n--', '\r\n--boundary', '--'],
  ...['陳大文', '許可證.pdf', '😀', 'é', 'e\u0301', '\ufeff', '\u2028', '\u0000', '\ud800'],
];

const TYPES = [
  '',
  '',
  'application/pdf',
  'TEXT/Plain',
  'text/plain;charset=utf-8',
  'a/b; c="d;e"',
  'x',
];

/** @param {number} seed */
export function generateForm(seed) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const text = (most) => Array.from({ length: below(most + 1) }, () => pick(PIECES)).join('');
  const file = () => {
    const bytes = Uint8Array.from({ length: pick([0, 1, 300]) }, () => below(256));
    return new File([bytes], name(5), { type: pick(TYPES) });
  };

  // Names with a backslash or a control character are rejected, so most forms have none.
  const name = (most) => {
    const made = text(most);
    return below(10) === 0 ? made : made.replace(/[\\\0\t]|^$/g, 'n');
  };
  const names = [name(4), name(4), 'fullName', 'proof'];
  const entries = Array.from({ length: below(8) }, () => ({
    name: pick([...names, name(5)]),
    value: pick([() => text(8), () => text(8), file, () => undefined])(),
  }));
  return below(2) === 0 ? fromScript(entries) : fromControls(entries);
}

function fromScript(entries) {
  const form = new FormData();
  for (const { name, value } of entries) {
    // The value of an empty file input.
    form.append(name, value ?? new File([], '', { type: 'application/octet-stream' }));
  }
  return form;
}

function fromControls(entries) {
  const form = document.createElement('form');
  for (const { name, value } of entries) {
    const isText = typeof value === 'string';
    const control = document.createElement(isText && value.length % 2 ? 'textarea' : 'input');
    control.name = name;
    if (isText) {
      if (control.localName === 'input') control.type = 'hidden';
      control.value = value;
    } else {
      control.type = 'file';
      const chosen = new DataTransfer();
      if (value) chosen.items.add(value);
      control.files = chosen.files;
    }
    form.append(control);
  }
  return new FormData(form);
}

/** Mulberry32. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
