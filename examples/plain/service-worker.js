// The page and the program, kept for a visit without network. The models are not: Selon keeps those by itself.
const kept = 'page-1'
const files = ['./', './page.js', './node_modules/selon/dist/browser.js']

addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(files)))
})

addEventListener('fetch', (event) => {
  const address = new URL(event.request.url)
  if (!files.some((file) => new URL(file, registration.scope).pathname === address.pathname)) return
  // The network's where there is one, so that a new version is seen.
  event.respondWith(fetch(event.request).catch(() => caches.match(address.pathname, { cacheName: kept })))
})
