// Keeps what a reader has read for when there is no network. Registered by install.js on the home and search pages.
// With a network every page is the newest, so nobody is held in an old edition; on one that does not answer, what was read is
// shown after some seconds, and what arrives later is kept for the next time. An edition without this file ends it.

const worker = /** @type {any} */ (self);
const scope = new URL(worker.registration.scope);
const caches_ = { read: `${scope.pathname} read`, index: `${scope.pathname} index` };
const NOT_KEPT = "not-kept.html";
const MOST_PAGES = 500;
const PATIENCE = 4000; // milliseconds
// Named by their content: what lies there never changes.
const PERMANENT = /^(?:assets|images)\/|^pagefind\/[^/]+\//;
const PASSED_OVER = /^(?:books|data|deploy|offline|snapshots)\//;

let isAsked = false;
let isDropped = false;

worker.addEventListener("install", (event) => event.waitUntil(prepare().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request.url);
  if (event.request.method === "GET" && path !== null && !PASSED_OVER.test(path) && !event.request.headers.has("range")) {
    event.respondWith(answer(event, path));
  }
});
worker.addEventListener("message", (event) => {
  if (event.data === "keep index") event.waitUntil(keepIndex().then(() => event.ports[0].postMessage("kept"), () => event.ports[0].postMessage("failed")));
});

// The path of an address below the site, without what is asked for there; null for any other address.
function pathOf(address) {
  const url = new URL(address);
  const isOwn = url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  return isOwn ? url.pathname.slice(scope.pathname.length) : null;
}

async function answer(event, path) {
  const key = scope.href + path;
  if (PERMANENT.test(path)) {
    const kept = await caches.match(key);
    if (kept) return kept;
  }
  const arriving = fetchAndKeep(event, key);
  event.waitUntil(arriving.catch(() => {})); // when a kept page is shown meanwhile, too
  const isPage = event.request.mode === "navigate";
  try {
    return await (isPage ? Promise.race([arriving, waitFor(key, arriving)]) : arriving);
  } catch (error) {
    const kept = await caches.match(key) ?? (isPage ? await caches.match(scope.href + NOT_KEPT) : null);
    if (kept) return kept;
    throw error;
  }
}

async function fetchAndKeep(event, key) {
  const fresh = await fetch(event.request);
  if (fresh.ok && fresh.type === "basic" && !fresh.redirected) event.waitUntil(keep(key, fresh.clone()));
  if (event.request.mode === "navigate") event.waitUntil(endIfDropped());
  return fresh;
}

// What is kept, when the network has not answered for a while; what arrives, where nothing is kept.
async function waitFor(key, arriving) {
  await new Promise((done) => setTimeout(done, PATIENCE));
  return await caches.match(key) ?? arriving;
}

async function keep(key, response) {
  const cache = await caches.open(caches_.read);
  await cache.delete(key); // what was read last stands last
  await cache.put(key, response);
  const pages = (await cache.keys()).map((request) => request.url).filter((url) => !PERMANENT.test(pathOf(url) ?? ""));
  await Promise.all(pages.slice(0, Math.max(0, pages.length - MOST_PAGES)).map((url) => cache.delete(url)));
  if (isDropped) await caches.delete(caches_.read);
}

// What is shown in the place of a page that was not read, with its style sheet.
async function prepare() {
  const cache = await caches.open(caches_.read);
  const page = await fetch(scope.href + NOT_KEPT, { cache: "no-store" });
  const styles = [...(await page.clone().text()).matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((found) => new URL(found[1], page.url).href);
  await cache.put(scope.href + NOT_KEPT, page);
  await cache.addAll(styles);
}

// All files of the search index, of which those that are kept already are not fetched again; those of an older edition go.
async function keepIndex() {
  const sums = await (await fetch(`${scope.href}SHA256SUMS`, { cache: "no-store" })).text();
  const files = sums.split("\n").map((line) => line.slice(66)).filter((path) => path.startsWith("pagefind/"));
  const wanted = new Set(files.map((path) => scope.href + path));
  if (!wanted.size) throw new Error("There is no search index.");
  const cache = await caches.open(caches_.index);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  await Promise.all([...wanted].filter((url) => !kept.has(url) || !PERMANENT.test(pathOf(url) ?? "")).map(async (url) => {
    const answer = await fetch(url, { cache: "no-cache" });
    if (!answer.ok) throw new Error(url);
    await cache.put(url, answer);
  }));
  await Promise.all([...kept].filter((url) => !wanted.has(url)).map((url) => cache.delete(url)));
}

// A later edition may have no such file: then what is kept goes, and the next page comes from the network alone.
async function endIfDropped() {
  if (isAsked) return;
  isAsked = true;
  const own = await fetch(worker.location.href, { cache: "no-store" });
  if (own.status !== 404 && own.status !== 410) return;
  isDropped = true;
  await Promise.all(Object.values(caches_).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}
