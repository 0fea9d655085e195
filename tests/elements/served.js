// A page with the elements under a strict policy, and requests whose events the test writes.

import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const pkg = process.env.IAMSMART_PKG ?? join(root, 'pkg');

/** What the elements need of a policy: scripts of the page, and nothing inline. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'";

/** Bundles a script against the package. */
export async function bundled(contents) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    alias: {
      'iamsmart/element': join(pkg, 'element.js'),
      'iamsmart/elements': join(pkg, 'elements/index.js'),
      'iamsmart/elements/button': join(pkg, 'elements/button.js'),
      'iamsmart/texts': join(pkg, 'texts/index.js'),
    },
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    metafile: true,
    minify: true,
    target: 'es2022',
    write: false,
  });
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, "Noto Sans CJK HK", sans-serif; background: light-dark(#fff, #19211f); color: light-dark(#17201e, #e9f0ee); }
body.plain { color-scheme: light; background: #fff; color: #17201e; }
`;

/** Starts the server. `answer(request, response)` answers what is asked under /requests/. */
export async function serve() {
  const script = (await bundled("import './page.js';")).text;
  const served = { answer: (_request, response) => response.writeHead(404).end(), asked: [] };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const send = (type, body) => {
      response.writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Content-Security-Policy': POLICY,
      });
      response.end(body);
    };
    if (pathname.startsWith('/requests/')) {
      served.asked.push(pathname);
      return served.answer(request, response);
    }
    if (pathname === '/page.js') return send('text/javascript', script);
    if (pathname === '/page.css') return send('text/css', STYLE);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    return send(
      'text/html',
      '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Elements</title><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script><body><main><h1>Elements</h1><div id="place"></div></main>',
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  served.origin = `http://127.0.0.1:${server.address().port}`;
  served.stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return served;
}

/** Opens a stream of events on a response, and returns how to write one. */
export function stream(response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  return (outcome) =>
    response.write(`event: ${outcome.stage}\ndata: ${JSON.stringify(outcome)}\n\n`);
}
