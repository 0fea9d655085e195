// The self-test page: every case passes in Chromium, and with IAMSMART_LONG in Firefox and WebKit too; what
// does not pass, or cannot run, is said.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../e2e/browser.js';
import { startDemo } from '../e2e/demo.js';
import { ENGINES } from '../e2e/engines.js';

/** Number of cases in each group: one that gets lost is missed. */
const CASES = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ENGINES_HERE = process.env.IAMSMART_LONG
  ? /** @type {const} */ (['Chromium', 'Firefox', 'WebKit'])
  : /** @type {const} */ (['Chromium']);

let demo;
let browser;
before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Run in a page: waits for the end, and returns what a user copies. */
const ended = async () => {
  const isOver = () =>
    !['loading', 'running'].includes(document.documentElement.dataset.state ?? '');
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 50));
  return document.getElementById('json')?.textContent;
};

for (const engine of ENGINES_HERE) {
  test(`${engine}: every case passes`, async (t) => {
    const page = await ENGINES[engine]();
    try {
      await page.goto(`${demo.origin}/selftest`);
      const result = JSON.parse(await page.evaluate(ended));
      const failures = result.groups.flatMap(({ name, cases, problem }) => [
        ...(problem ? [{ group: name, ...problem }] : []),
        ...cases.filter(({ passed }) => !passed).map((one) => ({ group: name, ...one })),
      ]);
      assert.deepEqual(failures, []);
      const counts = result.groups.map(({ name, passed }) => [name, passed]);
      assert.deepEqual(Object.fromEntries(counts), CASES);
      assert.equal(result.state, 'passed');
      assert.equal(result.notRun, 0);
      const { userAgent, secureContext, webCrypto } = result.browser;
      assert.deepEqual([secureContext, webCrypto], [true, true]);
      const speeds = result.groups.find(({ name }) => name === 'speed').cases;
      for (const { name, speed } of speeds) assert.ok(speed.ratio > 0, name);
      const ratios = speeds.map(({ name, speed }) => `${name} ${speed.ratio}`).join(', ');
      t.diagnostic(`${page.version}: ${result.count} cases in ${result.ms} ms; ${ratios}`);
      assert.match(userAgent, { Chromium: /Chrome/, Firefox: /Firefox/, WebKit: /WebKit/ }[engine]);
    } finally {
      await page.close();
    }
  });
}

/**
 * Opens the page, which runs at once.
 *
 * @param {import('playwright-core').BrowserContextOptions} [options]
 * @param {(context: import('playwright-core').BrowserContext) => Promise<unknown>} [prepare]
 */
async function opened(options = {}, prepare = async () => {}) {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  await prepare(context);
  const page = await context.newPage();
  await page.goto(`${demo.origin}/selftest`);
  return page;
}

/** Has a file of vectors changed on its way. */
const changing = (group, change) => (context) =>
  context.route(`**/selftest/${group}.json`, async (route) => {
    const response = await route.fetch();
    const vectors = await response.json();
    change(vectors);
    await route.fulfill({ response, json: vectors });
  });

const verdict = (page) => page.locator('#verdict-text').textContent();

/** Only a few groups: what is tested does not depend on the others. */
const only = (...names) => [
  (context) =>
    context.route('**/selftest/manifest.json', async (route) => {
      const response = await route.fetch();
      const { groups, ...manifest } = await response.json();
      const chosen = groups.filter(({ name }) => names.includes(name));
      await route.fulfill({ response, json: { ...manifest, groups: chosen } });
    }),
];

/** @param {((context: import('playwright-core').BrowserContext) => Promise<unknown>)[]} steps */
const all =
  (...steps) =>
  async (context) => {
    for (const step of steps) await step(context);
  };

