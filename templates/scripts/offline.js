/* Keeps the guide for reading without a connection: starts the service worker, ../sw.js. */
"use strict";

(() => {
  const isServed = location.protocol.startsWith("http");
  // Over plain http there is no service worker; and who saves data does not want every page.
  if (!isServed || !navigator.serviceWorker || navigator.connection?.saveData) return;

  const worker = new URL("sw.js", window.supple.root);
  // After the page: keeping all others must not slow the one that is asked for.
  window.addEventListener("load", () => {
    // Where a browser forbids it, the guide is read as any website is.
    navigator.serviceWorker.register(worker).catch(() => {});
  });
})();
