// What the elements do: what is told to whom and when, in a browser under a strict policy.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { bundled, pkg, serve, stream } from './served.js';
import { states } from './states.js';

let browser;
let served;
let page;
let errors;
before(async () => {
  served = await serve();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await served?.stop();
});
beforeEach(async () => {
  await page?.context().close();
  const context = await browser.newContext({
    locale: 'en-HK',
    viewport: { width: 800, height: 600 },
  });
  page = await context.newPage();
  errors = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  served.asked.length = 0;
});

const open = async () => {
  await page.goto(served.origin);
  await page.waitForFunction(() => globalThis.elements);
};
const show = (html) =>
  page.evaluate((html) => {
    document.querySelector('#place').innerHTML = html;
  }, html);
const text = (selector) => page.locator(selector).textContent();
const told = (name) =>
  page
    .waitForFunction((name) => globalThis.told.find(([one]) => one === name)?.[1], name)
    .then((handle) => handle.jsonValue());

const PENDING = {
  stage: 'pending',
  businessId: 'b',
  kind: 'signing',
  confirmed: true,
  authByQr: true,
  ticketId: 't 1',
};
const SIGNED = {
  stage: 'settled',
  businessId: 'b',
  kind: 'signing',
  settled: { businessId: 'b', kind: 'signing', outcome: 'signed' },
};

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

test('the time left ticks for the eye, and is said twice', async () => {
  await page.clock.install({ time: new Date('2026-11-26T08:00:00Z') });
  await open();
  await show(
    '<iamsmart-identification-code code="8051" expires="2026-11-26T08:18:00Z"></iamsmart-identification-code>',
  );
  await page.evaluate(() => {
    globalThis.said = [];
    const { shadowRoot } = document.querySelector('iamsmart-identification-code');
    for (const region of shadowRoot.querySelectorAll('[role="status"]')) {
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(
        region,
        { childList: true, characterData: true, subtree: true },
      );
    }
  });
  assert.equal(await text('[part="time"]'), 'Time left 18:00');
  await page.clock.runFor(5_000);
  assert.equal(await text('[part="time"]'), 'Time left 17:55');
  assert.deepEqual(await page.evaluate(() => said), []);
  await page.clock.runFor((18 * 60 - 6) * 1000);
  assert.equal(await text('[part="time"]'), 'Time left 0:01');
  assert.deepEqual(await page.evaluate(() => said), ['5 minutes left.', 'One minute left.']);
  await page.clock.runFor(2_000);
  assert.equal(await text('[part="time"]'), '');
  assert.equal(await page.locator('[part~="expired"]').count(), 1);
  assert.match(await text('[part="compare"]'), /time to authorise is over/);
  assert.equal((await page.evaluate(() => said)).length, 3, 'that it is over is said once');
});

test('a clock that is wrong takes no code away, and counts no hours', async () => {
  await page.clock.install({ time: new Date('2026-11-26T09:00:00Z') });
  await open();
  for (const expires of ['2026-11-26T08:18:00Z', '2026-11-26T12:00:00Z', 'soon', '']) {
    await show(
      `<iamsmart-identification-code code="8051" expires="${expires}"></iamsmart-identification-code>`,
    );
    assert.equal(await text('[part="time"]'), '', expires);
    assert.equal(await page.locator('[part~="expired"]').count(), 0, expires);
    assert.match(await text('[part="compare"]'), /^Check that/);
  }
});

test('no code is shown that is none', async () => {
  await open();
  for (const code of ['', '12', '12345', '１２３４', '<b>1', '12 4']) {
    await show('<iamsmart-identification-code></iamsmart-identification-code>');
    await page.evaluate((code) => {
      document.querySelector('iamsmart-identification-code').code = code;
    }, code);
    assert.equal(await page.locator('[part="digit"]').count(), 0, code);
    assert.match(await text('[part="compare"]'), /^Waiting/);
  }
});

test('the code fits into any width, also where its parent shrinks to fit', async () => {
  await open();
  for (const style of [
    'width: 90px',
    'width: 200px',
    'display: inline-block',
    'display: flex',
    'float: left',
    'display: grid; justify-items: center',
  ]) {
    await show(
      '<div><iamsmart-identification-code code="8888"></iamsmart-identification-code></div>',
    );
    const sizes = await page.evaluate((style) => {
      const div = document.querySelector('#place > div');
      div.style.cssText = style;
      const code = div.firstElementChild;
      const digits = [...code.shadowRoot.querySelectorAll('.digit')].map((digit) =>
        digit.getBoundingClientRect(),
      );
      const own = code.getBoundingClientRect();
      return {
        inside: digits.every(({ left, right }) => left >= own.left - 1 && right <= own.right + 1),
        oneLine: new Set(digits.map(({ top }) => top)).size === 1,
        width: digits[0].width,
      };
    }, style);
    assert.ok(
      sizes.inside && sizes.oneLine && sizes.width > 10,
      `${style}: ${JSON.stringify(sizes)}`,
    );
  }
});

