// A form hashed in the page and again from the received body has the same canonical form: in each
// engine, on each server. Sixty forms in Chromium; with IAMSMART_LONG, a thousand in each engine.

import assert from 'node:assert/strict';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from 'esbuild';
import workerd from 'workerd';
import { launchBrowser } from '../e2e/browser.js';
import { ENGINES } from '../e2e/engines.js';
import { start } from '../e2e/programs.js';
import { pkg, root } from '../node/package.js';

const isLong = process.env.IAMSMART_LONG === 'true';
const engines = isLong ? Object.keys(ENGINES) : ['Chromium'];
/** The page refuses one in six, by their names. */
const seeds = Array.from({ length: isLong ? 1250 : 60 }, (_, seed) => seed);
const least = isLong ? 1000 : 40;

/** Forms of one call: a page that is busy for minutes is given up by its driver. */
const BATCH = 100;

/** Servers whose own parser reads what it reads as the page wrote it (docs/form.md). */
const AGREEING = /^(Node (?!.*multer)|workerd)/;

const folder = join(root, 'target/forms');

const programs = [];
/** Origin of each server, by name. @type {Record<string, string>} */
const servers = {};

before(async () => {
  await rm(folder, { recursive: true, force: true });
  await bundle();
  const page = join(folder, 'page.js');
  for (const [version, program] of [
    ['20', process.execPath],
    ['26', join(root, 'node_modules/.bin/node')],
  ]) {
    const [, origins] = await running(program, [join(root, 'tests/forms/node.js'), page]);
    for (const [name, origin] of Object.entries(JSON.parse(origins))) {
      servers[`Node ${version}, ${name}`] = origin;
    }
  }
  const web = join(folder, 'web.js');
  [, servers.Deno] = await running(process.env.IAMSMART_DENO, [
    ...['run', '--quiet', '--no-prompt', '--no-config', '--allow-net=127.0.0.1', web],
  ]);
  [, servers.Bun] = await running(process.env.IAMSMART_BUN, ['run', web]);
  const [, port] = await running(
    workerd.default,
    ['serve', '--control-fd=1', join(folder, 'workerd/config.capnp')],
    /"event":"listen".*"port":(\d+)/,
  );
  servers.workerd = `http://127.0.0.1:${port}`;
});

after(() => Promise.all(programs.map((program) => program.stop())));

test('the servers are those of the documents', () => {
  const ofNode = ['http', 'Express 5', 'Express 4', 'Fastify 5', 'Express 5 with multer'];
  assert.deepEqual(Object.keys(servers), [
    ...ofNode.map((name) => `Node 20, ${name}`),
    ...ofNode.map((name) => `Node 26, ${name}`),
    ...['Deno', 'Bun', 'workerd'],
  ]);
});

