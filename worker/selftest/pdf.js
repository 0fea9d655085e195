// PDF files with signatures: those of pyHanko, and attacks.

import { Group, table } from './group.js';

/**
 * Not run in a browser, for their size: the limits that they are about are tested elsewhere
 * (tests/pdf_signatures.rs).
 */
const LARGE = new Set(['file-nested', 'file-bomb']);

export function pdf() {
  const group = new Group('pdf');
  const options = (/** @type {string} */ folder) => {
    const file = (/** @type {string} */ name) => group.file(`fixtures/pdf/${folder}/${name}`);
    return {
      trustAnchors: [file('root.pem')],
      intermediates: [file('issuing.pem')],
      crls: [file('root.crl'), file('issuing.crl')],
      validationTime: { time: '2027-06-01T00:00:00Z' },
    };
  };
  for (const [name = '', expected = '', what = ''] of table('fixtures/pdf/attacks/cases.tsv')) {
    if (LARGE.has(name)) continue;
    group.add({
      name: `${name}: ${what}`,
      call: 'pdf',
      input: { pdf: group.file(`fixtures/pdf/attacks/${name}.pdf`), ...options('attacks') },
      expected,
      by: 'docs/pdf.md',
    });
  }
  const differences = table('fixtures/pdf/pyhanko/differences.tsv');
  const differ = new Set(differences.map(([name, field]) => `${name} ${field}`));
  for (const row of table('fixtures/pdf/pyhanko/pyhanko.tsv').slice(1)) {
    const [name = '', field = '', , , trusted, bottomLine, , , allowed] = row;
    if (differ.has(`${name} ${field}`)) continue;
    // Of a document time-stamp, pyHanko gives no verdict of its own.
    const passes =
      bottomLine === '-' ? trusted === 'True' && allowed !== 'False' : bottomLine === 'True';
    group.add({
      name: `pyHanko: ${name}, ${field}`,
      call: 'pdfSignature',
      input: {
        pdf: group.file(`fixtures/pdf/pyhanko/${name}.pdf`),
        field,
        ...options('pyhanko'),
      },
      expected: passes ? 'passed' : 'not passed',
      by: 'pyHanko',
    });
  }
  return group;
}
