// Service worker: caches the verifying page for offline use.

const CACHE = 'verify';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isOurs = origin === self.location.origin && event.request.method === 'GET';
  // /api/service, with the trust anchors, is public; other paths under /api have users' data.
  if (isOurs && (pathname === '/api/service' || !pathname.startsWith('/api/'))) {
    event.respondWith(freshOrKept(event.request));
  }
});

/** @param {Request} request */
async function freshOrKept(request) {
  const cache = await caches.open(CACHE);
  // Without the query, which contains a code in the login callback.
  const key = request.url.split('?')[0];
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw error;
  }
}
