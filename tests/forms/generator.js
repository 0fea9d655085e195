// Generates forms that are hard to encode. The same seed gives the same form.

const PIECES = [
  ...['a', 'Z', '7', ' ', '', '-', '.', ';', ';filename=', '=', ':', '&', '+', "'", '<', '/', '\t'],
  ...['"', '"', '%', '%22', '%0A', '%0D', '%0a', '%0d', '%25', '%2', '%0', '\\', '\\"', '\\\\'],
  ...['\n', '\r', '\r\n', '\n\r', '\r\n\r\n', '\n--', '\r\n--boundary', '--', '[', ']', '[]'],
  ...['陳大文', '許可證.pdf', '😀', 'é', 'e\u0301', '\ufeff', '\u2028', '\u0000', '\ud800'],
  ...['\u00a0', '\u3000', '\ufffd', '\u202e', '𠮷'],
];

/** What a decoder of UTF-8 takes for a byte order mark, and what comes close. */
const BEGINNINGS = ['', '', '', '\ufeff', '\ufeff\ufeff', '\ufffe', ' \ufeff'];

const TYPES = [
  '',
  '',
  'application/pdf',
  'TEXT/Plain',
  'text/plain;charset=utf-8',
  'a/b; c="d;e"',
  'x',
  ' ',
];

/** Names of files that some reader takes for something else. */
const FILE_NAMES = [
  'plans/ground floor/a.pdf',
  '../../etc/passwd',
  '.htaccess',
  'a.tar.gz',
  'CON',
  '50%.pdf',
  "UTF-8''a.txt",
  '=?utf-8?B?YQ==?=',
  'scan.html',
  'data.json',
  '0',
];

/** Names of fields that some reader takes for something else. */
const FIELD_NAMES = [
  '__proto__',
  'constructor',
  '_charset_',
  'isindex',
  '0',
  '7',
  'a[b]',
  'a[]',
  'a.b',
];

/** Boundaries that RFC 2046 §5.1.1 allows, and none of which the pieces above can make. */
const BOUNDARIES = [
  'q',
  'q'.repeat(70),
  "q'()+_,-./:=?q",
  'q q  q',
  '----q----',
  '--qWebKitFormBoundary7MA4YWxkTrZu0gW',
];

/**
 * @param {number} seed
 * @returns {FormData}
 */
export function generateForm(seed) {
  const random = generator(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const text = (most) =>
    pick(BEGINNINGS) + Array.from({ length: below(most + 1) }, () => pick(PIECES)).join('');
  // Names with a backslash or a control character are rejected, so most forms have none.
  const name = (most) => {
    const made = text(most);
    return below(10) === 0 ? made : made.replace(/[\\\0\t]|^$/g, 'n');
  };
  const file = () => {
    const bytes = Uint8Array.from({ length: pick([0, 1, 300]) }, () => below(256));
    return new File([bytes], below(3) === 0 ? pick(FILE_NAMES) : name(5), { type: pick(TYPES) });
  };
  const files = () => Array.from({ length: pick([1, 1, 2, 3]) }, file);
  const names = [name(4), name(4), 'fullName', 'proof', pick(FIELD_NAMES)];
  const entries = Array.from({ length: below(8) }, () => ({
    name: pick([...names, name(5)]),
    value: pick([() => text(8), () => text(8), files, () => []])(),
  }));
  return below(2) === 0 ? fromScript(entries) : fromControls(entries);
}

/**
 * A boundary to send the form with instead of the browser's own; undefined for most.
 *
 * @param {number} seed
 */
export function boundaryOf(seed) {
  return seed % 5 === 0 ? BOUNDARIES[(seed / 5) % BOUNDARIES.length] : undefined;
}

function fromScript(entries) {
  const form = new FormData();
  for (const { name, value } of entries) {
    if (typeof value === 'string') form.append(name, value);
    else if (value.length > 0) for (const file of value) form.append(name, file);
    // The value of an empty file input.
    else form.append(name, new File([], '', { type: 'application/octet-stream' }));
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
      control.multiple = true;
      const chosen = new DataTransfer();
      for (const file of value) chosen.items.add(file);
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