test('a button submits its form once: pressed, by Enter in a field, by script', async () => {
  await open();
  await show(
    '<form id="f"><input name="a"><input name="b"><iamsmart-button action="sign" type="submit"></iamsmart-button></form>',
  );
  await page.evaluate(() => {
    globalThis.seen = [];
    const form = document.querySelector('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      seen.push('submit');
    });
    document.querySelector('iamsmart-button').addEventListener('click', () => seen.push('click'));
  });
  const seen = () => page.evaluate(() => seen.splice(0));
  await page.click('iamsmart-button [part="button"]');
  assert.deepEqual(await seen(), ['click', 'submit']);
  await page.focus('[name="a"]');
  await page.keyboard.press('Enter');
  assert.deepEqual(await seen(), ['click', 'submit']);
  await page.evaluate(() => document.querySelector('iamsmart-button').click());
  assert.deepEqual(await seen(), ['click', 'submit']);
  await page.evaluate(() => document.querySelector('iamsmart-button').focus());
  await page.keyboard.press('Space');
  assert.deepEqual(await seen(), ['click', 'submit']);
  // Another link than the button, and what is between them.
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('iamsmart-button');
    const more = shadowRoot.querySelector('[part="more-info"]');
    more.removeAttribute('target');
    more.addEventListener('click', (event) => event.preventDefault());
    more.click();
    shadowRoot.querySelector('.box').click();
  });
  assert.deepEqual(await seen(), []);
  // Pressed already, or not to be pressed.
  for (const off of [
    "document.querySelector('iamsmart-button').busy = true",
    "document.querySelector('iamsmart-button').busy = false; document.querySelector('iamsmart-button').disabled = true",
  ]) {
    await page.evaluate(off);
    await page.evaluate(() => {
      const button = document.querySelector('iamsmart-button');
      button.click();
      button.shadowRoot.querySelector('[part="button"]').click();
    });
    await page.focus('[name="a"]');
    await page.keyboard.press('Enter');
    assert.deepEqual(await seen(), [], off);
  }
  await page.evaluate(() => {
    document.querySelector('iamsmart-button').disabled = false;
  });
  await page.click('iamsmart-button [part="button"]');
  assert.deepEqual(await seen(), ['click', 'submit']);
});

test('a fieldset that is disabled disables the button; a button keeps the focus while it is busy', async () => {
  await open();
  await show(
    '<form><fieldset disabled><iamsmart-button action="sign" type="submit"></iamsmart-button></fieldset></form>',
  );
  assert.ok(await page.isDisabled('iamsmart-button [part="button"]'));
  await page.evaluate(() => {
    document.querySelector('fieldset').disabled = false;
  });
  assert.ok(await page.isEnabled('iamsmart-button button[part="button"]'));
  await page.evaluate(() => {
    const button = document.querySelector('iamsmart-button');
    button.focus();
    button.busy = true;
  });
  assert.ok(await page.evaluate(() => document.activeElement.localName === 'iamsmart-button'));
  assert.equal(await page.getAttribute('iamsmart-button [part="button"]', 'aria-disabled'), 'true');
});

test('with an address the button is a link; its words and icon may be the page’s', async () => {
  await open();
  await show(
    '<iamsmart-button action="open" href="hk.gov.iamsmart://hash-sign?ticketID=1"><img slot="icon" alt="">Open the app</iamsmart-button>',
  );
  const link = page.getByRole('link', { name: 'Open the app' });
  assert.equal(await link.getAttribute('href'), 'hk.gov.iamsmart://hash-sign?ticketID=1');
  assert.equal(await page.locator('[part="more-info"]').isVisible(), false, 'it begins nothing');
  await page.evaluate(() => {
    document.querySelector('iamsmart-button').href = '';
  });
  assert.equal(await page.getByRole('button', { name: 'Open the app' }).count(), 1);
});

