const BUILD="0475eabc633e8803";
const FILES={
"about/":"d2fb65a6ff",
"areas/":"7ac869fc2e",
"areas/lower-back/":"ae6fe445ec",
"areas/neck/":"3c94d3a6a3",
"assets/data.js":"9cbc54b1f0",
"assets/movement.js":"dffa47a4e2",
"assets/offline.js":"1b3c803384",
"assets/paper.css":"bff9577e7a",
"assets/site.css":"d567b46eb3",
"evidence/":"078f5410ae",
"figures/ear-to-shoulder.js":"05ac6dd335",
"figures/ear-to-shoulder.svg":"ad2347ea27",
"floor/":"e64c2477a5",
"glossary/":"6cd2029d4a",
"guide/":"f584542ee1",
"how-to-use/":"affadd0d89",
"icon-maskable.svg":"be23e5fab7",
"icon.svg":"365b5ba08c",
"":"a3fa3d9421",
"manifest.webmanifest":"4858ae8d9b",
"offline/":"f183c8ee01",
"privacy/":"f501a00ebf",
"routines/":"cc00e35021",
"routines/morning/":"c844232339",
"safety/":"bf8424985a",
"sources/":"9a2f34c03b",
"stretches/chin-to-chest/":"0b26dde58c",
"stretches/ear-to-shoulder/":"6571cfecf7",
"stretches/":"3dc9dc69a2",
"stretches/knee-rolls/":"92b4bf7bfd"
};
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
