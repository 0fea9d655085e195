// Static files of the page, with security headers.

/**
 * Allows scripts and styles of this origin only, and no framing. 'wasm-unsafe-eval' lets the
 * package compile its modules. Navigation to iAM Smart's page stays possible.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** @type {Record<string, string>} */
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/**
 * @param {Request} request
 * @param {import('./service.js').Env} env
 */
export async function asset(request, env) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  }
  const { pathname } = new URL(request.url);
  const path = pathname === '/' ? '/index.html' : pathname;
  const type = TYPES[path.split('.').at(-1) ?? ''];
  const found = type ? await env.ASSETS.fetch(`http://assets${path}`) : undefined;
  if (!type || !found?.ok) return new Response('Not found', { status: 404 });
  return new Response(request.method === 'HEAD' ? null : found.body, {
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-cache',
      // The URL of the login callback contains a code.
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
