// Forms of a given number of fields, as people fill them in, and as someone would to do harm.

const VALUES = [
  'CHAN Tai Man',
  '陳大文',
  'Flat 12A, 3/F, Block 7, Harbour View Garden',
  'on',
  '2026-11-27',
  '+852 2345 6789',
  'tai.man.chan@example.hk',
  '',
  'A123456(3)',
  '香港中環皇后大道中99號',
];
const NAMES = ['name', 'nameInChinese', 'address', 'agree', 'date', 'phone', 'email', 'remarks'];

/** @param {number} fields */
export function formOf(fields) {
  return filled(fields, (index) => [
    `applicant.${Math.floor(index / NAMES.length)}.${NAMES[index % NAMES.length]}`,
    VALUES[index % VALUES.length],
  ]);
}

/** What makes a field dear, of about as many characters as those above. */
export const HOSTILE = {
  'control characters': (fields) => filled(fields, (i) => [nameOf(i), '\u0001'.repeat(15)]),
  'line breaks': (fields) =>
    filled(fields, (i) => [`${nameOf(i)}${'%0A'.repeat(3)}`, '\r'.repeat(15)]),
  'byte order marks': (fields) =>
    filled(fields, (i) => [`${'\ufeff'.repeat(9)}${nameOf(i)}`, '\ufeff'.repeat(15)]),
  'surrogate pairs': (fields) => filled(fields, (i) => [`${nameOf(i)}😀`, '😀'.repeat(8)]),
};

/** @param {number} index */
const nameOf = (index) => `applicant${index}`;

/**
 * @param {number} fields
 * @param {(index: number) => [string, string]} entry
 */
function filled(fields, entry) {
  const form = new FormData();
  for (let index = 0; index < fields; index += 1) form.append(...entry(index));
  return form;
}
