// Tests the installation of Chrome for Testing against a local server in place of Google's storage.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import yazl from 'yazl';
import { installChromeForTesting, RELEASE } from './chrome-for-testing.js';

const VERSION = '151.0.7922.47';

/** Each platform's folder in Google's storage, and the path of the browser in the archive. */
const PLATFORMS = {
  linux: { folder: 'linux64', chrome: 'chrome-linux64/chrome' },
  mac_arm: {
    folder: 'mac-arm64',
    chrome:
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  },
};

let cache;
let storage;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'iamsmart-browser-'));
  storage = await startStorage();
});

afterEach(async () => {
  storage.stop();
  await rm(cache, { recursive: true, force: true });
});

for (const [platform, { folder }] of Object.entries(PLATFORMS)) {
  test(`on ${platform}, a browser of the pinned version`, async () => {
    const release = await publish(platform);
    const chrome = await install(platform, release);
    assert.equal(await run(chrome), `Google Chrome for Testing ${VERSION}`);
    assert.deepEqual(storage.requests, [`/${VERSION}/${folder}/chrome-${folder}.zip`]);
  });
}

test('what is in place is not downloaded again', async () => {
  const release = await publish('linux');
  const first = await install('linux', release);
  storage.requests.length = 0;
  assert.equal(await install('linux', release), first);
  assert.deepEqual(storage.requests, []);
});

test('a connection that is cut once is tried again', async () => {
  const release = await publish('linux');
  storage.cut(`/${VERSION}/linux64/chrome-linux64.zip`, 1);
  const chrome = await install('linux', release);
  assert.equal(await run(chrome), `Google Chrome for Testing ${VERSION}`);
  assert.equal(storage.requests.length, 2);
});

test('a connection that is cut twice is a failure, and leaves nothing behind', async () => {
  const release = await publish('linux');
  storage.cut(`/${VERSION}/linux64/chrome-linux64.zip`, 2);
  await assert.rejects(
    install('linux', release),
    /Download failed: expected \d+ bytes, received \d+ bytes.*chrome-linux64\.zip/,
  );
  assert.equal(storage.requests.length, 2);
  assert.deepEqual(await readdir(cache), []);
});

test('an archive that is not there is a failure, and leaves nothing behind', async () => {
  const { checksums } = await publish('linux');
  const release = { version: '151.0.7922.48', checksums };
  await assert.rejects(install('linux', release), /server returned code 404.*151\.0\.7922\.48/);
  assert.deepEqual(await readdir(cache), []);
});

test('an archive of another checksum is a failure, and leaves nothing behind', async () => {
  const release = await publish('linux');
  await publish('linux', 'echo changed');
  await assert.rejects(
    install('linux', release),
    new RegExp(`Integrity check failed.*Expected: ${release.checksums.linux}`, 's'),
  );
  assert.deepEqual(await readdir(cache), []);
});

test('a browser of another version is a failure, and leaves nothing behind', async () => {
  const release = await publish('linux', 'echo Google Chrome for Testing 150.0.7871.46');
  await assert.rejects(install('linux', release), /not of version 151\.0\.7922\.47: .*150/);
  assert.deepEqual(await readdir(cache), []);
});

test('a browser that does not start says why', async () => {
  const loading = 'echo "error while loading shared libraries: libnss3.so" >&2; exit 127';
  const release = await publish('linux', loading);
  await assert.rejects(install('linux', release), /libnss3\.so/);
  assert.deepEqual(await readdir(cache), []);
});

test('a platform without a checksum is a failure before any download', async () => {
  await assert.rejects(install('win32', RELEASE), /No checksum is known for 'win32'/);
  assert.deepEqual(storage.requests, []);
});

test('the pinned release names a version and a checksum for each platform', () => {
  assert.match(RELEASE.version, /^\d+\.0\.\d+\.\d+$/);
  for (const checksum of Object.values(RELEASE.checksums)) assert.match(checksum, /^[0-9a-f]{64}$/);
});

function install(platform, release) {
  return installChromeForTesting({ cache, platform, release, baseUrl: storage.url });
}

async function run(program) {
  const { stdout } = await promisify(execFile)(program, ['--version']);
  return stdout.trim();
}

/** Puts a platform's archive into the storage, and returns the release with its digest. */
async function publish(platform, browser = `echo Google Chrome for Testing ${VERSION}`) {
  const { folder, chrome } = PLATFORMS[platform];
  const bytes = await archive(chrome, browser);
  storage.files.set(`/${VERSION}/${folder}/chrome-${folder}.zip`, bytes);
  const checksum = createHash('sha256').update(bytes).digest('hex');
  return { version: VERSION, checksums: { [platform]: checksum } };
}

/** Creates a ZIP file that contains one shell script. */
async function archive(path, command) {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(`#!/bin/sh\n${command}\n`), path, { mode: 0o100755 });
  zip.end();
  return buffer(zip.outputStream);
}

async function startStorage() {
  const files = new Map();
  const cuts = new Map();
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    const bytes = files.get(request.url);
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-length': bytes.length });
    const left = cuts.get(request.url) ?? 0;
    if (left === 0) {
      response.end(bytes);
      return;
    }
    cuts.set(request.url, left - 1);
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    files,
    requests,
    url: `http://127.0.0.1:${server.address().port}`,
    /** Breaks the next connections for a file while it is sent. */
    cut: (path, times) => cuts.set(path, times),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