test('a broken vector turns red, and says what was expected and what came', async () => {
  const page = await opened(
    {},
    all(
      ...only('pkce', 'codes', 'cms'),
      changing('pkce', ({ cases }) => {
        cases[0].expected = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN';
      }),
      changing('cms', ({ cases, files }) => {
        const [{ input }] = cases;
        const bytes = Buffer.from(files[input.content.file], 'base64');
        bytes[0] ^= 1;
        files[input.content.file] = bytes.toString('base64');
      }),
    ),
  );
  const result = JSON.parse(await page.evaluate(ended));
  assert.equal(result.state, 'failed');
  const [pkce, codes, cms] = result.groups;
  assert.deepEqual([pkce.failed, pkce.passed], [1, CASES.pkce - 1]);
  assert.deepEqual([codes.failed, codes.passed], [0, CASES.codes]);
  assert.ok(cms.failed > 50, `${cms.failed}`);
  assert.deepEqual(
    [pkce.cases[0].expected, pkce.cases[0].found],
    ['E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
  );
  const row = page.locator('[data-group="pkce"]');
  assert.equal(await row.getAttribute('data-outcome'), 'failed');
  assert.equal(await page.locator('[data-group="codes"]').getAttribute('data-outcome'), 'passed');
  const listed = page.locator('#cases li');
  assert.equal(await listed.count(), 1 + cms.failed);
  const first = () => listed.first().textContent();
  assert.match(await first(), /PKCE · Challenge of a code verifier: the example.*cN.*cM.*RFC/s);
  await page.selectOption('#language', 'zh-HK');
  assert.match(await first(), /PKCE · 驗證碼的挑戰值：the example of Appendix B/);
  await page.selectOption('#language', 'en');
  await page.selectOption('#which', 'all');
  assert.equal(await listed.count(), result.count);
  assert.match(
    await verdict(page),
    new RegExp(`^${result.failed} of ${result.count} cases failed`),
  );
  await page.context().close();
});

test('it is stopped, run again, copied and saved, in each language', async () => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const page = await opened({ permissions }, all(...only('pkce', 'speed')));
  const button = page.locator('#run');
  assert.equal(await button.textContent(), 'Stop');
  assert.equal(await page.locator('#copy').isDisabled(), true);
  await page.locator('[data-speed="SHA-256"] td').first().filter({ hasText: 'MB/s' }).waitFor();
  await button.focus();
  await page.keyboard.press('Enter');
  const stopped = JSON.parse(await page.evaluate(ended));
  assert.equal(stopped.state, 'stopped');
  assert.ok(stopped.notRun > 0 && stopped.passed >= CASES.pkce);
  assert.match(await verdict(page), /^Stopped\. /);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'run');

  for (const [language, expected] of [
    ['zh-HK', /^已停止。/],
    ['zh-CN', /^已停止。/],
  ]) {
    await page.selectOption('#language', language);
    assert.match(await verdict(page), expected);
  }
  await page.keyboard.press('Tab');
  await button.click();
  // What is shown stays in the language that is chosen in the middle of a run.
  await page.selectOption('#language', 'en');
  const again = JSON.parse(await page.evaluate(ended));
  assert.equal(again.state, 'passed');
  assert.match(await verdict(page), /^All \d+ cases passed/);
  assert.equal(await page.locator('#none').textContent(), 'Nothing has failed.');

  await page.click('#copy');
  await page.locator('#copied', { hasText: 'The result is copied.' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.deepEqual(JSON.parse(copied), again);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  assert.equal(download.suggestedFilename(), 'iamsmart-selftest.json');
  assert.deepEqual(JSON.parse(readFileSync(await download.path(), 'utf8')), again);
  await page.context().close();
});

/** Adds a script before the worker's own. */
const inWorker = (script) => (context) =>
  context.route(/selftest-worker[^/]*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });

/** Has the page come with another Content-Security-Policy. */
const policy = (from, to) => (context) =>
  context.route('**/selftest', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': sent = '', ...headers } = response.headers();
    assert.ok(sent.includes(from), sent);
    const changed = { ...headers, 'content-security-policy': sent.replace(from, to) };
    await route.fulfill({ response, headers: changed });
  });

/** As a module that runs into `unreachable` in the middle of the test. */
const TRAP = `const { Instance } = WebAssembly;
let calls = 0;
const trapping = (call) => (...values) => {
  calls += 1;
  if (calls === 50) throw new WebAssembly.RuntimeError('unreachable');
  return call(...values);
};
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  const entries = Object.entries(exports);
  const functions = entries.filter(([, value]) => typeof value === 'function');
  return {
    exports: {
      ...exports,
      ...Object.fromEntries(functions.map(([name, value]) => [name, trapping(value)])),
    },
  };
};`;

test('what keeps it from running is said in a sentence', async (t) => {
  const rows = [
    {
      what: 'no WebAssembly',
      prepare: (context) => context.addInitScript('delete globalThis.WebAssembly'),
      state: 'problem',
      says: /^This browser has no WebAssembly/,
    },
    {
      what: 'WebAssembly that is limited in pages, as in Chromium before 2023',
      prepare: (context) =>
        context.addInitScript(`const { Module } = WebAssembly;
          WebAssembly.Module = function (bytes) {
            if (bytes.byteLength > 4096) throw new RangeError('disallowed on the main thread');
            return new Module(bytes);
          };`),
      state: 'problem',
      says: /^This browser has no WebAssembly, limits it/,
    },
    {
      what: 'a policy that forbids workers',
      prepare: policy("worker-src 'self'", "worker-src 'none'"),
      state: 'problem',
      says: /^The browser could not start the test’s worker/,
    },
    {
      what: 'a policy that forbids it',
      prepare: policy(" 'wasm-unsafe-eval'", ''),
      state: 'problem',
      says: /^The page’s Content-Security-Policy forbids WebAssembly/,
    },
    {
      what: 'no list of vectors',
      prepare: (context) => context.route('**/manifest.json', (route) => route.abort()),
      state: 'problem',
      says: /^The test vectors did not load/,
    },
    {
      what: 'vectors of one group that do not come',
      prepare: all(...only('pkce', 'codes'), (context) =>
        context.route('**/pkce.json', (route) => route.fulfill({ status: 503, body: '' })),
      ),
      state: 'failed',
      says: new RegExp(
        `^0 of \\d+ cases failed, and ${CASES.pkce} could not be run\\. The test vectors`,
      ),
    },
    {
      what: 'a worker that does not load',
      prepare: (context) =>
        context.route(/selftest-worker[^/]*\.js/, (route) => route.fulfill({ status: 404 })),
      state: 'problem',
      says: /^The browser could not start the test’s worker/,
    },
    {
      what: 'a module that traps',
      prepare: all(...only('codes'), inWorker(TRAP)),
      state: 'failed',
      says: /^1 of \d+ cases failed.*The WebAssembly module stopped/,
    },
  ];
  for (const { what, prepare, state, says } of rows) {
    await t.test(what, async () => {
      const page = await opened({}, prepare);
      const result = JSON.parse(await page.evaluate(ended));
      assert.equal(result.state, state);
      assert.match(await verdict(page), says);
      await page.context().close();
    });
  }
});

