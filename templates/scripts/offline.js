/* Keeps the guide for reading without a connection: starts the service worker, ../sw.js. */
"use strict";

(() => {
  // The preview leaves it out: what is kept would stand in the way of what is written.
  if (!document.currentScript?.hasAttribute("data-keeps-offline")) return;
  const isServed = location.protocol.startsWith("http");
  // Who saves data does not want every page.
  if (!isServed || navigator.connection?.saveData) return;

  const { root, ownScripts } = window.supple;
  const worker = ownScripts.createScriptURL(new URL("sw.js", root).href);
  // After the page: keeping all others must not slow the one that is asked for.
  window.addEventListener("load", () => {
    // Over plain http there is none; and where a browser forbids it, the guide is read as any website is.
    navigator.serviceWorker?.register(worker).catch(() => {});
  });
})();
