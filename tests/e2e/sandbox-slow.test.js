// The sandbox's pages over a slow network: nothing that is seen moves.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '../gateway/sandbox.js';
import { launchBrowser } from './browser.js';

let sandbox;
let browser;
let slow;

before(async () => {
  sandbox = await startSandbox();
  // A stream of events ends with the sandbox.
  slow = createServer((request, response) => halves(request, response).catch(() => response.end()));
  slow.listen(0, '127.0.0.1');
  await once(slow, 'listening');
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  slow?.closeAllConnections();
  slow?.close();
  await sandbox?.stop();
});

/** Passes a request on, and the answer back: of a page the first half, and the other one later. */
async function halves(request, response) {
  const answer = await fetch(sandbox.registration.gateway + request.url, { redirect: 'manual' });
  const body = Buffer.from(await answer.arrayBuffer());
  for (const [name, value] of answer.headers) {
    if (!['content-length', 'transfer-encoding', 'connection'].includes(name)) {
      response.setHeader(name, value);
    }
  }
  response.writeHead(answer.status);
  if (answer.headers.get('content-type')?.startsWith('text/html')) {
    const middle = body.indexOf('</h1>');
    response.write(body.subarray(0, middle));
    await pause(1000);
    response.end(body.subarray(middle));
  } else {
    response.end(body);
  }
}

/** How far the parts of a page moved without anybody's doing, from the first paint on. */
async function shiftOf(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${slow.address().port}${path}`);
  await page.waitForSelector('main');
  await pause(300);
  const shift = await page.evaluate(() => globalThis.shift);
  await context.close();
  return shift;
}

test('a page is painted when all of it is there', async () => {
  const query = new URLSearchParams({
    clientID: sandbox.registration.clientId,
    responseType: 'code',
    source: 'PC_Browser',
    redirectURI: sandbox.callbacks.loginUri,
    scope: 'eidapi_auth',
    state: 'a-state',
  });
  for (const path of [
    `/api/v1/auth/getQR?${query}`,
    '/api/v1/auth/getQR?clientID=0',
    '/',
    '/app',
  ]) {
    assert.equal(await shiftOf(path), 0, path);
  }
});
