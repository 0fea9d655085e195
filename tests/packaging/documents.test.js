// What the documents show: code that compiles against the packed package, files as they are, commands
// and links that exist, times as the sources have them.

import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript-6.0';
import { shownIn, withRecorded } from '../../benches/document.js';
import { ids, recorded } from '../../benches/record.js';
import { blocksOf } from './documents/blocks.js';
import { constantOf, milliseconds } from './documents/constants.js';
import { DIAGRAMS, drawn } from './documents/diagrams.js';
import { withMade, withParts } from './documents/made.js';
import { problemOf } from './documents/shell.js';
import { packedProject, pkg, root } from './project.js';

/** Documents whose code is compiled, each with what it takes for granted. */
const COMPILED = [
  'README.md',
  'README.zh-HK.md',
  'docs/elements.md',
  'docs/errors.md',
  'docs/evidence.md',
  'docs/timestamps.md',
  'docs/flows.md',
  'docs/form.md',
  'docs/guide-cloudflare.md',
  'docs/guide-filling.md',
  'docs/guide-login.md',
  'docs/guide-sandbox.md',
  'docs/guide-signing.md',
  'docs/guide.md',
  'docs/inspect.md',
  'docs/key.md',
  'docs/node.md',
  'docs/pdf.md',
  'docs/recipes.md',
  'docs/sentences.md',
  'docs/stores.md',
  'docs/verdict.md',
];

const OPTIONS = {
  allowImportingTsExtensions: true,
  lib: ['es2022', 'dom', 'dom.iterable'],
  module: 'nodenext',
  moduleDetection: 'force',
  noEmit: true,
  noPropertyAccessFromIndexSignature: false,
  strict: true,
  target: 'es2022',
  types: ['node'],
};

let project;
before(async () => {
  project = await packedProject();
  await cp(new URL('documents', import.meta.url), join(project.folder, 'given'), {
    recursive: true,
  });
});
after(() => project.remove());

const read = (path) => readFile(join(root, path), 'utf8');

async function documents() {
  const inDocs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  const atRoot = (await readdir(root)).filter((name) => name.endsWith('.md'));
  const beside = ['sandbox', 'examples', 'examples/axum'].map((folder) => `${folder}/README.md`);
  return [...atRoot, ...beside, ...inDocs.map((name) => `docs/${name}`)];
}

for (const path of COMPILED) {
  test(`the code of ${path} compiles`, async () => {
    const blocks = blocksOf(await read(path)).filter(
      ({ language, file }) => /^(js|ts)$/.test(language) && !file,
    );
    assert.ok(blocks.length > 0, 'no code was found');
    const folder = `code/${basename(path, '.md')}`;
    await mkdir(join(project.folder, folder), { recursive: true });
    const files = [`given/${basename(path, '.md')}.d.ts`];
    for (const { language, text, line } of blocks) {
      const name = `${folder}/${line}.${language}`;
      // Errors have the document's line numbers.
      await project.write(name, '\n'.repeat(line) + text);
      files.push(name);
    }
    await compile(files);
  });
}

test('code that does not compile is found', async () => {
  await project.write('wrong.js', "import { Flows } from 'iamsmart/flows';\nFlows.begin();\n");
  await assert.rejects(compile(['wrong.js']), /wrong\.js\(2,7\).*TS2339/s);
});

test('what is said to be a file is the file', async () => {
  let count = 0;
  for (const path of await documents()) {
    for (const { file, text } of blocksOf(await read(path))) {
      if (!file) continue;
      assert.equal(text, await read(file), `${path} shows another ${file}`);
      count += 1;
    }
  }
  assert.ok(count >= 2);
});

test('what is made from the sources is what they say now', async () => {
  let count = 0;
  for (const path of await withParts()) {
    const text = await read(path);
    assert.equal(text, await withMade(text), `${path}: run tests/packaging/documents/refresh.js`);
    count += text.match(/<!-- made: /g)?.length ?? 0;
  }
  assert.ok(count >= 5);
  await assert.rejects(withMade('<!-- made: weather -->\n<!-- end -->'), /weather/);
});

test('what was measured is shown as it was recorded, of each bench that there is', async () => {
  const results = await recorded();
  const benches = (await ids()).sort();
  assert.deepEqual(Object.keys(results.benches), benches, 'run cargo xtask bench --record');
  const shown = [];
  for (const path of await documents()) {
    const text = await read(path);
    assert.equal(
      text,
      withRecorded(text, results),
      `${path}: run tests/packaging/documents/refresh.js`,
    );
    shown.push(...shownIn(text));
  }
  assert.deepEqual([...new Set(shown)].sort(), benches, 'a bench that no document shows');
  const charts = (await readdir(join(root, 'docs/performance'))).filter((name) =>
    name.endsWith('.svg'),
  );
  assert.deepEqual(charts.sort(), benches.map((id) => `${id}.svg`).sort());
  assert.throws(() => withRecorded('<!-- table: weather -->\n<!-- end -->', results), /weather/);
});

