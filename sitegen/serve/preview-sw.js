/* Takes the place of a service worker that a published guide once started at this address: it
   would answer with what it kept. This one keeps nothing, drops what is kept, and goes. */
"use strict";

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("supple ")).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
