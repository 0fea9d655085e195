// Static files of the page.

import { env } from 'cloudflare:workers';

/** @type {Record<string, string>} */
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** @param {Request} request */
export async function asset(request) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  }
  const { pathname } = new URL(request.url);
  const page = pathname === '/' ? '/index' : pathname;
  const path = page.includes('.') ? page : `${page}.html`;
  const type = TYPES[path.split('.').at(-1) ?? ''];
  const found = type ? await env.ASSETS.fetch(`http://assets${path}`) : undefined;
  if (!type || !found?.ok) return new Response('Not found', { status: 404 });
  return new Response(request.method === 'HEAD' ? null : found.body, {
    headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' },
  });
}
