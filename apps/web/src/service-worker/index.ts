import { version } from '$app/env';
import { assets, immutable, prerendered } from '$app/manifest';
import { self } from '$app/service-worker';

// Caches are numbered so that the one before the present is known: pages that were open during an update still ask for
// its files. The version follows the number.
const cachePrefix = 'minga-';
const shell = '/';
/** Named by their content. */
const unchanging = new Set(immutable.map((file) => toPath(file.path)));
const paths = [...assets, ...prerendered].map((file) => toPath(file.path));
const known = new Set([shell, ...unchanging, ...paths]);
/** Where the relay says what address people use. */
const relayFacts = '/minga.json';

self.addEventListener('install', (event) => {
  event.waitUntil(fillCache());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches());
});

// Never by itself: somebody may be typing in a page of the version before. The page sends this when a person says so.
self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    data.kind === 'take-over'
  )
    void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname === relayFacts) event.respondWith(fromRelay(request));
  else if (request.mode === 'navigate')
    event.respondWith(fromCache(shell, request));
  else if (known.has(url.pathname))
    event.respondWith(fromCache(url.pathname, request));
  // Names with a hash never change: a page of the version before finds its own.
  else if (url.pathname.includes('/immutable/'))
    event.respondWith(fromAnyCache(request));
});

async function fillCache(): Promise<void> {
  const cache = await caches.open(await ownCacheName());
  // `reload` passes by the HTTP cache, which may still hold the previous build. What is named by its content cannot be of
  // another one: the half of the app that the page has loaded already does not come over a slow line again.
  await cache.addAll(
    [...known].map(
      (path) =>
        new Request(path, {
          cache: unchanging.has(path) ? 'default' : 'reload',
        }),
    ),
  );
}

async function dropOldCaches(): Promise<void> {
  const names = await numberedCaches();
  for (const name of names.slice(0, -2)) await caches.delete(name);
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cached = await caches.match(path, { cacheName: await ownCacheName() });
  return cached ?? fetch(request);
}

async function fromAnyCache(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** As it is now; without signal as it was. */
async function fromRelay(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    const cache = await caches.open(await ownCacheName());
    if (response.ok) await cache.put(relayFacts, response.clone());
    return response;
  } catch {
    const cacheName = await ownCacheName();
    const cached = await caches.match(relayFacts, { cacheName });
    return cached ?? (await caches.match(relayFacts)) ?? Response.error();
  }
}

/** This version's cache, or the name it will have. */
async function ownCacheName(): Promise<string> {
  const names = await numberedCaches();
  const own = names.find((name) => name.endsWith(`-${version}`));
  if (own !== undefined) return own;
  const last = Number(names.at(-1)?.split('-')[1] ?? 0);
  return `${cachePrefix}${last + 1}-${version}`;
}

async function numberedCaches(): Promise<readonly string[]> {
  const numberOf = (name: string): number => Number(name.split('-')[1]);
  return (await caches.keys())
    .filter((name) => /^minga-\d+-/.test(name))
    .sort((a, b) => numberOf(a) - numberOf(b));
}

function toPath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
