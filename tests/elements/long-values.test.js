// A report whose every value is long and has no space, in a narrow place: nothing is wider than the place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from './looks.js';
import { errors, open, page, show } from './opened.js';
import { shown } from './shown.js';
import { states } from './states.js';

/** A name of a certificate, longer than any line. */
const LONG = `CN=${'Wolfeschlegelsteinhausenbergerdorff'.repeat(4)}`;
/** What a certificate's fields are, and a difference between two readers. */
const INSPECTED = {
  differences: [{ field: 'subject', detail: LONG }],
  fields: [
    {
      name: 'extensions',
      title: LONG,
      fields: [{ name: 'a', title: LONG, fields: [{ name: 'b', title: LONG, text: LONG }] }],
    },
  ],
};
/** What is no text for people. */
const KEPT = new Set(['indication', 'outcome', 'name', 'over', 'der', 'revocation', 'signedAs']);
const TIME = /^\d{4}-\d{2}-\d{2}T/;

/** The same report with long values. */
function lengthened(value, key) {
  if (Array.isArray(value)) return value.map((one) => lengthened(one, key));
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, lengthened(inner, name)]),
    );
  }
  const isText = typeof value === 'string' && !KEPT.has(key) && !TIME.test(value);
  return isText ? LONG : value;
}

test('no value of a report is wider than its place', async () => {
  const reports = Object.entries(await states()).filter(([name]) => name.startsWith('report-'));
  assert.ok(reports.length > 5, 'there are reports');
  await open();
  await show('<div></div>');
  for (const [name, { html, properties }] of reports) {
    for (const language of LANGUAGES) {
      const { report } = properties[language];
      const state = { html, properties: { report: lengthened(report) } };
      await shown(page, state, language);
      const wide = await page.evaluate(async (inspected) => {
        const place = document.querySelector('#place');
        place.style.width = '13rem';
        const element = place.querySelector('iamsmart-report');
        element.inspect = () => inspected;
        const opened = [...element.shadowRoot.querySelectorAll('details')];
        for (const details of opened) details.open = true;
        await new Promise((resolve) => setTimeout(resolve, 50));
        const { right } = place.getBoundingClientRect();
        return [...element.shadowRoot.querySelectorAll('*')]
          .filter((one) => one.getBoundingClientRect().right > right + 1)
          .map(({ outerHTML }) => outerHTML.slice(0, 100));
      }, INSPECTED);
      assert.deepEqual(wide, [], `${name} ${language}`);
    }
  }
  assert.deepEqual(errors, []);
});
