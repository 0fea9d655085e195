// CMS messages and time-stamps.

import { Group, table } from './group.js';

/** @param {string | undefined} why Why OpenSSL says otherwise, if it does. */
const saidBy = (why) => (why ? `not OpenSSL: ${why}` : 'OpenSSL');

export function cms() {
  const group = new Group('cms');
  const options = (/** @type {string} */ folder) => ({
    trustAnchors: [group.file(`${folder}/root.pem`)],
    revocation: 'off',
    validationTime: { time: '2026-06-01T00:00:00Z' },
  });
  const content = group.file('fixtures/cms/content.bin');
  for (const [name = '', expected = '', why] of table('fixtures/cms/cases.tsv')) {
    const message = group.file(`fixtures/cms/${name}.cms`);
    group.add({
      name,
      call: 'cms',
      input: { cms: message, content, ...options('fixtures/cms') },
      expected,
      by: saidBy(why),
    });
  }
  for (const [name = '', expected = '', why] of table('fixtures/cms/ber/cases.tsv')) {
    group.add({
      name: `BER: ${name}`,
      call: 'cms',
      input: {
        cms: group.file(`fixtures/cms/ber/${name}.cms`),
        ...options('fixtures/cms/ber'),
      },
      expected,
      by: saidBy(why),
    });
  }
  for (const name of ['openssl-cms.pem', 'openssl-stream.eml', 'mime-crlf.b64', 'one-line.b64']) {
    group.add({
      name: `as text: ${name}`,
      call: 'cms',
      input: { cms: group.text(`fixtures/cms/ber/${name}`), ...options('fixtures/cms/ber') },
      expected: 'TOTAL-PASSED',
      by: 'OpenSSL',
    });
  }
  return group;
}

export function timestamps() {
  const group = new Group('timestamps');
  const file = (/** @type {string} */ name) => group.file(`fixtures/timestamp/${name}`);
  for (const [name = '', expected = '', why] of table('fixtures/timestamp/cases.tsv')) {
    group.add({
      name,
      call: 'timestamp',
      input: {
        token: file(`${name}.tst`),
        content: file('content.bin'),
        trustAnchors: [file('root.pem')],
        intermediates: [file('clock.pem')],
        revocation: 'off',
        validationTime: { time: '2026-06-02T00:00:00Z' },
      },
      expected,
      by: saidBy(why),
    });
  }
  for (const [name, expected] of [
    ['granted.tsr', 'granted 2026-06-01T12:00:00.000Z SHA-256'],
    ['bad-algorithm.tsr', 'rejection badAlg: Message digest algorithm is not supported.'],
  ]) {
    const input = { response: file(name ?? '') };
    group.add({
      name: `a response: ${name}`,
      call: 'timestampResponse',
      input,
      expected: expected ?? '',
      by: 'OpenSSL',
    });
  }
  return group;
}