test('a request is followed to its end, and told as it goes', async () => {
  let write;
  served.answer = (_request, response) => {
    write = stream(response);
    const expiresAt = new Date(Date.now() + 18 * 60 * 1000).toISOString();
    write({ ...PENDING, authByQr: false, expiresAt });
    response.write(': still waiting\n\n');
  };
  await open();
  await show(
    '<iamsmart-waiting request="/requests/b" app-base="http://127.0.0.1/app/"><button>Withdraw</button></iamsmart-waiting>',
  );
  assert.equal((await told('iamsmart-stage')).stage, 'pending');
  assert.match(await text('[part="stage"]'), /^Waiting for your answer/);
  assert.match(await text('[part="time"]'), /^Time left 1[78]:\d\d$/);
  const link = page.getByRole('link', { name: 'Open iAM Smart' });
  assert.equal(await link.getAttribute('href'), 'http://127.0.0.1/app/hash-sign?ticketID=t%201');
  assert.ok(await page.isVisible('iamsmart-waiting > button'));
  await page.evaluate(() => {
    document.documentElement.lang = 'zh-HK';
  });
  assert.equal(await text('[part="stage"]'), '正在等候您在「智方便」的回覆……');
  write(SIGNED);
  assert.equal((await told('iamsmart-outcome')).settled.outcome, 'signed');
  assert.equal(await text('[part="stage"]'), '您的簽署有效，表格已獲接納。');
  assert.equal(await link.count(), 0);
  assert.deepEqual(served.asked, ['/requests/b/events'], 'it is over, and not asked for again');
  assert.deepEqual(errors, []);
});

test('broken connections, a busy service and the network’s own page are outlasted', async () => {
  const answers = [
    (_request, response) => response.destroy(),
    (_request, response) => response.writeHead(503, { 'Retry-After': '1' }).end(),
    (_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<h1>Log in to the network</h1>'),
    (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end('event: pending\ndata: {"stage":');
    },
    (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      const [start, end] = [JSON.stringify(SIGNED).slice(0, 20), JSON.stringify(SIGNED).slice(20)];
      response.write(`event: settled\r\ndata: ${start}`);
      setTimeout(() => response.end(`${end}\r\n\r\n`), 50);
    },
  ];
  served.answer = (request, response) => answers.shift()(request, response);
  await open();
  await page.evaluate(() => {
    globalThis.states = [];
    document.addEventListener('iamsmart-connection', ({ detail }) => states.push(detail));
  });
  await show('<iamsmart-waiting request="/requests/b"></iamsmart-waiting>');
  await page.waitForFunction(() => states.includes('busy'));
  assert.match(await text('[part="connection"]'), /Nothing is lost/);
  await told('iamsmart-outcome');
  // The browser may repeat the request of a connection that is reset, by itself.
  const states = await page.evaluate(() => globalThis.states);
  assert.deepEqual(states.slice(-3), ['busy', 'lost', 'up']);
  assert.equal(await text('[part="connection"]'), '');
  assert.equal(answers.length, 0);
});

test('what the service refuses is told, and not asked again', async () => {
  for (const [status, body, sentence] of [
    [401, '{"code":"not-logged-in"}', 'Please log in again.'],
    [403, '<h1>no</h1>', 'Something went wrong on our side. Please try again later.'],
  ]) {
    served.answer = (_request, response) => response.writeHead(status).end(body);
    await open();
    served.asked.length = 0;
    await show('<iamsmart-waiting request="/requests/b"></iamsmart-waiting>');
    assert.equal((await told('iamsmart-failure')).status, status);
    assert.equal(await text('[part="stage"]'), sentence);
    await page.waitForTimeout(700);
    assert.deepEqual(served.asked, ['/requests/b/events']);
  }
});

test('an element that is taken away follows no longer; one that moves goes on', async () => {
  let isOpen = 0;
  served.answer = (_request, response) => {
    isOpen += 1;
    response.on('close', () => {
      isOpen -= 1;
    });
    stream(response)({ ...PENDING, expiresAt: new Date(Date.now() + 60_000).toISOString() });
  };
  const settled = async (count) => {
    for (let tries = 0; isOpen !== count && tries < 50; tries += 1) await page.waitForTimeout(50);
    assert.equal(isOpen, count);
  };
  await open();
  await show('<iamsmart-waiting request="/requests/b"></iamsmart-waiting>');
  await told('iamsmart-stage');
  await settled(1);
  await page.evaluate(() =>
    document.querySelector('main').prepend(document.querySelector('iamsmart-waiting')),
  );
  await settled(1);
  await page.evaluate(() => {
    document.querySelector('iamsmart-waiting').request = '/requests/c';
  });
  for (let tries = 0; served.asked.at(-1) !== '/requests/c/events' && tries < 50; tries += 1) {
    await page.waitForTimeout(50);
  }
  assert.equal(served.asked.at(-1), '/requests/c/events');
  await settled(1);
  await page.evaluate(() => document.querySelector('iamsmart-waiting').remove());
  await settled(0);
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
  await page.context().close();
  page = await (await browser.newContext({ bypassCSP: true })).newPage();
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
  await page.context().close();
  page = await (await browser.newContext({ bypassCSP: true })).newPage();
  page.on('pageerror', (error) => errors.push(`${error}`));
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
    /nothing proves it\)Proven at26 November 2026 at 6:00:00 pm \(at the latest; by a time-stamp of An <b>\)Time-stampThe time-stamp is not valid\./,
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
