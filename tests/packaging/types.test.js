// Checks what compiles against the packed package, by TypeScript version, module resolution and
// platform types.

import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript-6.0';
import { packedProject, pkg, root, tool } from './project.js';

/** The current TypeScript, and older ones by npm package name. */
const CURRENT = 'typescript';
const OLDER = ['typescript-5.7', 'typescript-5.9', 'typescript-6.0'];

/** Compiler options beyond `strict` that some projects set. */
const STRICTEST = {
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  isolatedModules: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
};

const RESOLUTIONS = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler', ...STRICTEST },
};

const PLATFORMS = {
  DOM: {
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    sources: [
      'page.ts',
      'verifier.ts',
      'inspector.ts',
      'pdf-signer.ts',
      'server.ts',
      'node-handlers.ts',
    ],
  },
  'web worker': {
    lib: ['es2022', 'webworker'],
    types: [],
    sources: ['verifier.ts', 'inspector.ts', 'pdf-signer.ts', 'server.ts'],
  },
  Node: {
    lib: ['es2022'],
    types: ['node'],
    sources: [
      'node.ts',
      'node-servers.ts',
      'verifier.ts',
      'inspector.ts',
      'pdf-signer.ts',
      'server.ts',
    ],
  },
  // No library 'dom' and no types of a runtime's: what the platform gives has no type there.
  'no platform': {
    lib: ['es2022'],
    types: [],
    sources: ['bare.ts'],
  },
  Cloudflare: {
    lib: ['es2022'],
    types: ['@cloudflare/workers-types'],
    sources: ['workers.ts', 'verifier.ts', 'inspector.ts', 'pdf-signer.ts', 'server.ts'],
  },
};

/**
 * The current version is tested with every platform and resolution, older ones with half of them.
 */
const CASES = Object.keys(PLATFORMS).flatMap((platform, i) => [
  ...Object.keys(RESOLUTIONS).map((resolution) => ({ compiler: CURRENT, platform, resolution })),
  ...OLDER.map((compiler, j) => ({
    compiler,
    platform,
    resolution: (i + j) % 2 ? 'bundler' : 'nodenext',
  })),
]);

let project;

before(async () => {
  project = await packedProject();
  await cp(new URL('types', import.meta.url), join(project.folder, 'types'), { recursive: true });
});

after(() => project.remove());

for (const { compiler, platform, resolution } of CASES) {
  test(`${compiler}, ${platform}, ${resolution}`, async () => {
    const { lib, types, sources } = PLATFORMS[platform];
    const files = sources.map((name) => `types/${name}`);
    await compile(compiler, { ...RESOLUTIONS[resolution], lib, types }, files);
  });
}

for (const compiler of [CURRENT, ...OLDER]) {
  test(`${compiler}: elements in JSX and in Vue's templates`, async () => {
    const modules = join(root, 'node_modules');
    const paths = {
      react: [join(modules, '@types/react')],
      'react/*': [join(modules, '@types/react/*')],
      vue: [join(modules, 'vue')],
    };
    const lib = ['es2022', 'dom', 'dom.iterable'];
    // The frameworks' own declarations are not ours to check.
    const options = { ...RESOLUTIONS.bundler, lib, types: [], jsx: 'react-jsx', paths };
    await compile(compiler, { ...options, skipLibCheck: true }, [
      'types/react.tsx',
      'types/vue.ts',
    ]);
  });
}

test('what is wrong is refused, and what is right where it is said to be wrong', async () => {
  const options = { module: 'nodenext', lib: ['es2022', 'dom'], types: [] };
  for (const [expected, source] of [
    [/TS2345/, "import { hkicHash } from 'iamsmart';\nhkicHash(1);\n"],
    [/TS2578/, "import { hkicHash } from 'iamsmart';\n// @ts-expect-error\nhkicHash('');\n"],
  ]) {
    await project.write('refused.ts', source);
    await assert.rejects(compile(CURRENT, options, ['refused.ts']), expected);
  }
});

test('whatever an entry exports has a documentation comment', async () => {
  const entries = Object.entries(JSON.parse(await readFile(join(pkg, 'package.json'))).exports)
    .filter(([, target]) => target.types)
    .map(([name, target]) => [name, join(pkg, target.types)]);
  assert.equal(entries.length, 36);
  const program = ts.createProgram(
    entries.map(([, path]) => path),
    { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, types: [] },
  );
  const checker = program.getTypeChecker();
  const comment = (symbol) => {
    const named = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return ts.displayPartsToString(named.getDocumentationComment(checker));
  };
  const bare = entries.flatMap(([name, path]) =>
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)))
      .filter((symbol) => !comment(symbol))
      .map((symbol) => `${name}: ${symbol.name}`),
  );
  assert.deepEqual(bare, []);
});

/** Projects by what they are of; those of the examples are not beside them, where bundlers would read them. */
const TYPED = {
  'worker/': 'worker',
  'www/': 'www',
  ...Object.fromEntries(
    ['node', 'page', 'deno', 'worker', 'tests'].map((name) => [
      `examples: ${name}`,
      `tests/examples/types/${name}.json`,
    ]),
  ),
};
for (const [name, path] of Object.entries(TYPED)) {
  test(`${name} is typed`, () =>
    project.run(process.execPath, [
      join(root, 'node_modules', CURRENT, 'bin/tsc'),
      ...['--project', join(root, path)],
    ]));
}

test('attw finds nothing', () =>
  project.run(tool('attw'), [
    project.packed.filename,
    ...['--profile', 'esm-only', '--no-color', '--no-emoji'],
  ]));

async function compile(compiler, options, files) {
  const typeRoots = ['node_modules/@types', 'node_modules'].map((folder) => join(root, folder));
  const strict = { noEmit: true, strict: true, target: 'es2022', typeRoots };
  await project.write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { ...strict, ...options }, files }),
  );
  await project.run(process.execPath, [join(root, 'node_modules', compiler, 'bin/tsc')]);
}
