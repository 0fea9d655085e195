// What the elements have in common, in a browser under a strict policy: language, definition, bundles;
// and the report.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { another, errors, open, PENDING, page, served, show, text } from './opened.js';
import { bundled, pkg } from './served.js';
import { states } from './states.js';

test('the language is the closest, through shadow roots, and follows its changes', async () => {
  await open();
  await page.evaluate(() => {
    const outer = document.createElement('div');
    const root = outer.attachShadow({ mode: 'open' });
    root.innerHTML = '<section><iamsmart-button action="sign"></iamsmart-button></section>';
    document.querySelector('#place').append(outer);
  });
  const words = () => text('iamsmart-button slot:not([name])');
  const set = (on, tag) =>
    page.evaluate(
      ([on, tag]) => {
        const outer = document.querySelector('#place > div');
        const places = {
          html: document.documentElement,
          host: outer,
          section: outer.shadowRoot.querySelector('section'),
        };
        if (tag === null) places[on].removeAttribute('lang');
        else places[on].lang = tag;
      },
      [on, tag],
    );
  for (const [on, tag, expected] of [
    ['html', 'en', 'Signing with iAM Smart'],
    ['html', 'zh-Hant', '智方便數碼簽署'],
    ['html', 'zh_CN', '智方便数码签署'],
    ['html', 'zh-SG', '智方便数码签署'],
    ['html', 'zh-TW', '智方便數碼簽署'],
    ['html', 'yue', '智方便數碼簽署'],
    ['html', 'yue-Hans', '智方便数码签署'],
    ['html', 'fr', 'Signing with iAM Smart'],
    ['html', 'not a tag', 'Signing with iAM Smart'],
    ['host', 'zh-HK', '智方便數碼簽署'],
    ['section', 'zh-CN', '智方便数码签署'],
    ['section', 'en', 'Signing with iAM Smart'],
    ['section', null, '智方便數碼簽署'],
    ['host', null, 'Signing with iAM Smart'],
  ]) {
    await set(on, tag);
    assert.equal(await words(), expected, `${on} ${tag}`);
  }
  const more = page.locator('iamsmart-button [part="more-info"]');
  for (const [tag, path, label] of [
    ['en', 'en', 'More info'],
    ['zh-HK', 'tc', '了解更多'],
    ['zh-CN', 'sc', '了解更多'],
  ]) {
    await set('html', tag);
    assert.equal(await more.getAttribute('href'), `https://www.iamsmart.gov.hk/${path}/`);
    assert.equal(await more.textContent(), label);
  }
  assert.deepEqual(errors, []);
});

test('properties that were set before the elements were defined count', async () => {
  await page.route('**/page.js', async (route) => {
    await page.waitForFunction(() => globalThis.isSet);
    await route.continue();
  });
  await page.goto(served.origin, { waitUntil: 'commit' });
  await page.waitForSelector('#place', { state: 'attached' });
  await page.evaluate(
    (pending) => {
      const place = document.querySelector('#place');
      place.innerHTML =
        '<iamsmart-identification-code></iamsmart-identification-code><iamsmart-waiting></iamsmart-waiting>';
      place.firstElementChild.code = '4801';
      place.lastElementChild.outcome = pending;
      globalThis.isSet = true;
    },
    { ...PENDING, confirmed: false },
  );
  await page.waitForFunction(() => globalThis.elements);
  assert.equal(await text('[part="digits"]'), '4801');
  assert.match(await text('[part="note"]'), /^We do not know yet/);
});

test('in another document, and where style sheets cannot be constructed, it looks the same', async () => {
  await open();
  await show('<iamsmart-button action="login"></iamsmart-button><iframe src="/empty"></iframe>');
  await page.frameLocator('iframe').locator('body').waitFor();
  const here = () =>
    page.evaluate(() => {
      const button = document.querySelector('iamsmart-button').shadowRoot.querySelector('button');
      return getComputedStyle(button).backgroundColor;
    });
  const before = await here();
  const there = await page.evaluate(() => {
    const button = document.querySelector('iamsmart-button');
    const other = document.querySelector('iframe').contentDocument;
    other.body.append(button);
    return other.defaultView.getComputedStyle(button.shadowRoot.querySelector('button'))
      .backgroundColor;
  });
  assert.equal(there, before);
  // Safari before 16.4, jsdom.
  await another({ bypassCSP: true });
  await page.addInitScript(() => {
    delete CSSStyleSheet.prototype.replaceSync;
  });
  await open();
  await show('<iamsmart-button action="login"></iamsmart-button>');
  assert.equal(await here(), before);
  assert.deepEqual(errors, []);
});

test('a page that has the package twice has the elements of the first', async () => {
  await open();
  const { text: again } = await bundled("import 'iamsmart/element'; import 'iamsmart/elements';");
  await another({ bypassCSP: true });
  await open();
  await show('<iamsmart-identification-code code="2133"></iamsmart-identification-code>');
  await page.addScriptTag({ content: again, type: 'module' });
  assert.equal(await text('[part="digits"]'), '2133');
  assert.deepEqual(errors, []);
});

