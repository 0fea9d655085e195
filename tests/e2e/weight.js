// Prints what each page weighs, when it paints first, and how much of it moves: the table of docs/pages.md.
//
//   node tests/e2e/weight.js
//
// IAMSMART_SANDBOX is the path of the compiled sandbox. The line is that of a phone: 4 Mbit/s, 60 ms there and
// back; the processor is this machine's.

import { launchBrowser } from './browser.js';
import { startDemoWith } from './demo.js';
import { codes, fillIn, logIn, twoDevices, verdict } from './people.js';

const LINE = {
  offline: false,
  latency: 60,
  downloadThroughput: (4_000_000 / 8) * 0.9,
  uploadThroughput: 1_000_000 / 8,
};
const PHONE = { viewport: { width: 390, height: 844 } };
const KB = 1000;

const limits = { asked: { perSecond: 1000 } };
const [demo, browser] = await Promise.all([startDemoWith({ limits, tour: true }), launchBrowser()]);
const rows = [];
try {
  for (const locale of ['en-HK', 'zh-HK']) {
    for (const path of ['/', '/verify.html', '/tour', '/selftest']) await measure(path, locale);
  }
  for (const path of ['/', '/app', '/app/details', '/faults']) await measureSandbox(path);
  await measureApplication();
} finally {
  await browser.close();
  await demo.stop();
}
console.log('| page | requests | sent, KB | again, KB | first paint, ms | moved (CLS) |');
console.log('|---|---|---|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);

/** Loads a page for the first time, and again. */
async function measure(path, locale) {
  const context = await browser.newContext({ ...PHONE, locale });
  const page = await context.newPage();
  const first = await watched(page, () => loaded(page, path));
  const again = await watched(page, () => loaded(page, path));
  rows.push([
    `\`${path}\` ${locale}`,
    ...[first.count, first.sent, again.sent, first.paint, first.shift],
  ]);
  await context.close();
}

/** A page of the sandbox. */
async function measureSandbox(path) {
  const context = await browser.newContext({ ...PHONE, locale: 'en-HK' });
  const { hostname: domain } = new URL(demo.gateway);
  await context.addCookies([
    { name: 'iamsmart_sandbox_persona', value: 'chan', domain, path: '/app' },
  ]);
  const page = await context.newPage();
  const first = await watched(page, () => page.goto(demo.gateway + path));
  const again = await watched(page, () => page.goto(demo.gateway + path));
  rows.push([
    `sandbox, \`${path}\``,
    ...[first.count, first.sent, again.sent, first.paint, first.shift],
  ]);
  await context.close();
}

/** What an application loads after its first page. */
async function measureApplication() {
  const devices = await twoDevices(browser, demo, PHONE);
  const { page, app } = devices;
  await logIn(devices, demo);
  await page.waitForSelector('[data-view="fill-in"]:not([hidden])');
  const back = await watched(page, () => loaded(page, '/'));
  rows.push(['`/`, logged in, the form', back.count, back.sent, '', back.paint, back.shift]);
  const signed = await watched(page, async () => {
    await fillIn(page, { bytes: 10 });
    await page.click('[type="submit"]');
    await codes(devices);
    await app.click('[data-action="approve"]');
    await verdict(page, 'TOTAL-PASSED');
  });
  rows.push(['from there to the result', signed.count, signed.sent, '', '', signed.shift]);
  await devices.close();
}

/** Counts what comes over the line while something is done. */
async function watched(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  let [count, sent] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    if (encodedDataLength > 0) count += 1;
    sent += encodedDataLength;
  });
  await page.addInitScript(() => {
    globalThis.moved = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) {
        if (!hadRecentInput) globalThis.moved += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await work();
  await page.waitForTimeout(1000);
  const { paint, shift } = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    shift: globalThis.moved ?? 0,
  }));
  await session.detach();
  return {
    count,
    sent: (sent / KB).toFixed(1),
    paint: Math.round(paint),
    shift: shift === 0 ? '0' : shift.toFixed(3),
  };
}

async function loaded(page, path) {
  await page.goto(demo.origin + path);
  await page.waitForFunction(
    () =>
      !document.querySelector('[data-view="loading"]:not([hidden])') &&
      !['loading', 'running'].includes(document.documentElement.dataset.state ?? ''),
  );
}
