// Values of a frame, which has classes of its own, handed to the page's functions.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openBrowser, openSite } from './site.js';

let browser;
let site;
let page;
before(async () => {
  browser = await openBrowser();
  site = await openSite({
    '/empty': { headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><title>e</title>' },
  });
  page = await browser.newPage();
  await page.goto(`${site.origin}/empty`);
  await page.evaluate(async () => {
    globalThis.iamsmart = await import('/pkg/page/inline.js');
    globalThis.verify = await import('/pkg/verify/inline.js');
    const frame = document.createElement('iframe');
    document.body.append(frame);
    globalThis.other = frame.contentWindow;
  });
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const HELLO = createHash('sha256').update('hello').digest('hex');

test('bytes, Blobs, Files and streams', async () => {
  const digests = await page.evaluate(async () => {
    const { other } = globalThis;
    const bytes = other.Uint8Array.of(0x68, 0x65, 0x6c, 0x6c, 0x6f);
    const contents = {
      bytes,
      buffer: bytes.buffer,
      encoded: new other.TextEncoder().encode('hello'),
      view: new other.DataView(bytes.buffer),
      blob: new other.Blob(['hello']),
      file: new other.File(['hello'], 'a'),
      stream: new other.Response('hello').body,
    };
    const digests = {};
    for (const [name, content] of Object.entries(contents)) {
      if (content instanceof Object) throw new Error(`${name} is of this realm`);
      const digest = await globalThis.iamsmart.hashContent(content);
      digests[name] = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return digests;
  });
  for (const [name, digest] of Object.entries(digests)) assert.equal(digest, HELLO, name);
  assert.equal(Object.keys(digests).length, 7);
});

test('a form, with its files', async () => {
  const [theirs, ours] = await page.evaluate(async () => {
    const texts = [];
    for (const { FormData, File } of [globalThis.other, globalThis]) {
      const form = new FormData();
      form.append('a', 'b');
      form.append('f', new File(['hello'], 'a.txt'));
      texts.push((await globalThis.iamsmart.hashForm(form, { formName: 'f' })).text);
    }
    return texts;
  });
  assert.equal(theirs, ours);
});

test('dates and certificates', async () => {
  const found = await page.evaluate(() => {
    const { other } = globalThis;
    const { pending } = globalThis.iamsmart.beginLogin({
      server: { kind: 'iamsmart', gateway: 'https://gateway.example' },
      clientId: 'c',
      redirectUri: 'https://e.example/back',
      scope: ['a'],
      now: new other.Date(0),
    });
    let code;
    try {
      globalThis.verify.revocationPointers(new other.Uint8Array(3));
    } catch (error) {
      code = error.code;
    }
    return [pending.expiresAt, code];
  });
  assert.deepEqual(found, ['1970-01-01T00:18:00.000Z', 'certificate-malformed']);
});
