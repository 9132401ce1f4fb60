/* Which scripts a page may fetch: those of this guide, and none besides.

   Browsers that know Trusted Types hold the page to it: the guide's policy lets an address of a
   script come from here alone, and lets no text be read as HTML at all. In others the same test is
   made, and they believe the text. */
"use strict";

(() => {
  const { root } = window.supple;
  const OURS = /^(sw|(assets|figures)\/[\w.-]+)\.js$/; // from the root of the site

  const rules = {
    /** @param {string} address */
    createScriptURL(address) {
      const { href } = new URL(address, document.baseURI);
      if (href.startsWith(root.href) && OURS.test(href.slice(root.href.length))) return href;
      throw new TypeError(`${address} is no script of this guide.`);
    },
  };

  const ownScripts = window.trustedTypes?.createPolicy("supple", rules) ?? rules;
  window.supple = { ...window.supple, ownScripts };
})();
