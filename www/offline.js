// Keeps the verifying page for when there is no network: what was loaded once is answered again.

const CACHE = 'verify';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isOurs = origin === self.location.origin && event.request.method === 'GET';
  // Whom the demo trusts is public; everything else under /api is somebody's own.
  if (isOurs && (pathname === '/api/service' || !pathname.startsWith('/api/'))) {
    event.respondWith(freshOrKept(event.request));
  }
});

/** @param {Request} request */
async function freshOrKept(request) {
  const cache = await caches.open(CACHE);
  // Without its query: a callback's address has a code in it.
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
