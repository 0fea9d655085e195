// A request that is followed to its end: what is told to whom and when, whatever the network does.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from './looks.js';
import { errors, open, PENDING, page, served, show, text, told } from './opened.js';
import { stream } from './served.js';

const SIGNED = {
  stage: 'settled',
  businessId: 'b',
  kind: 'signing',
  settled: { businessId: 'b', kind: 'signing', outcome: 'signed' },
};

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

test('what stands below does not move when the time left is known, nor when an answer arrives', async () => {
  await open();
  for (const language of LANGUAGES) {
    await show('<iamsmart-waiting></iamsmart-waiting><p id="below">Below</p>');
    const heights = await page.evaluate(
      async ([pending, arrived, language]) => {
        document.documentElement.lang = language;
        const waiting = document.querySelector('iamsmart-waiting');
        const heights = [];
        for (const outcome of [undefined, pending, arrived]) {
          waiting.outcome = outcome;
          await new Promise((resolve) => requestAnimationFrame(resolve));
          heights.push(document.querySelector('#below').offsetTop);
        }
        return heights;
      },
      /** @type {const} */ ([
        { ...PENDING, expiresAt: new Date(Date.now() + 18 * 60 * 1000).toISOString() },
        { stage: 'arrived', businessId: 'b', kind: 'signing' },
        language,
      ]),
    );
    assert.equal(new Set(heights).size, 1, `${language}: ${heights}`);
  }
  assert.deepEqual(errors, []);
});

test('the time left is no live region, which a screen reader would speak each second', async () => {
  await page.clock.install({ time: new Date('2026-11-26T07:00:00Z') });
  await open();
  // From here on only the test moves the clock, however long the machine takes.
  await page.clock.pauseAt(new Date('2026-11-26T08:00:00Z'));
  await show('<iamsmart-waiting></iamsmart-waiting>');
  await page.evaluate(
    (outcome) => {
      globalThis.said = [];
      const waiting = document.querySelector('iamsmart-waiting');
      for (const region of waiting.shadowRoot.querySelectorAll('[role="status"], [aria-live]')) {
        new MutationObserver(() => said.push(region.textContent)).observe(region, {
          ...{ childList: true, characterData: true, subtree: true },
        });
      }
      waiting.outcome = outcome;
    },
    { ...PENDING, expiresAt: '2026-11-26T08:18:00Z' },
  );
  await page.clock.runFor(1000);
  const before = await page.evaluate(() => said.length);
  await page.clock.runFor(5000);
  assert.equal(await text('[part="time"]'), 'Time left 17:54');
  assert.equal(await page.evaluate(() => said.length), before);
  await page.clock.runFor(17 * 60 * 1000);
  assert.deepEqual(
    (await page.evaluate(() => said.splice(0))).filter((said) => /left/.test(said)),
    ['5 minutes left.', 'One minute left.'],
  );
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