test('docs/errors.md has every error code and result code, once', async () => {
  const text = await read('docs/errors.md');
  const rowsOf = (code) => [...text.matchAll(code)].map(([, name]) => name).sort();
  const union = await readFile(join(pkg, 'error-code.d.ts'), 'utf8');
  const codes = [...union.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, name]) => name);
  assert.ok(codes.length > 70);
  assert.deepEqual(rowsOf(/^\| '([\w-]+)' \| [^|]+ \| [^|]+ \|$/gm), codes.sort());
  const results = await readFile(join(pkg, 'server/result-code.d.ts'), 'utf8');
  const known = [...results.matchAll(/'(D\d{5})'/g)].map(([, name]) => name);
  assert.ok(known.length > 80);
  assert.deepEqual(rowsOf(/^\| (D\d{5}) \|/gm), [...new Set(known)].sort());
});

test('the sequence diagrams are those of the script, and each diagram is shown', async () => {
  const names = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.svg'));
  const made = names.filter((name) => name.endsWith('-sequence.svg'));
  assert.deepEqual(made.sort(), Object.keys(DIAGRAMS).sort());
  for (const [name, diagram] of Object.entries(DIAGRAMS)) {
    assert.equal(await read(`docs/${name}`), drawn(diagram), name);
  }
  const shown = await Promise.all((await documents()).map(read));
  for (const name of names) {
    assert.ok(
      shown.some((text) => text.includes(`](${name})`)),
      `no document shows ${name}`,
    );
  }
});

test('Chinese has its own punctuation', async () => {
  const text = (await read('README.zh-HK.md'))
    .replaceAll(/^```.*?^```$/gms, '')
    .replaceAll(/`[^`]+`|\]\([^)]*\)/g, '');
  const halfWidth = /\p{sc=Han}[,.;:!?()"']|[,;:!?()"']\p{sc=Han}/gu;
  assert.deepEqual([...text.matchAll(halfWidth)].map(String), []);
  assert.match('說，完:', halfWidth);
});

test('JSON is JSON', async () => {
  for (const path of await documents()) {
    for (const { language, text, line } of blocksOf(await read(path))) {
      if (language !== 'jsonc') continue;
      const { error } = ts.parseConfigFileTextToJson(path, text);
      assert.equal(error, undefined, `${path}:${line}: ${error?.messageText}`);
    }
  }
});

test('commands exist', async () => {
  const problems = [];
  for (const path of await documents()) {
    for (const { language, text, line } of blocksOf(await read(path))) {
      if (language !== 'sh') continue;
      for (const command of text.replaceAll('\\\n', ' ').split('\n')) {
        const problem = await problemOf(command.replace(/\s+#.*|^#.*/, ''));
        if (problem) problems.push(`${path}:${line}: ${problem}`);
      }
    }
  }
  assert.deepEqual(problems, []);
  assert.match((await problemOf('cargo xtask deploy')) ?? '', /no such command/);
  assert.match((await problemOf('cargo run -p iamsmart-sandbox -- --lisen X')) ?? '', /--lisen/);
  assert.match(
    (await problemOf('cargo build --package iamsmart-sandboks')) ?? '',
    /no such package/,
  );
});

test('links lead to files and headings', async () => {
  const broken = [];
  for (const path of await documents()) {
    const text = (await read(path)).replaceAll(/^ *```.*?^ *```$/gms, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file, heading] = target.split('#');
      const place = file ? join(dirname(path), file) : path;
      const isThere = await read(place).then(
        (content) => !heading || headings(content).has(heading),
        ({ code }) => code === 'EISDIR' && !heading,
      );
      if (!isThere) broken.push(`${path}: ${target}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('the times of docs/flows.md are those of the sources', async () => {
  const rows = (await read('docs/flows.md')).matchAll(
    /^\| [^|]+ \| ([^|]+) \| `(\w+)` \| \[([^\]]+)\]/gm,
  );
  let count = 0;
  for (const [, time = '', name = '', path = ''] of rows) {
    assert.equal(milliseconds(time), constantOf(await read(path), name), `${name} in ${path}`);
    count += 1;
  }
  assert.ok(count >= 13);
});

/** Anchors of a document's headings, as GitHub makes them. */
function headings(markdown) {
  const titles = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

async function compile(files) {
  const typeRoots = [join(root, 'node_modules/@types')];
  // What of the examples' platforms has types.
  const paths = { '*': [join(root, 'node_modules/*')] };
  const options = { ...OPTIONS, allowJs: true, checkJs: true, noImplicitAny: false };
  await project.write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { ...options, typeRoots, paths }, files }),
  );
  await project.run(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '--pretty',
    'false',
  ]);
}
