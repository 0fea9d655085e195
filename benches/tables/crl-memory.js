// The memory of the module after one look-up in a CRL of a million entries.

import assert from 'node:assert/strict';
import { certificate, crl, entriesOf, TIME } from '../input/certificates.js';
import { entity } from '../input/entities.js';
import { memoryAfter } from '../input/module-memory.js';
import { NODE } from '../versions.js';

const ENTRIES = 1_000_000;
const MIB = 1024 * 1024;

/** The file and at most so much of it again. */
const MOST = 1.2;

/** A text and what it says are both there at once: four characters, and three octets. */
const MOST_OF_TEXT = MOST + 3 / 4;

/** @type {import('../table.js').Table} */
export default {
  name: 'crl-memory',
  title: "The module's memory after one look-up in a CRL of 1,000,000 entries",
  unit: 'MiB',
  async *rows(tools) {
    const root = entity('Root CA');
    const person = certificate(entity('Person'), root, { serial: 2 });
    const anchor = certificate(root, root, { isAuthority: true });
    const der = crl(root, entriesOf(ENTRIES));
    const pem = pemOf(der);
    const files = [
      ['DER, in bytes', der, der.length, MOST],
      ['PEM, in bytes', Buffer.from(pem), pem.length, MOST_OF_TEXT],
      ['PEM, in a string', pem, pem.length, MOST_OF_TEXT],
    ];
    for (const [form, list, length, most] of files) {
      const { octets, indication } = await memoryAfter(tools, {
        certificate: person,
        trustAnchors: [anchor],
        crls: [list],
        validationTime: TIME,
      });
      assert.equal(indication, 'TOTAL-PASSED', form);
      const file = length / MIB;
      yield {
        work: `${form}, ${file.toFixed(1)} MiB: ${(octets / length).toFixed(2)} × the file`,
        engine: NODE,
        samples: { iamsmart: [octets / MIB] },
        goal: { atMost: most * file },
      };
    }
  },
};

/** @param {Buffer} der */
function pemOf(der) {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN X509 CRL-----', ...lines, '-----END X509 CRL-----', ''].join('\n');
}
