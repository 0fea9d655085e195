// Service worker: keeps the verifying page, whole, for offline use. The bundler fills in what is kept and
// its version.

/* global KEPT, VERSION */

const CACHE = `verify-${VERSION}`;

/** Versions that are kept: a page of the one before may still be open, and load a part of itself. */
const VERSIONS = 2;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEPT)));
});
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== self.location.origin || event.request.method !== 'GET') return;
  // Paths under /api have users' data, but for those that are kept.
  if (pathname.startsWith('/assets/')) event.respondWith(keptOrFresh(event.request, pathname));
  else if (KEPT.includes(pathname)) event.respondWith(freshOrKept(event.request, pathname));
});

async function takeOver() {
  // In the order in which they were made.
  const names = await caches.keys();
  for (const name of names.slice(0, -VERSIONS)) await caches.delete(name);
  await self.clients.claim();
}

/**
 * A file that is named by its content: of whatever version.
 *
 * @param {Request} request
 * @param {string} path
 */
async function keptOrFresh(request, path) {
  return (await caches.match(path, { ignoreVary: true })) ?? fetch(request);
}

/**
 * @param {Request} request
 * @param {string} path Without the query.
 */
async function freshOrKept(request, path) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(path, response.clone());
    return response;
  } catch (error) {
    // A page is kept in one language, and its script shows it in the user's.
    const kept = await cache.match(path, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}
