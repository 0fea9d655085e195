// The tour: a form is signed in its frames, each call is told closed and opened, and each attack is caught.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launchBrowser } from './browser.js';
import { startDemoWith } from './demo.js';
import { picture } from './people.js';
import { attack, CAUGHT, framesOf, isNext, sign } from './tour.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let demo;

before(async () => {
  const limits = { asked: { perSecond: 1000 } };
  demo = await startDemoWith({ limits, tour: true });
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** What axe finds in the tour itself: what its frames show is looked at by itself. */
const found = async () => {
  const { violations } = await globalThis.axe.run({ iframes: false });
  return violations.map(({ id, nodes }) => [id, nodes[0].html]);
};

/** Opens the arrow of a call, and returns what it says. */
async function read(tour, call) {
  const row = tour.locator(`#arrows li[data-call="${call}"]`).last();
  await row.locator('.arrow').click();
  return row.locator('.call').innerText();
}

test('the walk is told, the attacks are caught, and a reload keeps both', async () => {
  const context = await browser.newContext({
    locale: 'en-HK',
    viewport: { width: 1600, height: 1000 },
  });
  const tour = await context.newPage();
  const errors = [];
  tour.on('pageerror', (error) => errors.push(`${error}`));
  tour.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await tour.goto(demo.origin);
  await tour.click('#tour a');
  await tour.waitForURL(`${demo.origin}/tour`);
  assert.ok(await tour.isDisabled('[data-attack="swap"]'), 'there is nothing to attack yet');
  await isNext(tour, 'log-in');
  const focused = () => tour.evaluate(() => document.activeElement.id || 'none');
  assert.equal(await focused(), 'none', 'no frame takes the focus');
  await sign(tour, async () => {
    await picture(tour, 'tour/sign');
    // Somebody reads further up while calls come.
    await tour.$eval('#scroller', (scroller) => {
      scroller.scrollTop = 40;
    });
  });
  assert.equal(
    await focused(),
    'app',
    'the page leaves the focus to who has answered on the phone',
  );
  assert.equal(await tour.$eval('#scroller', ({ scrollTop }) => scrollTop), 40);
  // Nothing is read out call by call, and each says who calls whom.
  assert.equal(await tour.locator('#wire :is([aria-live], [role="log"])').count(), 0);
  const says = /^Browser to E-service: .*\/sign/;
  assert.equal(await tour.getByRole('button', { name: says }).count(), 1);

  const asked = await read(tour, 'POST /api/v1/account/signing/initiateRequest');
  assert.match(asked, /clientID\n.*\n[0-9a-f]{32}/, 'a header');
  assert.match(asked, /content\n.*\nAAAAD/, 'the envelope closed');
  assert.match(asked, /documentName\n.*\nTD-318 AB 1234/, 'the envelope opened');
  assert.match(asked, /Hash of the identity card number/, 'what a value is');
  const key = await read(tour, 'POST /api/v1/security/getKey');
  assert.match(key, /secretKey\n.*\n[\w+/]{43}=/, 'the key unwrapped');
  const form = await read(tour, 'POST /api/sign');
  assert.match(form, /fullName\s+13 characters/);
  assert.ok(!form.includes('CHAN'), 'what is filled in is not kept');
  await read(tour, 'POST /iamsmart/callback');

  for (const [name, [, check]] of Object.entries(CAUGHT)) {
    await attack(tour, name);
    assert.equal(await tour.getAttribute('.caught', 'data-check'), check, name);
    assert.equal(await tour.locator('.card strong').first().textContent(), 'The signature holds');
    await picture(tour, `tour/attack-${name}`);
  }
  assert.equal(await tour.locator('#arrows li[data-from="attacker"]').count(), 1);

  const [page, stage] = await tour.evaluate(() => [
    document.documentElement.scrollHeight,
    document.querySelector('.stage').getBoundingClientRect().bottom + scrollY,
  ]);
  assert.ok(page < stage + 100, `the page is ${page} high, and its content ${stage}`);
  await tour.evaluate(AXE);
  assert.deepEqual(await tour.evaluate(found), []);
  // On a low window the three parts are in view at once, below what comes next.
  await tour.setViewportSize({ width: 1280, height: 720 });
  await tour.evaluate(() => document.querySelector('#wire').scrollIntoView({ block: 'end' }));
  const places = await tour.$$eval('.next, #desktop, #phone, #scroller', (parts) =>
    parts.map((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      return [part.id, top >= 0 && Math.floor(bottom) <= innerHeight, bottom - top];
    }),
  );
  for (const [id, isInView] of places) assert.ok(isInView, `${id} is in view`);
  assert.ok(places.at(-1)[2] > 400, `the wire has ${places.at(-1)[2]} px`);
  await picture(tour, 'tour/low');
  for (const width of [320, 390, 1280, 1600]) {
    await tour.setViewportSize({ width, height: 1000 });
    if (width < 500) await tour.click('#tab-wire');
    const names = await tour.$$eval('.values dt code', (names) =>
      names.map((name) => [name.textContent, name.getClientRects().length]),
    );
    assert.ok(names.length > 10, 'names of values are shown');
    const broken = names.filter(([, lines]) => lines !== 1);
    assert.deepEqual(broken, [], `names in one line each, at ${width} px`);
  }
  const arrows = await tour.locator('#arrows > li').count();
  await tour.reload();
  await tour.waitForSelector('#verdict[data-about="strip"][data-indication="INDETERMINATE"]');
  await isNext(tour, 'result');
  assert.equal(await tour.locator('#arrows .call').count(), 4, 'what was open is open');
  assert.ok((await tour.locator('#arrows > li').count()) >= arrows);
  await tour.selectOption('#language', 'zh-HK');
  await tour.waitForFunction(() => document.querySelector('.caught')?.textContent.includes('撤銷'));
  assert.equal(await tour.locator('#arrows .call').count(), 4);
  await framesOf(tour).page.locator('html[lang="zh-HK"]').waitFor();
  await picture(tour, 'tour/zh-HK');
  assert.deepEqual(errors, []);
  await context.close();
});

test('on a phone the parts are tabs', async () => {
  const context = await browser.newContext({
    locale: 'zh-CN',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  const tour = await context.newPage();
  await tour.goto(`${demo.origin}/tour`);
  await isNext(tour, 'log-in');
  assert.ok(await tour.isVisible('#desktop'));
  assert.ok(await tour.isHidden('#wire'));
  const page = framesOf(tour).page.locator('html');
  await page.evaluate((html) => {
    html.dataset.kept = '';
  });
  await tour.focus('#tab-desktop');
  await tour.keyboard.press('ArrowLeft');
  assert.ok(await tour.isVisible('#attacks'));
  await tour.click('#tab-wire');
  assert.ok(await tour.isVisible('#arrows .arrow'));
  await picture(tour, 'tour/narrow-wire');
  assert.equal(await page.getAttribute('data-kept'), '', 'a part that was away is as it was');
  await tour.reload();
  await tour.waitForSelector('#arrows .arrow');
  assert.ok(await tour.isHidden('#desktop'), 'a reload keeps the tab');
  const width = await tour.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the page is ${width} wide`);
  await context.close();
});

test('only the tour frames others, and only the page that it shows is framed', async () => {
  const policy = async (path) =>
    (await fetch(`${demo.origin}${path}`)).headers.get('content-security-policy');
  const tour = await policy('/tour');
  assert.ok(tour.includes(`frame-src 'self' ${demo.gateway}`), tour);
  assert.match(tour, /frame-ancestors 'none'/);
  assert.match(await policy('/'), /frame-ancestors 'self'$/);
  for (const path of ['/verify.html', '/index.html', '/api/service']) {
    assert.match(await policy(path), /frame-ancestors 'none'$/, path);
  }
});
