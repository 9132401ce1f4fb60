/* The service worker: after one visit the whole guide can be read without a connection.

   The build puts two lines before this file:
     BUILD  a digest of all that is kept
     FILES  address below the site's root -> a digest of what it holds

   A new build is fetched beside the old one, and takes over once it is whole. Pages that are open
   just then stay as they are: what they may still ask for is in the cache of the old build, which
   goes when the build after next comes. */
"use strict";

(() => {
  const PATIENCE = 3000; // milliseconds that a reader waits before the kept page will do
  const ROOT = self.registration.scope;
  const OURS = `supple ${ROOT} `; // other guides may live on the same host
  const CACHE = OURS + BUILD;
  const LAST_RESORT = "offline/";

  const isKept = (address) => Object.hasOwn(FILES, address);

  /* New content has a new address, so no cache on the way can answer with the old. */
  const keyOf = (address) => `${ROOT}${address}?${FILES[address]}`;

  /* A page that a host has led elsewhere cannot be shown: a browser wants to be led itself. */
  const asItself = (answer) =>
    answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer;

  /* All or nothing: a worker that lacks one file is not installed, so a reader who trusts it finds
     every page. What did come waits in the cache, and the next visit goes on from there; what an
     older build has is copied, not fetched again. */
  async function keepAll() {
    const cache = await caches.open(CACHE);
    await Promise.all(Object.keys(FILES).map(async (address) => {
      const key = keyOf(address);
      const answer = await caches.match(key) ?? await fetch(key, { priority: "low" });
      if (!answer.ok) throw new Error(`${address} cannot be kept: ${answer.status}`);
      await cache.put(key, asItself(answer));
    }));
    await self.skipWaiting();
  }

  async function forgetOlder() {
    const names = await caches.keys();
    const older = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
    await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  const kept = (address) => caches.match(keyOf(address));

  /* For pages of the build before, that are still open. */
  const keptBefore = (address) => caches.match(ROOT + address, { ignoreSearch: true });

  const silence = () => new Promise((resolve) => { setTimeout(resolve, PATIENCE); });

  /* The network's answer; what is kept, where that fails or takes too long. */
  async function newest(request, address) {
    const answer = fetch(request);
    const isGood = await Promise.race([answer, silence()])
      .then((early) => early?.status < 500, () => false);
    return isGood ? answer : await kept(address) ?? answer;
  }

  async function page(request, address) {
    try {
      return await newest(request, address);
    } catch {
      if (isKept(`${address}/`)) return Response.redirect(`${ROOT}${address}/`);
      if (address === LAST_RESORT) return Response.error();
      return Response.redirect(ROOT + LAST_RESORT); // its links are right at its own address alone
    }
  }

  /* A name in assets/ changes with its content, so what is kept of it is right for good. */
  async function asset(request, address) {
    return await kept(address) ?? await keptBefore(address) ?? fetch(request);
  }

  async function other(request, address) {
    try {
      return await newest(request, address);
    } catch {
      return await keptBefore(address) ?? Response.error();
    }
  }

  self.addEventListener("install", (event) => event.waitUntil(keepAll()));
  self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
    const [path] = request.url.slice(ROOT.length).split(/[?#]/);
    const address = path.replace(/(^|\/)index\.html$/, "$1");
    const answer = request.mode === "navigate" ? page : address.startsWith("assets/") ? asset : other;
    event.respondWith(answer(request, address));
  });
})();
