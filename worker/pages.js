// The demo's pages as they are served: scripts and styles bundled and named by their content, each page in
// three languages, and everything compressed.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compressed } from './compressed.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const www = join(root, 'www');

/** Languages of the pages, in the order of the texts. */
const LANGUAGES = ['en', 'zh-HK', 'zh-CN'];

/** Files that a page names and that are bundled. */
const NAMED = /(?<=(?:href|src)=")\/([\w-]+\.(?:js|css|svg))(?=")/g;

/** The page that works offline, and what its service worker keeps beside its files. */
const OFFLINE = { page: '/verify.html', script: '/verify.js', data: ['/api/service'] };

/** @type {Record<string, string>} */
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/**
 * Writes all pages with their files into a folder, and returns what is served of it, by path.
 *
 * @param {string} folder
 * @param {import('esbuild').BuildOptions} common
 * @param {Iterable<[path: string, content: string]>} [data] Further files.
 */
export async function bundlePages(folder, common, data = []) {
  const [pages, texts] = await Promise.all([readPages(), readTexts()]);
  const { files, names, needs } = await bundleScripts(folder, common, pages);
  for (const [name, html] of pages) {
    for (const language of LANGUAGES) {
      const page = inLanguage(html, texts, language).replace(NAMED, (path) => names.get(path));
      files.set(nameIn(name, language), withPreloads(page, needs));
    }
  }
  const [offline, script] = await bundleOffline(common, names, needs);
  files.set(offline, script);
  for (const [path, content] of data) files.set(path.replace(/^\/?/, '/'), content);
  return write(folder, files);
}

/** The pages' sources by their names. */
async function readPages() {
  const names = (await readdir(www)).filter((name) => name.endsWith('.html'));
  return Promise.all(
    names.map(
      async (name) => /** @type {const} */ ([name, await readFile(join(www, name), 'utf8')]),
    ),
  );
}

/**
 * All texts of the pages: what each `*texts.js` exports.
 *
 * @returns {Promise<import('../www/texts.js').Texts>}
 */
async function readTexts() {
  const names = (await readdir(www)).filter((name) => name.endsWith('texts.js'));
  const modules = await Promise.all(
    names.map((name) => import(pathToFileURL(join(www, name)).href)),
  );
  return Object.assign({}, ...modules.flatMap(Object.values));
}

/**
 * Bundles what the pages name. Returns the files, their names by those in the sources, and the scripts that
 * each script needs before it runs.
 *
 * @param {string} folder
 * @param {import('esbuild').BuildOptions} common
 * @param {(readonly [string, string])[]} pages
 */
async function bundleScripts(folder, common, pages) {
  const named = [...new Set(pages.flatMap(([, html]) => html.match(NAMED) ?? []))];
  const isBundled = (/** @type {string} */ path) => !path.endsWith('.svg');
  const { outputFiles = [], metafile } = await build({
    ...common,
    entryPoints: named.filter(isBundled).map((path) => `www${path}`),
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    outdir: folder,
    metafile: true,
    minify: true,
    splitting: true,
    write: false,
  });
  /** @param {string} output A path of the bundler's. */
  const pathOf = (output) => `/${relative(folder, resolve(root, output)).split(sep).join('/')}`;
  const files = new Map(outputFiles.map(({ path, contents }) => [pathOf(path), contents]));
  const names = new Map();
  const needs = new Map();
  for (const [output, { entryPoint, imports = [] }] of Object.entries(metafile?.outputs ?? {})) {
    if (entryPoint?.startsWith('www/')) names.set(entryPoint.slice('www'.length), pathOf(output));
    needs.set(pathOf(output), {
      first: imports
        .filter(({ kind }) => kind === 'import-statement')
        .map(({ path }) => pathOf(path)),
      later: imports
        .filter(({ kind }) => kind === 'dynamic-import')
        .map(({ path }) => pathOf(path)),
    });
  }
  for (const path of named.filter((path) => !isBundled(path))) {
    const content = await readFile(join(www, path));
    const [, name, ending] = path.match(/^\/(.*)\.(\w+)$/) ?? [];
    const hashed = `/assets/${name}-${digestOf(content).slice(0, 8)}.${ending}`;
    names.set(path, hashed);
    files.set(hashed, content);
  }
  return { files, names, needs };
}