for (const engine of engines) {
  describe(engine, () => {
    let page;

    before(async () => {
      page = await ENGINES[engine]();
      await page.goto(servers['Node 20, http']);
      await page.evaluate(ready);
    });

    after(() => page?.close());

    test('the generator makes every kind of trouble', async () => {
      const coverage = await page.evaluate('(seeds) => globalThis.coverage(seeds)', seeds);
      for (const [kind, count] of Object.entries(coverage)) {
        assert.ok(count >= least / 20, `${kind}: ${count}`);
      }
    });

    test('page and servers agree on every form', async (t) => {
      const forms = addresses('/form');
      const own = addresses('/own');
      const read = {};
      let compared = 0;
      for (let at = 0; at < seeds.length; at += BATCH) {
        const batch = seeds.slice(at, at + BATCH);
        const outcome = await page.evaluate('(seeds, to) => globalThis.compare(seeds, to)', batch, [
          ...forms,
          ...own,
        ]);
        compared += outcome.compared;
        for (const [to, found] of Object.entries(outcome.read)) add(read, to, found);
      }
      assert.ok(compared >= least, `${compared} of ${seeds.length} were compared`);
      for (const [name, origin] of Object.entries(servers)) {
        const { same, refused, other, first } = read[`${origin}/own`];
        t.diagnostic(
          `${page.version}, ${name}, its own parser: ${same} of ${compared} the same, ${other} otherwise, ${refused} refused`,
        );
        if (process.env.IAMSMART_SHOW && first) t.diagnostic(JSON.stringify(first));
      }
      for (const [name, origin] of Object.entries(servers)) {
        const { same, first } = read[`${origin}/form`];
        assert.equal(same, compared, `${name}: ${JSON.stringify(first, null, 2)}`);
        const own = read[`${origin}/own`];
        if (AGREEING.test(name)) assert.equal(own.other, 0, JSON.stringify(own.first, null, 2));
      }
    });

    test('and on files of 5 MB', async () => {
      const outcome = await page.evaluate(
        '(to) => globalThis.compare([-1], to)',
        addresses('/form'),
      );
      const same = { same: 1, refused: 0, other: 0 };
      assert.deepEqual(outcome, {
        compared: 1,
        read: Object.fromEntries(addresses('/form').map((to) => [to, same])),
      });
    });

    test('and on a form that a button submits, from a page in UTF-8 and in Big5', async () => {
      const to = `${servers['Node 20, http']}/form`;
      for (const [path, attributes] of [
        ['/', 'enctype="multipart/form-data"'],
        ['/', 'enctype="application/x-www-form-urlencoded"'],
        ['/big5', 'enctype="multipart/form-data" accept-charset="utf-8"'],
        ['/big5', 'enctype="application/x-www-form-urlencoded" accept-charset="utf-8"'],
      ]) {
        await page.goto(servers['Node 20, http'] + path);
        await page.evaluate(ready);
        const outcome = await page.evaluate(submitted, to, attributes);
        assert.equal(outcome.server, outcome.page, `${path} ${attributes}`);
        const { fields } = JSON.parse(outcome.page);
        assert.deepEqual(fields, [
          ['fullName', "陳大文 & 'co' %22😀"],
          ['address', '\n一\n \ufeff\n'],
          ['地址', '二'],
          ['address.dir', 'rtl'],
          ['_charset_', 'UTF-8'],
          ['e\u0301', 'e\u0301'],
          ['several', '1'],
          ['several', '3'],
          ['send', 'now'],
        ]);
      }
    });

    test('without accept-charset, a page in Big5 is refused or differs', async () => {
      const to = `${servers['Node 20, http']}/form`;
      await page.goto(`${servers['Node 20, http']}/big5`);
      await page.evaluate(ready);
      const outcome = await page.evaluate(submitted, to, 'enctype="multipart/form-data"');
      assert.notEqual(outcome.server, outcome.page);
      assert.match(outcome.server, /^form-malformed: |"_charset_","(?!UTF-8)/);
    });
  });
}

test("a directory's files have their paths, in Chromium", async () => {
  const plans = join(folder, 'plans');
  await mkdir(join(plans, 'ground floor'), { recursive: true });
  await writeFile(join(plans, 'a.txt'), 'a');
  await writeFile(join(plans, 'ground floor', '許可證 "b".pdf'), 'b');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(servers['Node 20, http']);
    await page.waitForFunction('globalThis.compareInput');
    await page.setContent('<form><input type="file" name="plans" webkitdirectory></form>');
    await page.setInputFiles('input', plans);
    const outcome = await page.evaluate((to) => globalThis.compareInput(to), addresses('/form'));
    assert.deepEqual(outcome.paths.sort(), ['plans/a.txt', 'plans/ground floor/許可證 "b".pdf']);
    const names = JSON.parse(outcome.page).files.map(({ name }) => name);
    assert.deepEqual(names.sort(), ['other.pdf', ...outcome.paths]);
    for (const [at, name] of Object.keys(servers).entries()) {
      assert.equal(outcome.answers[at], outcome.page, name);
    }
  } finally {
    await browser.close();
  }
});

/** Waits for the page's script. */
const ready = `async () => {
  while (!globalThis.compare) await new Promise((resolve) => setTimeout(resolve, 20));
}`;

const submitted = '(to, attributes) => globalThis.submitted(to, attributes)';

const addresses = (path) => Object.values(servers).map((origin) => origin + path);

/** Adds what a batch has found. */
function add(read, to, found) {
  read[to] ??= { same: 0, refused: 0, other: 0 };
  for (const kind of ['same', 'refused', 'other']) read[to][kind] += found[kind];
  read[to].first ??= found.first;
}

async function running(program, args, ready = /^listening (.*)$/) {
  const started = await start(program, args, { ready });
  programs.push(started);
  return started.match;
}

/** Bundles the page and the servers with the package, as after `npm install iamsmart`. */
async function bundle() {
  const modules = join(folder, 'modules');
  await mkdir(modules, { recursive: true });
  await symlink(pkg, join(modules, 'iamsmart'), 'junction');
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    nodePaths: [modules],
    outdir: folder,
  };
  await build({ ...common, entryPoints: ['tests/forms/page.js', 'tests/forms/web.js'] });
  const outdir = join(folder, 'workerd');
  await build({
    ...common,
    conditions: ['workerd'],
    entryPoints: ['tests/forms/web.js'],
    loader: { '.wasm': 'copy' },
    outdir,
  });
  await rename(join(outdir, 'web.js'), join(outdir, 'a.js'));
  const entry = (name) =>
    `(name = "${name}", ${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${name}"),`;
  await writeFile(
    join(outdir, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    compatibilityDate = "2026-01-01",
    modules = [${(await readdir(outdir)).sort().map(entry).join('\n      ')}],
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`,
  );
}
