// Service worker: keeps the verifying page, whole, for offline use. The bundler fills in what is kept and
// its version.

/* global KEPT, VERSION */

const CACHE = `verify-${VERSION}`;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)));
});
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isOurs = origin === self.location.origin && event.request.method === 'GET';
  // Paths under /api have users' data, but for those that are kept.
  if (isOurs && KEPT.includes(pathname)) event.respondWith(freshOrKept(event.request, pathname));
});

async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

/**
 * @param {Request} request
 * @param {string} key Without the query.
 */
async function freshOrKept(request, key) {
  const cache = await caches.open(CACHE);
  // A page is kept in one language, and its script shows it in the user's.
  const find = () => cache.match(key, { ignoreVary: true });
  const named = key.startsWith('/assets/') && (await find());
  if (named) return named;
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const kept = await find();
    if (kept) return kept;
    throw error;
  }
}
