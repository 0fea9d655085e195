// Forms that Chromium hashes and sends have the same digest on every server, on the oldest Node of
// the tests and on the newest.

import assert from 'node:assert/strict';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { launchBrowser } from '../e2e/browser.js';
import { start } from '../e2e/programs.js';
import { pkg, root } from './package.js';

const folder = join(root, 'target/node-forms');
const seeds = Array.from({ length: 500 }, (_, seed) => seed);

const programs = [];
let browser;
let page;
let servers;

before(async () => {
  await rm(folder, { recursive: true, force: true });
  const modules = join(folder, 'modules');
  await mkdir(modules, { recursive: true });
  await symlink(pkg, join(modules, 'iamsmart'), 'junction');
  const outfile = join(folder, 'page.js');
  await build({
    absWorkingDir: root,
    bundle: true,
    entryPoints: ['tests/node/page.js'],
    format: 'esm',
    nodePaths: [modules],
    outfile,
  });
  for (const program of [process.execPath, join(root, 'node_modules/.bin/node')]) {
    programs.push(
      await start(program, [join(root, 'tests/node/program.js'), outfile], {
        ready: /^listening (.*)$/,
      }),
    );
  }
  servers = programs.flatMap(({ match }) => match[1].split(' '));
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(servers[0]);
  await page.waitForFunction('globalThis.firstDifference');
});

after(async () => {
  await browser?.close();
  await Promise.all(programs.map((program) => program.stop()));
});

test('page and servers agree on every form', async () => {
  assert.equal(servers.length, 8);
  const outcome = await page.evaluate(
    ([seeds, servers]) => globalThis.firstDifference(seeds, servers),
    [seeds, servers],
  );
  assert.ok(outcome.compared >= 400, JSON.stringify(outcome, null, 2));
});

test('and on files of 5 MB', async () => {
  for (const server of servers) {
    const outcome = await page.evaluate(
      ([server]) => globalThis.firstDifference([-1], [server]),
      [server],
    );
    assert.deepEqual(outcome, { compared: 1 });
  }
});

test('and on a form that a button submits', async () => {
  for (const enctype of ['multipart/form-data', 'application/x-www-form-urlencoded']) {
    const outcome = await page.evaluate(
      ([enctype, server]) => globalThis.submitted(enctype, server),
      [enctype, servers[0]],
    );
    assert.match(outcome.page, /^[\w+/]{43}=$/);
    assert.equal(outcome.server, outcome.page, enctype);
  }
});
