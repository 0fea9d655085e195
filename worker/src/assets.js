// Static files of the page.

import { env } from 'cloudflare:workers';
import { codingFor, languageFor } from './negotiation.js';

/** A year, for files whose names change with their content (RFC 8246). */
const FOREVER = 'public, max-age=31536000, immutable';

/** @param {Request} request */
export async function asset(request) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  }
  const path = pathOf(request);
  if (!Object.hasOwn(PAGE_FILES, path)) return new Response('Not found', { status: 404 });
  const { type, digest, encodings } = /** @type {PageFile} */ (PAGE_FILES[path]);
  const coding = codingFor(request, encodings);
  const isPage = path.endsWith('.html');
  const etag = `"${digest}${coding ? `-${coding}` : ''}"`;
  const headers = new Headers({
    'Content-Type': type,
    'Cache-Control': path.startsWith('/assets/') ? FOREVER : 'no-cache',
    ETag: etag,
    Vary: isPage ? 'Accept-Encoding, Accept-Language, Cookie' : 'Accept-Encoding',
  });
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  if (isPage) headers.set('Content-Language', languageFor(request));
  if (coding) headers.set('Content-Encoding', coding);
  const stored = await env.ASSETS.fetch(`http://assets${path}${coding ? `.${coding}` : ''}`);
  if (!stored.ok) return new Response('Not found', { status: 404 });
  // What is stored is compressed already.
  const encodeBody = coding ? 'manual' : 'automatic';
  return new Response(request.method === 'HEAD' ? null : stored.body, { headers, encodeBody });
}

/**
 * The file of an address: of a page, the one in the user's language.
 *
 * @param {Request} request
 */
function pathOf(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/') return `/index.${languageFor(request)}.html`;
  const [page] = pathname.match(/^\/[\w-]+(?=\.html$|$)/) ?? [];
  return page ? `${page}.${languageFor(request)}.html` : pathname;
}

/**
 * True if the browser has this form of the file (RFC 9110 §13.1.2, by weak comparison).
 *
 * @param {Request} request
 * @param {string} etag
 */
function isKnown(request, etag) {
  const known = request.headers.get('If-None-Match');
  if (!known) return false;
  return known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
