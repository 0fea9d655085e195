// Joins the scripts of the package's folders, so that a runtime reads few files: those of a folder
// are in its `api.js`, those that need no WebAssembly in its `plain.js` if it has one, and those that
// the folders share in `foundation.js`. Entries stay as they are, but for what they import.
//
//   node join.js PACKAGE

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, posix, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Of the others, each script is an entry, or loaded by one command. */
const FOLDERS = ['page', 'verify', 'server', 'inspect', 'pdf', 'flows', 'node'];

const FOUNDATION = 'foundation.js';

/** Gives the error class another type; each folder has a copy, whose class is the one of the foundation. */
const COPIED = ['iamsmart-error.js'];

/** A relative path in an import or export. */
const IMPORTED = /(\b(?:from|import) )'(\.{1,2}\/[^']+)'/g;

const ALL_OF = /export \* from '(\.{1,2}\/[^']+)';/g;

const folder = resolve(process.argv[2]);

const texts = new Map();
for (const path of await readdir(folder, { recursive: true })) {
  if (!path.endsWith('.js')) continue;
  texts.set(path.split(sep).join('/'), await readFile(join(folder, path), 'utf8'));
}
const imports = new Map(
  [...texts].map(([script, text]) => [
    script,
    [...text.matchAll(IMPORTED)].map(([, , path]) => target(script, path)),
  ]),
);

const joined = reachable(FOLDERS.map((name) => `${name}/api.js`));
const names = new Map();
for (const script of joined) {
  const module = await import(pathToFileURL(join(folder, script)).href);
  names.set(script, Object.keys(module));
}
const places = new Map();
for (const script of joined) {
  const place = placeOf(script);
  if (place) places.set(script, place);
}
for (const name of FOLDERS) moveShared(name);

const made = new Map();
for (const joint of new Set(places.values())) made.set(joint, await bundled(joint));
for (const [script, text] of texts) {
  const isGone = places.has(script) || COPIED.includes(script);
  if (!isGone) made.set(script, redirected(script, text));
}
for (const script of [...places.keys(), ...COPIED]) await rm(join(folder, script));
for (const [script, text] of made) await writeFile(join(folder, script), text);

/** Returns scripts with all that they import. */
function reachable(scripts) {
  const found = new Set();
  const open = [...scripts];
  for (let script = open.pop(); script; script = open.pop()) {
    if (found.has(script) || !texts.has(script)) continue;
    found.add(script);
    open.push(...imports.get(script));
  }
  return found;
}

/** Returns the script that a script becomes a part of; undefined for those that stay. */
function placeOf(script) {
  const name = posix.dirname(script);
  if (COPIED.includes(script)) return undefined;
  if (name === '.') return FOUNDATION;
  if (!FOLDERS.includes(name)) return undefined;
  const plain = `${name}/plain.js`;
  return reachable([plain]).has(script) ? plain : `${name}/api.js`;
}

/**
 * Moves what others import of a folder, that needs no WebAssembly, and that users do not import, to a
 * script of its own: an entry exports all of `plain.js`, since bundlers follow `export *` alone without
 * taking along what stands beside it.
 */
function moveShared(name) {
  const published = names.get(`${name}/plain.js`);
  if (!published) return;
  const isPlain = (script) =>
    posix.dirname(script) === name &&
    ![...reachable([script])].some((path) => path.startsWith('wasm/'));
  const isShared = (script) => {
    const others = [...imports].filter(([other]) => places.get(other) !== places.get(script));
    const isPublished = names.get(script).every((one) => published.includes(one));
    return !isPublished && others.some(([, paths]) => paths.includes(script));
  };
  const shared = [...places.keys()].filter((script) => isPlain(script) && isShared(script));
  for (const script of reachable(shared)) {
    if (isPlain(script)) places.set(script, `${name}/${FOUNDATION}`);
  }
}

/** Returns the scripts of a place as one, which exports what the entry did, and what others import. */
async function bundled(joint) {
  const others = [...imports].filter(([script]) => places.get(script) !== joint);
  const asked = new Set(others.flatMap(([, paths]) => paths));
  const parts = [...places.keys()].filter((script) => places.get(script) === joint);
  const exported = parts.filter((script) => script === joint || asked.has(script)).sort();
  const { outputFiles } = await build({
    absWorkingDir: folder,
    stdin: {
      contents: exported.map((script) => `export * from './${script}';`).join('\n'),
      resolveDir: folder,
    },
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    packages: 'external',
    platform: 'neutral',
    plugins: [outside(joint)],
    target: 'es2022',
    write: false,
  });
  const [{ text }] = outputFiles;
  // Its name, which errors and consoles show, would be another.
  const renamed = text.match(/\bclass _\w+/);
  if (renamed) throw new Error(`${joint}: esbuild renames a class that names itself: ${renamed}`);
  return text;
}

/** Leaves the scripts of other places where they are. */
function outside(joint) {
  return {
    name: 'outside',
    setup({ onLoad, onResolve }) {
      // esbuild drops `export *` from what stays outside.
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        const script = within(path);
        return { contents: named(script, texts.get(script), () => true) };
      });
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const script = within(join(resolveDir, path));
        const place = places.get(script) ?? script;
        if (place === joint || COPIED.includes(script)) return undefined;
        return { path: specifier(joint, place), external: true, sideEffects: false };
      });
    },
  };
}

/** Returns the text of a script that imports from where scripts are now. */
function redirected(script, text) {
  // `moveShared` says why.
  const isNamed = (path) => !path.endsWith('/plain.js');
  return named(script, text, isNamed).replace(IMPORTED, (whole, before, path) => {
    const place = places.get(target(script, path));
    return place ? `${before}'${specifier(script, place)}'` : whole;
  });
}

/** Returns the text of a script that exports by name what it exports all of, if that is asked for. */
function named(script, text, isAsked) {
  return text.replace(ALL_OF, (whole, path) => {
    const exported = names.get(target(script, path));
    return exported && isAsked(path) ? `export { ${exported.join(', ')} } from '${path}';` : whole;
  });
}

function target(script, path) {
  return posix.join(posix.dirname(script), path);
}

function within(path) {
  return relative(folder, path).split(sep).join('/');
}

/** Returns the path by which a script imports another. */
function specifier(from, to) {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}