test('it runs with what a phone on plain HTTP has, and with coarse clocks; blocked storage fails one case', async () => {
  const poor = `performance.now = () => Math.floor(Date.now() / 100) * 100;
    Object.defineProperty(crypto, 'subtle', { value: undefined });`;
  const page = await opened(
    { locale: 'zh-HK' },
    all(...only('page', 'hashes', 'speed'), inWorker(poor), (context) =>
      context.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined });
        Object.defineProperty(globalThis, 'sessionStorage', {
          get() { throw new DOMException('The operation is insecure.', 'SecurityError'); },
        });`),
    ),
  );
  const result = JSON.parse(await page.evaluate(ended));
  const failed = result.groups.flatMap(({ cases }) => cases.filter(({ passed }) => !passed));
  assert.deepEqual(
    failed.map(({ name, found }) => [name, found]),
    [
      [
        'a login is kept in sessionStorage, and used once',
        'SecurityError: The operation is insecure.',
      ],
    ],
  );
  const speeds = result.groups.find(({ name }) => name === 'speed').cases;
  for (const { speed } of speeds) {
    assert.ok(Number.isFinite(speed.here) && speed.here > 0, JSON.stringify(speed));
    assert.equal(speed.ratio, undefined);
  }
  assert.equal(await page.locator('[data-speed="RSA"] td').nth(1).textContent(), '沒有');
  await page.click('#copy');
  assert.match(await page.locator('#copied').textContent(), /結果已在下方選取/);
  assert.deepEqual(JSON.parse(await page.evaluate(() => `${getSelection()}`)), result);
  await page.context().close();
});

test('what keeps its script from starting is said in each language', async () => {
  for (const body of [undefined, 'let no start']) {
    const page = await opened({}, (context) =>
      context.route(/\/selftest(-[\w]{8})?\.js/, (route) =>
        body === undefined
          ? route.abort()
          : route.fulfill({ contentType: 'text/javascript', body }),
      ),
    );
    await page.locator('#no-start').waitFor();
    assert.match(
      await page.locator('#no-start').textContent(),
      /did not start.*未能開始.*未能开始/s,
    );
    await page.context().close();
  }
  const page = await opened({ javaScriptEnabled: false });
  assert.match(await page.locator('main').textContent(), /needs JavaScript.*需要.*需要/s);
  assert.equal(await page.locator('#no-start').isVisible(), false);
  await page.context().close();
});

test('axe finds nothing at the end, and nothing has moved, on a phone and a desktop, dark and light', async () => {
  const shifts = `new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries()) {
      const places = sources.map(({ node }) => (node?.outerHTML ?? node?.data)?.slice(0, 80));
      globalThis.moved = [...(globalThis.moved ?? []), ...places];
    }
  }).observe({ type: 'layout-shift', buffered: true });`;
  const broken = ({ cases }) => Object.assign(cases[0], { expected: '' });
  for (const [look, change] of [
    [{ viewport: { width: 320, height: 600 }, colorScheme: 'dark', locale: 'zh-HK' }, broken],
    [{ viewport: { width: 1280, height: 900 }, colorScheme: 'light' }, () => {}],
  ]) {
    const page = await opened(
      look,
      all(...only('page', 'pkce', 'codes', 'forms'), changing('pkce', change), (context) =>
        context.addInitScript(shifts),
      ),
    );
    await page.evaluate(ended);
    assert.deepEqual(await page.evaluate(() => globalThis.moved ?? []), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= look.viewport.width, `${wide}`);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate('axe.run()');
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    assert.deepEqual(found, [], JSON.stringify(look));
    await page.context().close();
  }
});

test('no word of a table is broken, however narrow the window', async () => {
  const brokenWords = () =>
    [...document.querySelectorAll('th')].flatMap(({ firstChild: text }) =>
      [...text.data.matchAll(/[A-Za-z]+/g)].flatMap(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        return lines.size > 1 ? [word] : [];
      }),
    );
  for (const locale of ['en-HK', 'zh-HK', 'zh-CN']) {
    const page = await opened({ locale }, all(...only('page')));
    for (const width of [320, 360, 390, 480, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await page.evaluate(brokenWords), [], `${locale} ${width}`);
    }
    await page.context().close();
  }
});
