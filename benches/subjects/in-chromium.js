// Subjects in Chromium: a page for each sample, in turns. Each is bundled and minified, as an app
// does it, and served over HTTP, to be kept for a year.

import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { folder, placeOf, root, WORKS, written } from './subjects.js';

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** V8 keeps compiled code of a script that was run twice within three days. */
const VISITS_BEFORE = 3;

/**
 * @typedef {{ firstResult: number, firstCall: number, lastCall: number }} Took milliseconds
 * @typedef {{ cold: Took[], warm: Took[] }} Visits
 */

/**
 * Cold: a browser that was never there. Warm: one that comes again, if that is asked for.
 *
 * @param {{ pkg: string, chromium?: string }} tools
 * @param {string} work
 * @param {{ rounds: number, calls?: number, again?: boolean }} options
 * @returns {Promise<Record<string, Visits>>}
 */
export async function inChromium(
  { pkg, chromium: executablePath },
  work,
  { rounds, calls = 1, again = true },
) {
  const subjects = await written(work, pkg);
  const files = new Map();
  for (const [at, subject] of subjects.entries()) {
    files.set(`/${at}.js`, await bundled(placeOf(work, subject)));
  }
  const server = createServer(({ url = '' }, response) => {
    const script = files.get(url);
    const type = script ? 'text/javascript' : 'text/html';
    const cached = script ? { 'cache-control': 'max-age=31536000, immutable' } : {};
    response.writeHead(200, { 'content-type': type, ...cached, ...ISOLATED });
    response.end(script ?? '<!doctype html><meta charset="utf-8"><title>bench</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  const visits = Object.fromEntries(subjects.map(({ name }) => [name, { cold: [], warm: [] }]));
  const visit = async (context, at) => {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const { known } = WORKS[work];
    const { result, ...took } = await page.evaluate(measure, { path: `/${at}.js`, known, calls });
    await page.close();
    const { name } = subjects[at];
    if (!WORKS[work].is(result)) throw new Error(`${work}, ${name}: ${result}`);
    return took;
  };
  try {
    const known = await browser.newContext();
    for (let before = 0; again && before < VISITS_BEFORE; before += 1) {
      for (const at of subjects.keys()) await visit(known, at);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < subjects.length; turn += 1) {
        const at = (round + turn) % subjects.length;
        const { name } = subjects[at];
        const stranger = await browser.newContext();
        visits[name].cold.push(await visit(stranger, at));
        await stranger.close();
        if (again) visits[name].warm.push(await visit(known, at));
      }
    }
    return visits;
  } finally {
    await browser.close();
    server.close();
  }
}

/** @param {string} entry */
async function bundled(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    entryPoints: [entry],
    format: 'esm',
    logLevel: 'error',
    minify: true,
    nodePaths: [join(folder, 'subjects/node_modules')],
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0].text;
}

/**
 * Runs in the page.
 *
 * @param {{ path: string, known: object, calls: number }} asked
 */
async function measure({ path, known, calls }) {
  const LAST = 10;
  const begun = performance.now();
  const { first } = await import(path);
  const imported = performance.now();
  const result = await first(known);
  const called = performance.now();
  for (let call = 2; call <= calls - LAST; call += 1) await first(known);
  const warm = performance.now();
  if (calls > 1) for (let call = 0; call < LAST; call += 1) await first(known);
  return {
    result,
    firstResult: called - begun,
    firstCall: called - imported,
    lastCall: (performance.now() - warm) / LAST,
  };
}
