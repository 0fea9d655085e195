// Modules that cannot start, in a real browser: a Content-Security-Policy, a file that is not there,
// other bytes, a processor that lacks what they need.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openSite } from './site.js';

const page = (policy) => ({
  headers: {
    'Content-Type': 'text/html',
    ...(policy && { 'Content-Security-Policy': policy }),
  },
  body: '<!doctype html><title>t</title>',
});

let browser;
let site;
before(async () => {
  browser = await openBrowser();
  site = await openSite({
    '/plain': page(),
    '/strict': page("default-src 'self'"),
    '/allowed': page("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"),
    '/fallback.wasm': page(),
    '/cut.wasm': { headers: { 'Content-Type': 'application/wasm' }, body: '\0asm' },
    // Ends before the length that it announces.
    '/dropped.wasm': {
      headers: {
        'Content-Type': 'application/wasm',
        'Content-Length': '1000',
        Connection: 'close',
      },
      body: '\0asm',
    },
  });
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Starts an entry in a page and calls it; returns what it threw. */
async function thrownAt(path, entry, source, opened = browser) {
  const page = await opened.newPage();
  try {
    await page.goto(`${site.origin}${path}`);
    return await page.evaluate(
      async ([entry, source]) => {
        try {
          const { init, generateState } = await import(`/pkg/page/${entry}.js`);
          if (init) await init(source);
          generateState();
          return undefined;
        } catch ({ name, code, reason, message }) {
          return { name, code, reason, message };
        }
      },
      [entry, source],
    );
  } finally {
    await page.close();
  }
}

test('an entry says why it cannot start', async () => {
  const wasm = '/pkg/wasm/page_bg.wasm';
  const rows = [
    ['/plain', 'slim', wasm, undefined],
    ['/plain', 'inline', undefined, undefined],
    ['/allowed', 'slim', wasm, undefined],
    ['/allowed', 'inline', undefined, undefined],
    ['/strict', 'slim', wasm, 'policy'],
    ['/strict', 'inline', undefined, 'policy'],
    ['/plain', 'slim', '/pkg/wasm/none.wasm', 'missing'],
    ['/plain', 'slim', 'https://127.0.0.1:1/page.wasm', 'missing'],
    ['/plain', 'slim', '/dropped.wasm', 'missing'],
    ['/plain', 'slim', '/fallback.wasm', 'bytes'],
    ['/plain', 'slim', '/cut.wasm', 'bytes'],
    ['/plain', 'slim', '/pkg/wasm/verify_bg.wasm', 'bytes'],
    ['/plain', 'slim', undefined, 'bytes'],
  ];
  for (const [path, entry, source, reason] of rows) {
    const error = await thrownAt(path, entry, source);
    const row = `${path} ${entry} ${source}: ${error?.message}`;
    assert.equal(error?.reason, reason, row);
    if (error)
      assert.deepEqual([error.name, error.code], ['IamSmartError', 'module-unusable'], row);
  }
});

// V8 wants SSE4.1 for vectors (WebAssembly Core, §5.4.9) on these processors, of which early ones lack it.
const canLackVectors = process.arch === 'x64';
test('the right bytes on a processor without vectors', { skip: !canLackVectors }, async () => {
  const old = await openBrowser('--js-flags=--no-enable-sse4-1');
  try {
    for (const [entry, source] of [
      ['slim', '/pkg/wasm/page_bg.wasm'],
      ['inline', undefined],
    ]) {
      const error = await thrownAt('/plain', entry, source, old);
      assert.equal(error?.code, 'module-unusable', entry);
      assert.equal(error.reason, 'platform', error.message);
    }
  } finally {
    await old.close();
  }
});