test('a page with one button loads neither a module nor the other elements', async () => {
  for (const [entry, most, others] of [
    ['iamsmart/elements/button', 12_000, /report|waiting|identification|result-codes/],
    ['iamsmart/element', 12_000, /report|waiting|button|result-codes/],
    ['iamsmart/elements', 70_000, /nothing else/],
  ]) {
    const { text, inputs } = await bundled(`import '${entry}';`);
    assert.ok(inputs.length > 3, entry);
    assert.deepEqual(
      inputs.filter((path) => /wasm|inline|module\.js/.test(path)),
      [],
      entry,
    );
    assert.deepEqual(
      inputs.filter((path) => others.test(path)),
      [],
      entry,
    );
    assert.ok(text.length < most, `${entry} has ${text.length} bytes`);
  }
});

test('a certificate of a report opens, if the page says with what', async () => {
  const { 'report-passed': state } = await states();
  const { report } = state.properties.en;
  const { inspectCertificate } = await import(join(pkg, 'inspect/inline.js'));
  const read = inspectCertificate(report.path[0].der);
  const differences = [{ field: 'certificate', detail: 'Seen otherwise.' }];
  await open();
  await show(state.html);
  const set = (properties) =>
    page.evaluate((properties) => {
      Object.assign(document.querySelector('iamsmart-report'), properties);
    }, properties);
  const details = page.locator('iamsmart-report [part="fields"]');
  await set({ report });
  assert.equal(await details.count(), 0, 'none without a reader');

  await page.evaluate(
    (found) => {
      globalThis.asked = [];
      document.querySelector('iamsmart-report').inspect = async (certificate, { language }) => {
        globalThis.asked.push([certificate, language]);
        return found;
      };
    },
    JSON.parse(JSON.stringify({ ...read, differences })),
  );
  assert.equal(await details.count(), report.path.length);
  assert.deepEqual(await page.evaluate(() => globalThis.asked), [], 'nothing is read unasked');
  // The signer's is the last.
  const signers = details.last();
  await signers.locator('summary').click();
  await signers.locator('dl').first().waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.asked), [[report.path[0].der, 'en']]);
  assert.equal(await signers.locator('[part="difference"]').textContent(), 'Seen otherwise.');
  const usage = signers.locator('[data-field="keyUsage"]');
  assert.match(await usage.textContent(), /^Key usage.*\(critical\)$/);
  await signers.locator('summary').click();
  await signers.locator('summary').click();
  assert.equal(await page.evaluate(() => globalThis.asked.length), 1, 'it is read once');

  await page.evaluate(() => {
    document.querySelector('iamsmart-report').inspect = () => {
      throw new Error('a policy forbids it');
    };
  });
  await details.first().locator('summary').click();
  assert.equal(
    await details.first().locator('[role="alert"]').textContent(),
    'The certificate cannot be shown here.',
  );
  assert.deepEqual(errors, []);
});

test('the time that a time-stamp proves stands beside the one that is claimed', async () => {
  const { 'report-passed': state } = await states();
  // Without what the report says itself of time.
  const { timestamps: _, holdsUntil: __, endsFirst: ___, ...report } = state.properties.en.report;
  await open();
  await show(state.html);
  const set = (properties) =>
    page.evaluate((properties) => {
      Object.assign(document.querySelector('iamsmart-report'), properties);
    }, properties);
  const facts = () => page.locator('iamsmart-report [part="facts"]').textContent();
  const provenTime = '2026-11-26T10:00:00.000Z';
  const proof = {
    provenTime,
    summary: 'The time-stamp is valid.',
    signer: { commonName: 'An <b>' },
  };
  const none = { summary: 'The time-stamp is not valid.', signer: { commonName: 'Nobody' } };

  await set({ report });
  assert.doesNotMatch(await facts(), /Proven at|Holds by itself/);
  await set({ timestamps: [proof, none] });
  assert.match(
    await facts(),
    /nothing proves it\)Proven at26 November 2026 18:00:00 \(at the latest; by a time-stamp of An <b>\)Time-stampThe time-stamp is not valid\./,
  );
  assert.doesNotMatch(await facts(), /Nobody/);
  // What the report says itself comes first.
  const holdsUntil = '2029-01-01T00:00:00.000Z';
  await set({ report: { ...report, holdsUntil, signatureTimestamps: [none] } });
  assert.match(
    await facts(),
    /Time-stampThe time-stamp is not valid.*Holds by itself until1 January 2029/,
  );
  assert.doesNotMatch(await facts(), /Proven at/);
  const over = { over: 'signature', provenTime, counts: true, judgedAt: holdsUntil };
  const timestamps = [
    { ...over, report: proof },
    { over: 'everything', provenTime: holdsUntil },
  ];
  await set({ report: { ...report, timestamps, holdsUntil, endsFirst: 'RSA-PKCS1' } });
  assert.match(await facts(), /Proven at26 November 2026.*then ends: RSA-PKCS1/);
  await set({
    timestamps: null,
    report: { ...report, timestamps: [{ ...over, provenTime: undefined }] },
  });
  assert.match(await facts(), /Time-stampIt cannot be read\./);
  assert.deepEqual(errors, []);
});
