// The recipes of docs/recipes.md, in a real browser: StrictMode, two tabs, a new tab, "Back", pages
// that are fetched or rendered in advance.

import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { removed } from '../e2e/programs.js';
import { openAlone, openBrowser, openSite, root } from './site.js';

let browser;
let site;
let context;
before(async () => {
  browser = await openBrowser();
  site = await openSite();
});
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext();
  site.seen.redeemed.length = 0;
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Begins a login; returns the page, which shows the gateway, and the address to come back to. */
async function begun(page) {
  await page.goto(`${site.origin}/`);
  await page.click('button');
  return page.getAttribute('#app', 'href');
}

const shown = async (page) => (await page.waitForSelector('#shown')).textContent();

test('StrictMode: React runs the effect twice, the login is completed once', async () => {
  const page = await context.newPage();
  const callback = await begun(page);
  await page.goto(`${callback}&react=1`);
  await page.waitForFunction(
    () => document.querySelector('#shown')?.textContent !== 'Logging in …',
  );
  assert.equal(await shown(page), 'Welcome, Chan');
  assert.equal(site.seen.redeemed.length, 1);
  assert.equal(page.url(), `${site.origin}/back`);
});

test('two tabs: each comes back to its own login, in any order', async () => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  const callbacks = [await begun(one), await begun(other)];
  assert.notEqual(callbacks[0], callbacks[1]);
  await other.goto(callbacks[1]);
  assert.match(await shown(other), /^code-/);
  await one.goto(callbacks[0]);
  assert.match(await shown(one), /^code-/);
});

test('a new tab: the app brings the user back in one', async () => {
  const callback = await begun(await context.newPage());
  const page = await context.newPage();
  await page.goto(callback);
  assert.match(await shown(page), /^code-/);
  // The tab that was left does not log in once more.
  const again = await context.newPage();
  await again.goto(callback);
  assert.equal(await shown(again), 'state-used');
});

test('another browser: nothing to go on with, and said so', async () => {
  const callback = await begun(await context.newPage());
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  await page.goto(callback);
  assert.equal(await shown(page), 'state-unknown');
  await stranger.close();
});

test('"Back" from the gateway: the button can be pressed again', async () => {
  const page = await context.newPage();
  await begun(page);
  // Not `goBack`, which awaits a load: a page from the cache has none.
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => globalThis.restored?.length > 1);
  assert.deepEqual(await page.evaluate(() => globalThis.restored), [false, true]);
  assert.equal(await page.isDisabled('button'), false);
  await page.click('button');
  await page.click('#app');
  assert.match(await shown(page), /^code-/);
});

test('a reload after the login does not bring the code back', async () => {
  const page = await context.newPage();
  await page.goto(await begun(page));
  assert.match(await shown(page), /^code-/);
  assert.equal(page.url(), `${site.origin}/back`);
  await page.reload();
  assert.equal(await shown(page), 'state-missing');
});

test('a callback that is rendered in advance waits until it is shown', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iamsmart-alone-'));
  const alone = openAlone(`${site.origin}/?alone`, folder);
  const ended = new Promise((resolve) => alone.once('exit', resolve));
  try {
    const { reported } = site.seen;
    while (reported.length < 2 && alone.exitCode === null) await setTimeout(50);
    assert.match(reported[0]?.kept, /"pending"/);
    assert.equal(reported[1]?.inAdvance, true);
    assert.match(reported[1].code, /^code-/);
  } finally {
    alone.kill();
    await ended;
    await removed(folder);
  }
});

test('a callback that is fetched in advance is not redeemed', async () => {
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  await page.evaluate(() => {
    const link = document.createElement('link');
    link.rel = 'prefetch';
    link.href = '/server-back?code=1&state=2';
    document.head.append(link);
  });
  await page.waitForTimeout(300);
  while (site.seen.prefetched === 0) await page.waitForTimeout(50);
  assert.deepEqual(site.seen.redeemed, []);
  await page.goto(`${site.origin}/server-back?code=1&state=2`);
  assert.equal(await shown(page), 'in');
  assert.deepEqual(site.seen.redeemed, ['1']);
});

test("the README's example keeps its login where a new tab finds it", async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  assert.match(readme, /new PendingLogins\(localStorage\)/);
  assert.doesNotMatch(readme, /sessionStorage/);
});
