// SHA-256 of a 256 MiB stream: the package's ContentHasher and hash-wasm's createSHA256 alternate
// in one Chromium page, over the same chunks. Prints a table; run by `cargo xtask bench`.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const KIB = 1024;
const MIB = 1024 * KIB;
const TOTAL = 256 * MIB;
const CHUNKS = [64 * KIB, MIB];
const ROUNDS = 7;

const FOLDERS = {
  pkg: process.env.IAMSMART_PKG,
  'hash-wasm': fileURLToPath(new URL('../node_modules/hash-wasm/dist', import.meta.url)),
};
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

const server = createServer(async (request, response) => {
  const [, folder, ...path] = request.url.split('/');
  if (folder === '') {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>bench</title>');
    return;
  }
  try {
    const file = await readFile(join(FOLDERS[folder], ...path));
    response.setHeader('content-type', TYPES[extname(request.url)]).end(file);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await chromium.launch({
  executablePath: process.env.IAMSMART_CHROMIUM,
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  console.log(
    `SHA-256 of ${TOTAL / MIB} MiB in Chromium ${browser.version()}, median of ${ROUNDS} rounds`,
  );
  console.log(row(['chunk', 'iamsmart', 'hash-wasm', 'ratio', 'memory grown']));
  for (const chunk of CHUNKS) {
    const { ours, theirs, grown } = await page.evaluate(measure, { chunk, TOTAL, ROUNDS });
    console.log(
      row([
        `${chunk / KIB} KiB`,
        `${speed(median(ours))} MiB/s`,
        `${speed(median(theirs))} MiB/s`,
        (median(theirs) / median(ours)).toFixed(2),
        `${grown / KIB} KiB`,
      ]),
    );
  }
  console.log('Goals: a ratio of 1.00 or more, and memory grown by 1024 KiB at most.');
} finally {
  await browser.close();
  server.close();
}

/**
 * Runs in the page. Times are in milliseconds, sizes in bytes.
 *
 * @param {{ chunk: number, TOTAL: number, ROUNDS: number }} options
 */
async function measure({ chunk, TOTAL, ROUNDS }) {
  const { init, ContentHasher } = await import('/pkg/page/slim.js');
  await init(fetch('/pkg/wasm/page_bg.wasm'));
  const { default: exportsOf } = await import('/pkg/wasm/page.js');
  const memory = Object.values(await exportsOf()).find((v) => v instanceof WebAssembly.Memory);
  const { createSHA256 } = await import('/hash-wasm/index.esm.min.js');
  const peer = await createSHA256();

  const bytes = new Uint8Array(chunk);
  for (let at = 0; at < chunk; at += 65536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65536));
  }
  const hex = (digest) => [...digest].map((b) => b.toString(16).padStart(2, '0')).join('');
  const contestants = {
    ours() {
      const hasher = new ContentHasher('SHA-256');
      for (let done = 0; done < TOTAL; done += chunk) hasher.update(bytes);
      return hex(hasher.digest());
    },
    theirs() {
      peer.init();
      for (let done = 0; done < TOTAL; done += chunk) peer.update(bytes);
      return peer.digest('hex');
    },
  };

  const before = memory.buffer.byteLength;
  const times = { ours: [], theirs: [] };
  const digests = new Set();
  for (let round = 0; round <= ROUNDS; round += 1) {
    const order = round % 2 ? ['ours', 'theirs'] : ['theirs', 'ours'];
    for (const name of order) {
      const start = performance.now();
      digests.add(contestants[name]());
      // The first round is warm-up.
      if (round > 0) times[name].push(performance.now() - start);
    }
  }
  if (digests.size !== 1) throw new Error('The two digests differ.');
  return { ...times, grown: memory.buffer.byteLength - before };
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** @param {number} milliseconds */
function speed(milliseconds) {
  return (TOTAL / MIB / (milliseconds / 1000)).toFixed(0);
}

/** @param {string[]} cells */
function row(cells) {
  return cells.map((cell) => cell.padStart(14)).join('');
}
