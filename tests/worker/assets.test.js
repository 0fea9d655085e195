// The pages' files as a browser gets them: small, once, and in its language.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startDemo } from '../e2e/demo.js';

const DECODED = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  undefined: (content) => content,
};

let demo;
/** Paths of the files that the start page names. */
let files;

before(async () => {
  demo = await startDemo();
  const page = `${(await get('/')).body}`;
  files = [...new Set(page.match(/\/assets\/[\w.-]+/g))];
  assert.ok(files.length >= 4, `${files}`);
});
after(() => demo?.stop());

/** What comes over the wire; `fetch` would decode it. */
function get(path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    const sent = request(demo.origin + path, { method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('what a browser can read compressed comes compressed, and is the same', async () => {
  for (const path of ['/', '/verify.html', '/offline.js', ...files]) {
    const plain = await get(path);
    assert.equal(plain.status, 200, path);
    assert.equal(plain.headers['content-encoding'], undefined, path);
    for (const [accepted, coding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['br;q=0.1, gzip', 'br'],
      ['gzip', 'gzip'],
      ['GZIP;q=1.0, br;q=0', 'gzip'],
      ['*', 'br'],
      ['identity', undefined],
      ['br;q=0, gzip;q=0, *;q=1', undefined],
      ['', undefined],
    ]) {
      const what = `${path} ${accepted}`;
      const { headers, body } = await get(path, { 'Accept-Encoding': accepted });
      // A few bytes are not worth it.
      const expected = plain.body.length < 512 ? undefined : coding;
      assert.equal(headers['content-encoding'], expected, what);
      assert.match(headers.vary, /Accept-Encoding/, what);
      assert.ok(DECODED[`${expected}`](body).equals(plain.body), what);
      if (expected) assert.ok(body.length < plain.body.length * 0.75, what);
    }
  }
});

test('what is named by its content is asked for once; a page is asked for again, and not sent again', async () => {
  const compressed = { 'Accept-Encoding': 'br' };
  for (const path of files) {
    const { headers } = await get(path, compressed);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable', path);
  }
  const script = files.find((path) => path.endsWith('.js'));
  for (const path of ['/', '/verify.html', '/verify', '/offline.js', script]) {
    const { headers } = await get(path, compressed);
    if (path !== script) assert.equal(headers['cache-control'], 'no-cache', path);
    for (const known of [headers.etag, `W/${headers.etag}`, `"other", ${headers.etag}`]) {
      const again = await get(path, { ...compressed, 'If-None-Match': known });
      assert.equal(again.status, 304, `${path} ${known}`);
      assert.equal(again.body.length, 0, path);
      assert.equal(again.headers.etag, headers.etag, path);
      assert.ok(again.headers['content-security-policy'], path);
    }
    // Another coding or language is another form of it.
    const other = await get(path, { 'If-None-Match': headers.etag });
    assert.equal(other.status, 200, path);
    assert.notEqual(other.headers.etag, headers.etag);
    const head = await get(path, compressed, 'HEAD');
    assert.equal(head.headers.etag, headers.etag);
    assert.equal(head.body.length, 0);
  }
});

test('a page comes in the language that was chosen, or that the browser wants', async () => {
  const languageOf = async (headers) => {
    const { headers: sent, body } = await get('/', headers);
    const [, language] = `${body}`.match(/<html lang="([^"]+)"/);
    assert.equal(sent['content-language'], language);
    assert.match(sent.vary, /Accept-Language, Cookie/);
    return language;
  };
  for (const [wanted, chosen, expected] of [
    ['', '', 'en'],
    ['zh-HK', '', 'zh-HK'],
    ['zh-TW,zh;q=0.9,en;q=0.8', '', 'zh-HK'],
    ['zh-CN', '', 'zh-CN'],
    ['zh-Hans-HK', '', 'zh-CN'],
    ['yue', '', 'zh-HK'],
    ['fr-FR, en;q=0.5, zh-CN;q=0.7', '', 'zh-CN'],
    ['fr, *', '', 'en'],
    ['zh;q=0, en', '', 'en'],
    ['zh-HK', 'language=en', 'en'],
    ['en', '__Host-session=x; language=zh-CN', 'zh-CN'],
    ['en', 'language=../../worker', 'en'],
    ['en', 'otherlanguage=zh-CN', 'en'],
  ]) {
    const headers = { 'Accept-Language': wanted, Cookie: chosen };
    assert.equal(await languageOf(headers), expected, `${wanted} ${chosen}`);
  }
});

test('in each language a page says its texts before a script runs, and names files that are there', async () => {
  const pages = (await readdir(new URL('../../www/', import.meta.url))).filter((name) =>
    name.endsWith('.html'),
  );
  // The tour is served only where its sandbox is named.
  const names = pages.filter((name) => name !== 'tour.html');
  assert.ok(names.length >= 2);
  for (const name of names) {
    const pages = [];
    for (const language of ['en', 'zh-HK', 'zh-CN']) {
      const { body } = await get(`/${name}`, { Cookie: `language=${language}` });
      pages.push(`${body}`);
    }
    const shapes = pages.map((page) =>
      page.replace(/>[^<]*</g, '><').replace(/<html lang="[^"]+"/, ''),
    );
    assert.equal(new Set(shapes).size, 1, name);
    assert.equal(new Set(pages).size, 3, name);
    const paths = pages[0].match(/(?<=(?:href|src)=")\/[\w./-]*(?=")/g);
    // Where there is no tour, nothing is shown that leads to it.
    for (const path of paths.filter((path) => path !== '/tour')) {
      const { status } = await get(path);
      assert.ok(status === 200 || status === 302, `${name}: ${path}`);
    }
  }
});

test('nothing else is served, by whatever name', async () => {
  for (const path of [
    '/app.js',
    '/tsconfig.json',
    '/assets/',
    '/assets/app.js',
    `${files[0]}.br`,
    '/index.en.html.gzip',
    '/__proto__',
    '/constructor',
    '/hasOwnProperty',
    '/..%2fworker.js',
    '/%2e%2e/worker.js',
    '//worker.js',
  ]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test('a name is that of the content', async () => {
  const { body } = await get(files.find((path) => path.endsWith('.svg')));
  const [, hash] = files.join().match(/icon-(\w+)\.svg/);
  assert.equal(createHash('sha256').update(body).digest('hex').slice(0, hash.length), hash);
});
