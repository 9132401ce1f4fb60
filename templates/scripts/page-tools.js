/* The buttons that print and share a page: what a browser hides in its menus, one press away. */
"use strict";

(() => {
  const { make, button, find, findAll } = window.supple.elements;
  const { _ } = window.supple.words;
  const [place] = findAll(HTMLElement, ".guide-page-tools");
  if (!place) return;
  // The public address, also where the page was opened from disk or from a host's preview.
  const page = { title: document.title, url: find(HTMLLinkElement, "link[rel=canonical]").href };
  const note = make("p", { className: "guide-page-tools__note", role: "status" });

  async function copy() {
    try {
      await navigator.clipboard.writeText(page.url);
      note.textContent = _("The address of this page is copied. You can now paste it into a message.");
    } catch { // a browser that lets no page copy
      note.textContent = _("The address of this page is {address}", { address: page.url });
    }
  }

  async function share() {
    note.textContent = "";
    if (!navigator.share) return copy();
    try {
      await navigator.share(page);
    } catch (error) {
      // Whoever closes the phone's own list has changed their mind.
      if (!(error instanceof DOMException) || error.name !== "AbortError") await copy();
    }
  }

  /** @param {string} words @param {() => void} act */
  const tool = (words, act) => button(words, act, "guide-page-tools__button");
  place.append(tool(_("Print this page"), () => print()), tool(_("Share this page"), share), note);
  place.hidden = false;
})();