/**
 * Writes a language into a page: the texts of its elements with `data-text`, as the page's script would.
 *
 * @param {string} html
 * @param {import('../www/texts.js').Texts} texts
 * @param {string} language
 */
function inLanguage(html, texts, language) {
  const place = LANGUAGES.indexOf(language);
  return html
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace(/(data-text="([^"]+)"[^>]*>)[^<]*/g, (whole, start, key) => {
      const text = texts[key]?.[place];
      return text === undefined ? whole : start + escaped(text);
    });
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Has the browser load what a page's script imports together with it, not one after the other.
 *
 * @param {string} html
 * @param {Map<string, { first: string[] }>} needs
 */
function withPreloads(html, needs) {
  return html.replace(/<script type="module" src="([^"]+)">/, (script, path) =>
    [...neededBy(path, needs)]
      .map((needed) => `<link rel="modulepreload" href="${needed}">`)
      .concat(script)
      .join('\n  '),
  );
}

/**
 * What a script imports, directly or not; with `later`, also what it imports while it runs.
 *
 * @param {string} path
 * @param {Map<string, { first: string[], later?: string[] }>} needs
 * @param {{ later?: boolean }} [options]
 * @param {Set<string>} [found]
 */
function neededBy(path, needs, options = {}, found = new Set()) {
  const { first = [], later = [] } = needs.get(path) ?? {};
  for (const needed of options.later ? [...first, ...later] : first) {
    if (found.has(needed)) continue;
    found.add(needed);
    neededBy(needed, needs, options, found);
  }
  return found;
}

/**
 * The service worker, which has a name of its own, knows the files that it keeps, and changes with them.
 *
 * @param {import('esbuild').BuildOptions} common
 * @param {Map<string, string>} names
 * @param {Map<string, { first: string[], later: string[] }>} needs
 * @returns {Promise<[path: string, content: Uint8Array]>}
 */
async function bundleOffline(common, names, needs) {
  const script = names.get(OFFLINE.script) ?? '';
  const html = await readFile(join(www, OFFLINE.page), 'utf8');
  const named = (html.match(NAMED) ?? []).map((path) => names.get(path));
  const kept = [...new Set([...named, ...neededBy(script, needs, { later: true })])];
  const { outputFiles = [] } = await build({
    ...common,
    define: {
      VERSION: JSON.stringify(digestOf(kept.join()).slice(0, 8)),
      KEPT: JSON.stringify([OFFLINE.page, ...OFFLINE.data, ...kept]),
    },
    entryPoints: ['www/offline.js'],
    minify: true,
    write: false,
  });
  return ['/offline.js', outputFiles[0]?.contents ?? new Uint8Array()];
}

/**
 * @param {string} folder
 * @param {Map<string, string | Uint8Array>} files
 */
async function write(folder, files) {
  /** @type {Record<string, PageFile>} */
  const served = {};
  const writing = [...files].map(async ([path, content]) => {
    const bytes = Buffer.from(content);
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
    const digest = digestOf(bytes);
    const smaller = await compressed(bytes, digest);
    for (const [encoding, content] of smaller) await writeFile(`${place}.${encoding}`, content);
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? '';
    served[path] = { type, digest, encodings: smaller.map(([encoding]) => encoding) };
  });
  await Promise.all(writing);
  return served;
}

/**
 * The name of a page in a language.
 *
 * @param {string} name
 * @param {string} language
 */
function nameIn(name, language) {
  return `/${name.replace('.html', `.${language}.html`)}`;
}

/** @param {string | Uint8Array} content */
function digestOf(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
