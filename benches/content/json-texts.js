// JSON texts of a given size: records as e-services keep them, and what makes a reader work hard.

/** @param {number} size in characters */
export function jsonOf(size) {
  const records = [];
  let length = 2;
  for (let index = 0; length < size; index += 1) {
    const record = JSON.stringify(recordOf(index), null, index % 10 ? 0 : 1);
    records.push(record);
    length += record.length + 1;
  }
  return `[${records.join()}]`;
}

/** @param {number} index */
function recordOf(index) {
  return {
    id: index,
    reference: `TD-318/${(index * 7919) % 100_000}`,
    applicant: {
      name: 'CHAN Tai Man',
      chineseName: '陳大文',
      born: '1990-05-17',
      phone: '+852 2345 6789',
      email: `tai.man.${index}@example.hk`,
    },
    address: ['Flat 12A, 3/F, Block 7', 'Harbour View Garden', '香港中環皇后大道中99號'],
    vehicle: {
      mark: `AB ${1000 + (index % 9000)}`,
      seats: 5,
      weight: 1.52,
      electric: index % 3 === 0,
    },
    fee: ((index * 37) % 100_000) / 100,
    position: { latitude: 22.28 + index / 1e7, longitude: 114.15 - index / 1e7 },
    remarks: index % 5 ? '' : 'He said: "after 6 p.m."\nnot on Sundays',
    previous: index % 2 ? null : { id: index - 1, accepted: true },
  };
}

/**
 * What makes JSON of a given size dear: texts that are read, none of which a limit refuses.
 *
 * @type {Record<string, (size: number) => string>}
 */
export const HOSTILE = {
  'numbers of 17 digits': (size) =>
    `[${repeated(size, (i) => `0.${(1e16 + ((i * 7_919_777) % 9e15)).toString().slice(0, 17)}`).join()}]`,
  'numbers with exponents': (size) =>
    `[${repeated(size, (i) => `1.${(100_000 + (i % 900_000)).toString()}e-1`).join()}]`,
  'names in reverse order': (size) =>
    `{${repeated(size, (i) => `"${(1e9 - i).toString(36)}":0`).join()}}`,
  'objects in each other, out of order': (size) => {
    const depth = Math.min(500, Math.floor(size / 40));
    const inner = 'x'.repeat(size - depth * 12);
    return `${'{"b":'.repeat(depth)}"${inner}"${',"a":0}'.repeat(depth)}`;
  },
  escapes: (size) => `["${'\\u9673\\n'.repeat(size / 8)}"]`,
  'astral names': (size) =>
    `[${repeated(size, (i) => `{"${'😀'.repeat(10)}${i}":0,"\ue000":[],"陳":{}}`).join()}]`,
};

/**
 * @param {number} size
 * @param {(index: number) => string} item
 */
function repeated(size, item) {
  const items = [];
  let length = 0;
  for (let index = 0; length < size; index += 1) {
    const text = item(index);
    items.push(text);
    length += text.length + 1;
  }
  return items;
}
