// The pages of the demo and of the sandbox over a slow network: nothing that is seen moves.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launchBrowser } from './browser.js';
import { startDemoWith } from './demo.js';

/** The end of the first piece of a page. */
let end;
let demo;
let browser;
let proxy;

before(async () => {
  demo = await startDemoWith({ tour: true });
  browser = await launchBrowser();
  proxy = createServer(passOn);
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});

after(async () => {
  await browser?.close();
  proxy?.closeAllConnections();
  proxy?.close();
  await demo?.stop();
});

/** Passes a request on, and the answer back, of a page in two pieces. */
function passOn(asked, answer) {
  // What is not compressed can be cut where it is meant to be.
  const { 'accept-encoding': _, ...headers } = asked.headers;
  const passed = request(asked.url, { method: asked.method, headers }, async (response) => {
    answer.writeHead(response.statusCode, response.headers);
    if (!response.headers['content-type']?.startsWith('text/html')) {
      response.pipe(answer);
      return;
    }
    const page = await buffer(response);
    const at = page.indexOf(end);
    if (at < 0) {
      answer.destroy();
      return;
    }
    answer.write(page.subarray(0, at + end.length));
    await pause(1000);
    answer.end(page.subarray(at + end.length));
  });
  passed.on('error', () => answer.destroy());
  asked.pipe(passed);
}

/** How far the parts of a page moved without anybody's doing, from the first paint on. */
async function shiftOf(address, locale) {
  const context = await browser.newContext({
    locale,
    viewport: { width: 1280, height: 900 },
    proxy: { server: `http://127.0.0.1:${proxy.address().port}`, bypass: '<-loopback>' },
  });
  await context.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector('main');
  await pause(300);
  const shift = await page.evaluate(() => globalThis.shift);
  await context.close();
  return shift;
}

test('a page of the demo is painted when all of it is there', async () => {
  const cuts = { 'zh-HK': '</strong>', 'en-HK': '</h1>' };
  for (const locale of Object.keys(cuts)) {
    end = cuts[locale];
    for (const path of ['/', '/verify.html', '/selftest', '/tour']) {
      assert.equal(await shiftOf(demo.origin + path, locale), 0, `${path} ${end}`);
    }
  }
});

test('a page of the sandbox is painted when all of it is there', async () => {
  const { clientId } = JSON.parse(await readFile(demo.registration, 'utf8'));
  const query = new URLSearchParams({
    clientID: clientId,
    responseType: 'code',
    source: 'PC_Browser',
    redirectURI: `${demo.origin}/`,
    scope: 'eidapi_auth',
    state: 'a-state',
  });
  end = '</h1>';
  for (const path of [
    `/api/v1/auth/getQR?${query}`,
    '/api/v1/auth/getQR?clientID=0',
    '/',
    '/app',
  ]) {
    assert.equal(await shiftOf(demo.gateway + path, 'en-HK'), 0, path);
  }
});
