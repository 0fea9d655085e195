// Evidence files over the years.

import { Group, read, table } from './group.js';

const BY = 'OpenSSL and Python';

export function evidence() {
  const group = new Group('evidence');
  const file = (/** @type {string} */ name) => group.file(`fixtures/evidence/${name}`);
  const text = (/** @type {string} */ name) => group.text(`fixtures/evidence/${name}`);
  const judged = (
    /** @type {string} */ name,
    /** @type {{ text: string }} */ of,
    /** @type {string} */ day,
    /** @type {string[]} */ crls,
    /** @type {string} */ expected,
    more = {},
  ) =>
    group.add({
      name: `${name}, judged on ${day}`,
      call: 'evidence',
      input: {
        evidence: of,
        trustAnchors: [file('root.pem')],
        timestampAnchors: [file('time-root.pem')],
        crls: crls.map(file),
        validationTime: { time: `${day}T12:00:00Z` },
        ...more,
      },
      expected,
      by: BY,
    });
  const late = ['time-2034.crl'];
  const in2034 = /** @type {const} */ (['2034-06-01', late]);
  judged(
    'renewed in 2029 and 2032',
    text('renewed-2032.json'),
    ...in2034,
    'TOTAL-PASSED from 2026-06-01T08:01:01.000Z to 2038-01-01T00:00:00.000Z',
  );
  judged('time-stamped in 2026 alone', text('stamped.json'), ...in2034, 'INDETERMINATE');
  judged('never time-stamped', text('unstamped.json'), ...in2034, 'INDETERMINATE');
  judged(
    'not time-stamped',
    text('unstamped.json'),
    '2026-06-02',
    [],
    'TOTAL-PASSED to 2028-12-31T22:59:59.999Z',
  );
  judged('renewed too late', text('late.json'), ...in2034, 'INDETERMINATE', { say: 'indication' });
  judged('by an authority that was revoked', text('late-2026.json'), ...in2034, 'INDETERMINATE');
  judged('with an algorithm that had ended', text('legacy.json'), ...in2034, 'INDETERMINATE', {
    say: 'indication',
  });
  judged(
    'with an algorithm that the reader trusts longer',
    text('legacy.json'),
    ...in2034,
    'TOTAL-PASSED',
    {
      algorithmEnds: [{ algorithm: 'RSA-PKCS1', end: { time: '2033-12-31T12:00:00Z' } }],
      say: 'indication',
    },
  );
  judged(
    'without an anchor for time-stamps',
    text('renewed-2032.json'),
    ...in2034,
    'INDETERMINATE',
    {
      timestampAnchors: [],
    },
  );
  judged('without a status of now', text('renewed-2032.json'), '2034-06-01', [], 'INDETERMINATE');
  judged(
    'two time-stamps that contradict',
    text('reversed.json'),
    '2026-06-02',
    ['time-2026.crl'],
    'TOTAL-PASSED',
    { say: 'indication' },
  );
  judged(
    'several time-stamps',
    text('several.json'),
    '2029-06-02',
    ['time-2029.crl'],
    'TOTAL-PASSED',
    { say: 'indication' },
  );
  judged('up to another anchor', text('renewed-2032.json'), ...in2034, 'TOTAL-FAILED', {
    anchorFingerprints: ['07'.repeat(32)],
    say: 'indication',
  });
  for (const [what, from, to] of [
    ['content', '陳', '李'],
    ['a time-stamp', '"version"', '"version "'],
  ]) {
    const original = read('fixtures/evidence/renewed-2032.json').toString();
    const changed = original.replace(from ?? '', to ?? '');
    if (changed === original) throw new Error(`The evidence has no ${from}.`);
    const { file: name } = group.bytes(`renewed-2032.json, ${what}`, Buffer.from(changed));
    const expected = what === 'content' ? 'TOTAL-FAILED' : 'evidence-invalid';
    judged(`${what} changed`, { text: name }, ...in2034, expected);
  }
  for (const [name = '', algorithm = '', digest = ''] of table('fixtures/evidence/digests.tsv')) {
    group.add({
      name: `what a renewal of ${name} is over, ${algorithm}`,
      call: 'evidenceDigest',
      input: { evidence: text(name), algorithm },
      expected: digest,
      by: 'Python',
    });
  }
  for (const [name, attachment, expected] of /** @type {const} */ ([
    ['an attachment that belongs to it', file('attachment.txt'), 'proof 行車證.txt'],
    ['an attachment that does not', file('root.pem'), 'none'],
  ])) {
    const input = { evidence: text('renewed-2032.json'), attachment };
    group.add({ name, call: 'attachment', input, expected, by: 'Python' });
  }
  return group;
}
