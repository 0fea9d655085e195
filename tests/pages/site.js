// A site with the pages of the recipes, and a gateway that sends each user back at once.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchBrowser } from '../e2e/browser.js';
import { isPrefetch } from './recipes/prefetch.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

const TYPES = { js: 'text/javascript', wasm: 'application/wasm' };

/** @param {string[]} args More options of Chromium. */
export async function openBrowser(...args) {
  return launchBrowser({ args, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
}

/** Renders the next page in advance, and goes there later, in a browser that nobody drives. */
const AHEAD = `<script>
  if (localStorage.alone) {
    const { href } = document.querySelector('#app');
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.textContent = JSON.stringify({ prerender: [{ urls: [href], eagerness: 'immediate' }] });
    document.head.append(rules);
    setTimeout(() => document.querySelector('#app').click(), 3000);
  }
</script>`;

/** Starts a browser that no program drives: Chromium renders nothing in advance for those that are. */
export function openAlone(url, folder) {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const program = process.env.IAMSMART_CHROMIUM ?? '/usr/bin/chromium';
  return spawn(program, [...args, `--user-data-dir=${folder}`, url], { stdio: 'ignore' });
}

/**
 * Serves the site. `answers` are further pages by path; `/pkg/` has the package's files.
 *
 * @param {Record<string, { status?: number, headers?: Record<string, string>, body?: string }>} answers
 */
export async function openSite(answers = {}) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('site.jsx', import.meta.url))],
    alias: { iamsmart: join(pkg, 'page/inline.js') },
    bundle: true,
    // StrictMode runs effects twice in development only.
    define: { 'process.env.NODE_ENV': '"development"' },
    format: 'esm',
    jsx: 'automatic',
    write: false,
  });
  const seen = { redeemed: [], prefetched: 0, reported: [] };
  const html = (body) => ({
    headers: { 'Content-Type': 'text/html' },
    body: `<!doctype html><title>t</title><body>${body}`,
  });
  const script = '<script type="module" src="/site.js"></script>';
  const pages = {
    '/': () => html(`<button>Log in</button>${script}`),
    '/back': () => html(`<main></main>${script}`),
    '/site.js': () => ({
      headers: { 'Content-Type': 'text/javascript' },
      body: outputFiles[0].text,
    }),
    '/api/v1/auth/getQR': ({ searchParams }) => {
      const to = new URL(searchParams.get('redirectURI'));
      to.searchParams.set('code', `code-${seen.redeemed.length}`);
      to.searchParams.set('state', searchParams.get('state'));
      // The user goes on by a link, as from the app.
      return html(`<a id="app" href="${to.href.replaceAll('&', '&amp;')}">back</a>${AHEAD}`);
    },
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const send = ({ status = 200, headers = {}, body = '' } = {}) =>
      response.writeHead(status, headers).end(body);
    if (['/api/login', '/report'].includes(url.pathname)) {
      let text = '';
      for await (const chunk of request) text += chunk;
      const list = url.pathname === '/report' ? seen.reported : seen.redeemed;
      list.push(JSON.parse(text));
      return send({ body: JSON.stringify({ name: 'Chan' }) });
    }
    if (url.pathname === '/server-back') {
      const headers = new Headers({ 'Sec-Purpose': `${request.headers['sec-purpose'] ?? ''}` });
      if (isPrefetch(new Request('http://localhost', { headers }))) {
        seen.prefetched += 1;
        return send({ status: 503 });
      }
      seen.redeemed.push(url.searchParams.get('code'));
      return send({ headers: { 'Content-Type': 'text/html' }, body: '<p id="shown">in</p>' });
    }
    if (url.pathname.startsWith('/pkg/')) {
      const path = join(pkg, url.pathname.slice('/pkg/'.length));
      const body = await readFile(path).catch(() => undefined);
      const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain';
      return send(body ? { headers: { 'Content-Type': type }, body } : { status: 404 });
    }
    const answer = answers[url.pathname] ?? pages[url.pathname]?.(url);
    return send(answer ?? { status: 404 });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
